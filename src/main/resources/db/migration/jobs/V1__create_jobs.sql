create schema jobs;

-- db-scheduler's table: a row per lane. So few rows that an index on a time would only cost, as
-- every heartbeat would have to write to it.
create table jobs.scheduled_tasks (
  task_name text not null,
  task_instance text not null,
  task_data bytea,
  execution_time timestamptz not null,
  picked boolean not null,
  picked_by text,
  last_success timestamptz,
  last_failure timestamptz,
  consecutive_failures int,
  last_heartbeat timestamptz,
  version bigint not null,
  priority smallint,
  primary key (task_name, task_instance)
) with (fillfactor = 50);

-- The nodes and when each last showed that it lives.
create table jobs.node (
  id text primary key,
  seen_at timestamptz not null
) with (fillfactor = 50);

-- Queues whose provider asked to wait.
create table jobs.queue_pause (
  queue text primary key,
  until timestamptz not null
);

create table jobs.batch (
  id uuid primary key,
  kind text not null,
  owner uuid not null,
  name text not null,
  state text not null,
  total int not null,
  reason text,
  created_at timestamptz not null,
  started_at timestamptz,
  ended_at timestamptz,
  constraint batch_state check (
    state in ('ACTIVE', 'PAUSED', 'CANCELLING', 'CANCELLED', 'COMPLETED', 'FAILED'))
);

create index batch_by_age on jobs.batch (kind, created_at desc, id desc);
create index batch_open on jobs.batch (state) where state in ('ACTIVE', 'PAUSED', 'CANCELLING');

-- How many items of a batch have ended, in shares: each lane counts in a row of its own, so that
-- lanes never wait for each other. A retry takes away from the share of the steering.
create table jobs.tally (
  batch_id uuid not null,
  share text not null,
  succeeded int not null,
  failed int not null,
  cancelled int not null,
  primary key (batch_id, share)
) with (fillfactor = 50);

-- No foreign key to the batch: it would cost a lookup and a row lock for each of 100,000 items.
create table jobs.item (
  id uuid primary key,
  batch_id uuid not null,
  position int not null,
  queue text not null,
  state text not null,
  group_key text,
  label text not null,
  input text not null,
  output text,
  attempts smallint not null default 0,
  kills smallint not null default 0,
  -- Fences: raised by every claim, so that whoever held an earlier claim can no longer write.
  claim bigint not null default 0,
  -- False when the item was accepted as failed: trying it again would be useless.
  startable boolean not null default true,
  lane text,
  node text,
  -- Not to be taken before; null is at once.
  run_at timestamptz,
  failure_code text,
  failure_message text,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  ended_at timestamptz,
  work_millis bigint,
  constraint item_state check (
    state in ('HELD', 'WAITING', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED')),
  unique (batch_id, position)
) with (
  autovacuum_vacuum_scale_factor = 0.02,
  autovacuum_analyze_scale_factor = 0.02,
  autovacuum_vacuum_cost_delay = 0
);

create index item_waiting on jobs.item (batch_id, queue, position) where state = 'WAITING';
create index item_delayed on jobs.item (queue, run_at)
  where state = 'WAITING' and run_at is not null;
create index item_running on jobs.item (queue, lane) where state = 'RUNNING';
create index item_held on jobs.item (batch_id, queue, group_key, position) where state = 'HELD';
create index item_failed on jobs.item (batch_id, position) where state = 'FAILED';
