-- Deleted assets stay: runs and templates that name them are still drawn with them.
create table posters.template_image (
    id uuid primary key,
    owner uuid not null,
    name text not null,
    category text not null,
    media text not null,
    width integer not null,
    height integer not null,
    created_at timestamptz not null default now(),
    deleted_at timestamptz
);

create index template_image_by_owner on posters.template_image (owner, created_at desc, id desc)
where deleted_at is null;

create table posters.custom_font (
    id uuid primary key,
    owner uuid not null,
    name text not null,
    family text not null,
    format text not null,
    lightest integer not null,
    heaviest integer not null,
    italic boolean not null,
    media text not null,
    created_at timestamptz not null default now(),
    deleted_at timestamptz
);

create index custom_font_by_owner on posters.custom_font (owner, created_at desc, id desc);
