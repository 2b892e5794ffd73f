-- A version that became its post's again, which costs nothing: what it cost is in the journal.
create table campaigns.restorations (
  id bigint generated always as identity primary key,
  post_id varchar not null references campaigns.campaign_posts (id) on delete cascade,
  call_id uuid not null,
  user_id uuid not null,
  restored_by varchar not null,
  restored_at timestamptz not null default clock_timestamp()
);

create index restorations_by_post on campaigns.restorations (post_id, id);

-- What came from elsewhere is a version too, so that it is not lost when it is made anew.
insert into campaigns.calls (id, user_id, batch_job_id, post_id, jobs_id, item_id, part, state, day,
  prompt, model, offline, reserved_micros, caption, version, created_at, ended_at)
select gen_random_uuid(), b.user_id, b.id, p.id, gen_random_uuid(), gen_random_uuid(), half.part,
  'succeeded', p.created_at::date, '{}', 'imported', false, 0, half.caption, 1, p.created_at,
  p.created_at
from campaigns.campaign_posts p
join campaigns.batch_jobs b on b.id = p.batch_job_id
cross join lateral (
  select 'caption' as part, p.generated_caption as caption
  where p.generated_caption is not null
    and p.caption_state = 'done'
    and p.caption_call is null
  union all
  select 'image', null
  where p.generated_image_url is not null
    and p.image_state = 'done'
    and p.image_call is null) half;

update campaigns.campaign_posts p
set caption_call = c.id
from campaigns.calls c
where c.post_id = p.id
  and c.model = 'imported'
  and c.part = 'caption';

update campaigns.campaign_posts p
set image_call = c.id
from campaigns.calls c
where c.post_id = p.id
  and c.model = 'imported'
  and c.part = 'image';
