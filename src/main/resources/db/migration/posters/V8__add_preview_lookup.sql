-- One row: who of all nodes looks somebody up for a preview, and until when at the latest.
create table posters.preview_lookup (
    only_one boolean primary key default true check (only_one),
    holder uuid,
    until timestamptz not null default '-infinity'
);

insert into posters.preview_lookup default values;
