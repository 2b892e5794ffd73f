create schema videos;

-- What the studio knows of a user besides the account, made at the first use.
create table videos.profiles (
  id uuid primary key,
  username varchar(64),
  -- Says when two names are one; the name as it is shown is kept as it was typed.
  folded_username text,
  email varchar(320),
  avatar_url text,
  bio varchar(512),
  last_active_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
) with (fillfactor = 85);

create unique index profiles_folded_username on videos.profiles (folded_username);

-- Counts are of all videos of a creator; voters are people, however often they vote, without the creator.
create table videos.creator_stats (
  user_id uuid primary key references videos.profiles on delete cascade,
  videos_created int not null default 0 check (videos_created >= 0),
  total_likes int not null default 0 check (total_likes >= 0),
  total_dislikes int not null default 0 check (total_dislikes >= 0),
  likers int not null default 0 check (likers >= 0),
  dislikers int not null default 0 check (dislikers >= 0),
  creator_score numeric(7, 4) not null default 0,
  last_active_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
) with (fillfactor = 70);

create index creator_stats_by_score
  on videos.creator_stats (creator_score desc, videos_created desc, user_id);

-- Whether a voter likes more of a creator's videos than they dislike.
create table videos.creator_voters (
  creator_id uuid not null references videos.profiles on delete cascade,
  voter_id uuid not null references videos.profiles on delete cascade,
  net int not null,
  primary key (creator_id, voter_id)
);

create index creator_voters_by_voter on videos.creator_voters (voter_id);

create table videos.videos (
  id uuid primary key,
  user_id uuid not null references videos.profiles on delete cascade,
  prompt text not null,
  video_url text,
  thumbnail_url text,
  status varchar(16) not null default 'PENDING'
    check (status in ('PENDING', 'PROCESSING', 'COMPLETED', 'FAILED')),
  likes_count int not null default 0 check (likes_count >= 0),
  dislikes_count int not null default 0 check (dislikes_count >= 0),
  views_count bigint not null default 0 check (views_count >= 0),
  ranking_score numeric(12, 4),
  operation_name text,
  scene_id text,
  seed int,
  model_key varchar(128),
  aspect_ratio varchar(64),
  duration_seconds int,
  failure_reason text,
  source_video_id uuid references videos.videos on delete set null,
  published_at timestamptz,
  hidden_at timestamptz,
  hidden_reason varchar(500),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
  -- Counters change far more often than the rest, and stay on their page.
) with (fillfactor = 85);

create index videos_by_owner on videos.videos (user_id, created_at desc, id desc);
create index videos_newest on videos.videos (created_at desc, id desc)
  where status = 'COMPLETED' and hidden_at is null;
create index videos_by_operation on videos.videos (operation_name)
  where operation_name is not null;
create index videos_by_source on videos.videos (source_video_id)
  where source_video_id is not null;

create table videos.video_assets (
  id uuid primary key default gen_random_uuid(),
  video_id uuid not null references videos.videos on delete cascade,
  asset_type varchar(16) not null check (asset_type in ('VIDEO', 'THUMBNAIL')),
  storage_backend varchar(32) not null,
  storage_key varchar(255) not null,
  file_path text,
  public_url text,
  source_url text,
  duration_seconds int,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (video_id, asset_type)
);

create table videos.video_reactions (
  id uuid not null default gen_random_uuid(),
  video_id uuid not null references videos.videos on delete cascade,
  user_id uuid not null references videos.profiles on delete cascade,
  reaction varchar(8) not null check (reaction in ('LIKE', 'DISLIKE')),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (video_id, user_id)
);

create index video_reactions_liked
  on videos.video_reactions (user_id, created_at desc, video_id desc)
  where reaction = 'LIKE';

-- A row is a view that counts: one per video, viewer and hour.
create table videos.video_views (
  id uuid not null default gen_random_uuid(),
  video_id uuid not null references videos.videos on delete cascade,
  user_id uuid references videos.profiles on delete cascade,
  session_id text,
  hour timestamptz not null,
  created_at timestamptz not null default now(),
  check (user_id is not null or session_id is not null)
);

create unique index video_views_once
  on videos.video_views (video_id, hour, coalesce(user_id::text, session_id));
create index video_views_by_user on videos.video_views (user_id) where user_id is not null;

create table videos.video_jobs (
  id uuid primary key default gen_random_uuid(),
  video_id uuid not null references videos.videos on delete cascade,
  prompt text not null,
  status varchar(16) not null default 'QUEUED'
    check (status in ('QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED')),
  failure_reason text,
  output_url text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create index video_jobs_by_video on videos.video_jobs (video_id, created_at desc);
create index video_jobs_open on videos.video_jobs (created_at, id)
  where status in ('QUEUED', 'RUNNING');

create table videos.video_reports (
  video_id uuid not null references videos.videos on delete cascade,
  user_id uuid not null references videos.profiles on delete cascade,
  reason varchar(500) not null,
  created_at timestamptz not null default now(),
  primary key (video_id, user_id)
);

create index video_reports_by_age on videos.video_reports (created_at desc, video_id);

-- Where a published video stands, from a tick of the feed's clock until another. A page is read as of one tick,
-- however much is voted meanwhile (docs/adr).
create table videos.video_ranks (
  video_id uuid not null references videos.videos on delete cascade,
  since bigint not null,
  until bigint not null default 9223372036854775807,
  -- Ten-thousandths of the ranking score.
  hot bigint not null,
  -- Likes less dislikes.
  top bigint not null,
  day date not null,
  likes int not null,
  dislikes int not null,
  views bigint not null,
  primary key (video_id, since)
) with (autovacuum_vacuum_scale_factor = 0.05);

create index video_ranks_hot on videos.video_ranks (hot desc, video_id desc, until, since);
create index video_ranks_top on videos.video_ranks (top desc, video_id desc, until, since);
create index video_ranks_top_of_day
  on videos.video_ranks (day, top desc, video_id desc, until, since);
create index video_ranks_past on videos.video_ranks (until)
  where until < 9223372036854775807;

-- Signs what pages continue at, the same for all nodes.
create table videos.cursor_key (
  one boolean primary key default true check (one),
  key bytea not null
);

insert into videos.cursor_key (key)
values (decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'));
