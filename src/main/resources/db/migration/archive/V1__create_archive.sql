create schema archive;

-- A root is a folder of files, known by an id that is kept in it: nodes that share the folder share
-- the work, and a folder that is moved is known again.
create table archive.run (
  id uuid primary key,
  root uuid not null,
  source text not null,
  state text not null,
  phase text not null,
  -- The batch of the present phase, and the one that has an item for each user.
  batch uuid not null,
  users_batch uuid,
  only_user text,
  since timestamptz,
  dry_run boolean not null,
  users int not null default 0,
  media bigint not null default 0,
  failure text,
  manifest_sha256 text,
  manifest_files bigint,
  created_at timestamptz not null default clock_timestamp(),
  listed_at timestamptz,
  ended_at timestamptz,
  constraint run_state check (state in ('ACTIVE', 'STOPPED', 'COMPLETED', 'FAILED')),
  constraint run_phase check (phase in ('LISTING', 'FETCHING', 'FINISHING'))
);

-- One at a time, over all nodes.
create unique index run_active on archive.run ((true)) where state = 'ACTIVE';
create index run_by_age on archive.run (created_at desc, id desc);
create index run_by_batch on archive.run (batch);

create table archive.run_user (
  run uuid not null,
  position int not null,
  source_id text not null,
  email text,
  image_ids text[] not null,
  voice_ids text[] not null,
  faults text[] not null,
  folder text,
  state text not null default 'WAITING',
  -- How many of the ids, images before voices, are done; what counts below is about those.
  place int not null default 0,
  images int not null default 0,
  voices int not null default 0,
  bytes bigint not null default 0,
  fetched int not null default 0,
  fetched_bytes bigint not null default 0,
  saved_bytes bigint not null default 0,
  failed int not null default 0,
  errors text[] not null default '{}',
  -- Why the user could not be processed at all.
  failure text,
  -- Beyond the place, for whoever watches.
  under_way int not null default 0,
  under_way_bytes bigint not null default 0,
  started_at timestamptz,
  ended_at timestamptz,
  primary key (run, position),
  constraint run_user_state check (
    state in ('WAITING', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED'))
) with (fillfactor = 80);

create index run_user_running on archive.run_user (run, started_at) where state = 'RUNNING';
create index run_user_failed on archive.run_user (run, position) where state = 'FAILED';

-- What the bucket held when the run began, so that what did not change needs no request.
create table archive.object (
  run uuid not null,
  path text collate "C" not null,
  size bigint not null,
  generation bigint not null,
  crc32c text,
  md5 text,
  encoding text,
  public_token boolean not null,
  updated_at timestamptz,
  primary key (run, path)
);

-- Which user a folder is of; folded as file systems fold that know no case.
create table archive.folder (
  root uuid not null,
  name text not null,
  folded text not null,
  source_id text not null,
  email text not null,
  primary key (root, name),
  unique (root, folded),
  unique (root, source_id, email)
);

-- A file has its name before it has its bytes, so that a name means the same file after a crash.
create table archive.file (
  root uuid not null,
  folder text not null,
  kind text not null,
  item text not null,
  name text not null,
  folded text not null,
  document text not null,
  object text collate "C" not null,
  size bigint,
  generation bigint,
  crc32c text,
  crc32 int,
  md5 text,
  sha256 text,
  encoding text,
  modified_at timestamptz,
  fetched_at timestamptz,
  fetched_by uuid,
  seen_by uuid,
  primary key (root, folder, kind, item),
  unique (root, folder, kind, folded)
) with (fillfactor = 80);

create index file_by_object on archive.file (root, object);
create index file_by_run on archive.file (seen_by);

create table archive.finding (
  run uuid not null,
  id bigint generated always as identity,
  kind text not null,
  subject text not null,
  folder text,
  detail text not null,
  bytes bigint,
  primary key (run, id),
  unique (run, kind, subject)
);

-- What the operator has set while Atelier runs.
create table archive.setting (
  name text primary key,
  value text not null
);
