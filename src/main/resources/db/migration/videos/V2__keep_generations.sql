-- What the making of a video needs besides what clients know of it.
alter table videos.video_jobs
  -- The batch of one item that makes it; none while it waits.
  add column batch_id uuid,
  add column provider varchar(32),
  -- SENDING before the prompt goes out, so that a crash never sends it twice; REFUSED when it surely was not taken.
  add column submission varchar(16) check (submission in ('SENDING', 'REFUSED', 'TAKEN')),
  add column submissions int not null default 0,
  add column lookups int not null default 0,
  add column polls int not null default 0,
  add column trouble int not null default 0,
  add column polled_at timestamptz,
  add column started_at timestamptz,
  add column deadline timestamptz,
  add column ended_at timestamptz,
  -- What a worker outside told of it, once.
  add column callback text;

create index video_jobs_ended on videos.video_jobs (ended_at desc) where status = 'SUCCEEDED';
create unique index videos_by_scene on videos.videos (scene_id) where scene_id is not null;

-- Until when a user may start no other video, and whose doing that is.
create table videos.cooldowns (
  user_id uuid primary key,
  job_id uuid not null,
  until timestamptz not null
);

-- Held by whoever lets jobs into the queue, takes them out, or starts them.
create table videos.generation_queue (
  one boolean primary key default true check (one)
);

insert into videos.generation_queue default values;
