-- What the maker of a medium says of it, for itself.
alter table storage.media add column note text;

-- Bytes that the object store could not take, until it can. They are there for every node.
create table storage.spooled (
  key text primary key,
  bytes bytea not null,
  sha256 text not null,
  note text,
  kept_at timestamptz not null default now()
);

-- They are pictures, which no longer shrink.
alter table storage.spooled alter column bytes set storage external;
