create schema posters;

create table posters.run (
    id text primary key,
    batch uuid not null unique,
    owner uuid not null,
    name text not null,
    template text not null,
    columns text[] not null,
    size text not null,
    width integer not null check (width > 0),
    height integer not null check (height > 0),
    format text not null,
    offline_profiles boolean not null,
    warnings jsonb not null,
    created_at timestamptz not null default now()
);

-- Newest first, per owner and over all, with the id to break ties.
create index run_by_owner on posters.run (owner, created_at desc, id desc);
create index run_by_age on posters.run (created_at desc, id desc);

-- What the directory said of a person, once per run and name.
create table posters.profile (
    run_id text not null references posters.run (id) on delete cascade,
    name_key text not null,
    user_id bigint not null,
    username text not null,
    fields jsonb not null,
    fetched_at timestamptz not null default now(),
    primary key (run_id, name_key)
);

create table posters.log (
    id bigint generated always as identity primary key,
    run_id text not null references posters.run (id) on delete cascade,
    level text not null,
    message text not null,
    details jsonb not null,
    created_at timestamptz not null default now()
);

create index log_by_run on posters.log (run_id, id desc);
