create table posters.save (
    id text primary key,
    batch uuid not null unique,
    owner uuid not null,
    run_id text,
    campaign text not null,
    target text not null,
    created_at timestamptz not null default now()
);

-- Newest first, per owner, per run and over all, with the id to break ties.
create index save_by_owner on posters.save (owner, created_at desc, id desc);
create index save_by_run on posters.save (run_id, created_at desc, id desc);
create index save_by_age on posters.save (created_at desc, id desc);

-- Each poster at each target, over all saves that name it. The external id is given before the
-- first call and never changes, so that the target can tell a repetition.
create table posters.saved_poster (
    external_id text primary key,
    target text not null,
    media text not null,
    user_id bigint not null,
    campaign text not null,
    stamp bigint not null unique,
    url text not null,
    video_at timestamptz,
    shared_at timestamptz,
    claimed_by uuid,
    claimed_until timestamptz,
    created_at timestamptz not null default now(),
    unique (target, media, user_id)
) with (fillfactor = 80);

-- The last number given to a poster: milliseconds, but never the same twice.
create table posters.save_stamp (
    singleton boolean primary key default true check (singleton),
    last bigint not null
);

insert into posters.save_stamp (last) values (0);
