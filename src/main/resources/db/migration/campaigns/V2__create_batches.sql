-- The ids of batches and posts are text, as the spec has them; a batch's id is that of its jobs.
create table campaigns.batch_jobs (
  id varchar primary key,
  campaign_id uuid not null,
  user_id uuid not null,
  name varchar(255) not null,
  status varchar not null default 'pending',
  total_posts int not null default 0,
  completed_posts int not null default 0,
  failed_posts int not null default 0,
  cancelled_posts int not null default 0,
  created_by varchar,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  started_at timestamptz,
  ended_at timestamptz,
  error_log text,
  options json not null default '{}',
  -- Money is in millionths of a dollar. What is reserved belongs to calls that are under way.
  -- No further call is paid for.
  stopping boolean not null default false,
  budget_micros bigint,
  spent_micros bigint not null default 0,
  reserved_micros bigint not null default 0,
  constraint posts_add_up check (completed_posts + failed_posts + cancelled_posts <= total_posts)
) with (fillfactor = 50);

create index batch_jobs_by_age on campaigns.batch_jobs (campaign_id, created_at desc, id desc);
create index batch_jobs_open on campaigns.batch_jobs (campaign_id)
  where status in ('pending', 'processing');

create table campaigns.campaign_posts (
  id varchar primary key,
  batch_job_id varchar not null references campaigns.batch_jobs (id) on delete cascade,
  campaign_id uuid not null,
  position int not null,
  brand_name varchar(255) not null,
  topic varchar,
  tone varchar not null,
  brief text,
  target_audience varchar,
  generated_caption text,
  -- Only of posts that came from elsewhere; our own pictures are found by their key.
  generated_image_url varchar,
  status varchar not null default 'pending',
  error_message text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  -- How far each half is: none (not asked for), pending, done, failed or cancelled.
  caption_state varchar not null default 'none',
  image_state varchar not null default 'none',
  caption_error text,
  image_error text,
  caption_call uuid,
  image_call uuid,
  image_key varchar,
  -- The post whose caption this one's is too much like, though it was written twice.
  duplicate_of varchar,
  offline boolean not null default false,
  cost_micros bigint not null default 0,
  -- The job that makes a half anew, while it does.
  redo uuid,
  redo_error text,
  constraint post_place unique (batch_job_id, position)
) with (fillfactor = 70);

create index campaign_posts_by_age
  on campaigns.campaign_posts (campaign_id, created_at desc, batch_job_id desc, position);

create index campaign_posts_redone on campaigns.campaign_posts (redo) where redo is not null;

-- The journal of paid calls: written before the call, settled after it. What stays 'started' was
-- interrupted, and whether it was paid for is unknown.
create table campaigns.calls (
  id uuid primary key,
  user_id uuid not null,
  batch_job_id varchar not null,
  post_id varchar not null,
  -- The jobs and the item that it was made for.
  jobs_id uuid not null,
  item_id uuid not null,
  part varchar not null,
  state varchar not null,
  day date not null,
  prompt json not null,
  model varchar not null,
  offline boolean not null,
  reserved_micros bigint not null,
  cost_micros bigint not null default 0,
  input_tokens bigint,
  cached_input_tokens bigint,
  output_tokens bigint,
  finish varchar,
  caption text,
  image_key varchar,
  -- A picture that was paid for while the store would not take it.
  image_bytes bytea,
  image_type varchar,
  duplicate_of varchar,
  version int,
  error_code varchar,
  error_message text,
  created_at timestamptz not null default now(),
  ended_at timestamptz,
  constraint call_state check (
    state in ('started', 'succeeded', 'failed', 'unknown', 'written_off')),
  constraint call_part check (part in ('caption', 'image'))
) with (fillfactor = 70);

create index calls_by_item on campaigns.calls (item_id, created_at);
create index calls_under_way on campaigns.calls (jobs_id) where state = 'started';
create index calls_by_post on campaigns.calls (post_id, part, created_at);

-- What each user spent on a day (UTC).
create table campaigns.spending (
  user_id uuid not null,
  day date not null,
  spent_micros bigint not null default 0,
  reserved_micros bigint not null default 0,
  primary key (user_id, day)
) with (fillfactor = 50);

-- Prints of captions: two that share a band are perhaps alike. The campaign is part of each band.
create table campaigns.caption_prints (
  post_id varchar primary key,
  bands bigint[] not null
);

create index caption_prints_by_band on campaigns.caption_prints using gin (bands);
