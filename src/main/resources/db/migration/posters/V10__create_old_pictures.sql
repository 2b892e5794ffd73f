-- Pictures that no row shows any longer, since when, and since when they are being removed.
create table posters.old_picture (
    key text primary key,
    since timestamptz not null default now(),
    going timestamptz
);

create index old_picture_by_age on posters.old_picture (since);

-- Whether a picture is saved somewhere is asked by the picture alone.
create index saved_poster_by_media on posters.saved_poster (media);
