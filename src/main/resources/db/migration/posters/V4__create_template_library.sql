-- One line of versions per section; its row is locked by whoever adds or activates one.
create table posters.template_section (
    owner uuid not null,
    section text not null,
    last_version integer not null,
    primary key (owner, section)
);

-- A version never changes but for whether it is active or deleted.
create table posters.template (
    id uuid primary key,
    owner uuid not null,
    section text not null,
    version integer not null check (version > 0),
    name text not null,
    active boolean not null,
    html text not null,
    css text not null,
    preview_data jsonb not null,
    placeholders text[] not null,
    width integer not null check (width > 0),
    height integer not null check (height > 0),
    created_at timestamptz not null default now(),
    deleted_at timestamptz,
    unique (owner, section, version),
    foreign key (owner, section) references posters.template_section (owner, section)
);

create unique index template_active_once on posters.template (owner, section)
where active and deleted_at is null;

create index template_by_owner on posters.template (owner, section, version desc)
where deleted_at is null;
