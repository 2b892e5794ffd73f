-- Who of all nodes asks the directory now, and until when at the latest. As many rows as may ever ask at once; how
-- many of them are used is a setting.
create table posters.lookup_turn (
    place integer primary key,
    holder uuid,
    until timestamptz not null default '-infinity'
) with (fillfactor = 50);

insert into posters.lookup_turn (place) select generate_series(1, 100);
