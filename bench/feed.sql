-- Videos and reactions for bench/feed.mjs: psql -v videos=1000000 -f bench/feed.sql, after a server has made the tables.
\set ON_ERROR_STOP on
\timing on
set session_replication_role = replica;
set synchronous_commit = off;
set work_mem = '256MB';

truncate videos.videos, videos.profiles, videos.creator_stats, videos.creator_voters, videos.video_assets,
  videos.video_reactions, videos.video_views, videos.video_ranks, videos.video_jobs, videos.video_reports;

select setseed(0.5);

insert into videos.profiles (id, username, folded_username)
select md5('user' || n)::uuid, 'user-' || n, 'user-' || n
from generate_series(1, 20000) n;

-- Ten reactions a video on average; few have many.
create temporary table made as
select n, md5('video' || n)::uuid as id, md5('user' || (1 + n % 20000))::uuid as owner,
  floor(-10 * ln(1 - random()))::int as reactions, random() as quality,
  now() - random() * interval '700 days' as created_at
from generate_series(1, :videos) n;

insert into videos.video_reactions (video_id, user_id, reaction)
select id, md5('user' || (1 + (n::bigint * 7919 + k * 13) % 20000))::uuid,
  case when random() < 0.4 + quality * 0.6 then 'LIKE' else 'DISLIKE' end
from made, generate_series(1, reactions) k;

insert into videos.videos (id, user_id, prompt, video_url, thumbnail_url, status, likes_count, dislikes_count,
  views_count, ranking_score, duration_seconds, published_at, created_at, updated_at)
select id, owner, 'A calm sea at dawn, number ' || n, '/media/' || id || '.mp4', '/media/' || id || '.jpg', 'COMPLETED',
  likes, dislikes, views,
  round((sign(p) * log10(1 + abs(p)) + extract(epoch from created_at - timestamptz '2025-01-01 00:00:00Z') / (86400 * ln(10)))::numeric, 4),
  8, created_at, created_at, created_at
from made
cross join lateral (
  select reactions * 7::bigint as views
) v
left join lateral (
  select count(*) filter (where reaction = 'LIKE') as likes, count(*) filter (where reaction = 'DISLIKE') as dislikes
  from videos.video_reactions r
  where r.video_id = made.id
) c on true
cross join lateral (
  select (likes - dislikes) * (log10(views + 1) + 1) as p
) s;

insert into videos.video_ranks (video_id, since, hot, top, day, likes, dislikes, views)
select id, 0, ranking_score * 10000, likes_count - dislikes_count, (created_at at time zone 'UTC')::date,
  likes_count, dislikes_count, views_count
from videos.videos;

insert into videos.video_assets (video_id, asset_type, storage_backend, storage_key, public_url, duration_seconds)
select id, type, 'local', 'videos/' || id || type, '/media/videos/' || id || type, 8
from videos.videos, unnest(array['VIDEO', 'THUMBNAIL']) as type;

insert into videos.creator_stats (user_id) select id from videos.profiles;

update videos.creator_stats s
set videos_created = t.videos, total_likes = t.likes, total_dislikes = t.dislikes
from (
  select user_id, count(*) as videos, sum(likes_count) as likes, sum(dislikes_count) as dislikes
  from videos.videos
  group by user_id) t
where t.user_id = s.user_id;

vacuum analyze videos.videos, videos.profiles, videos.creator_stats, videos.video_assets, videos.video_reactions,
  videos.video_ranks;

select count(*) as videos, (select count(*) from videos.video_reactions) as reactions from videos.videos;
