-- What an order said beyond template, rows and picture. Apart from the runs, whose lists are read
-- often and whose logos may be large.
create table posters.options (
    run_id text primary key references posters.run (id) on delete cascade,
    logo text,
    profile_picture boolean not null,
    skip_overlays boolean not null,
    model text,
    metadata jsonb not null
);
