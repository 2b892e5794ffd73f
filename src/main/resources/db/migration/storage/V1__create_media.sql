create schema storage;

create table storage.media (
  key text primary key,
  owner uuid not null,
  content_type text not null,
  length bigint not null,
  sha256 text not null,
  name text,
  created_at timestamptz not null default now()
);
