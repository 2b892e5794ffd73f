create schema campaigns;

create table campaigns.campaigns (
  id uuid primary key,
  user_id uuid not null,
  name varchar(255) not null,
  description text,
  brand_name varchar(255) not null,
  target_audience text,
  -- Free text: users write tones of their own.
  tone_id varchar(20),
  status varchar(20) not null default 'draft',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create index campaigns_by_age on campaigns.campaigns (user_id, created_at desc, id desc)
  where status <> 'deleted';

create table campaigns.content_tones (
  id varchar(20) primary key,
  place int not null,
  name varchar(50) not null,
  description text not null,
  prompt_modifier text not null
);

insert into campaigns.content_tones (id, place, name, description, prompt_modifier) values
  ('friendly', 1, 'Friendly', 'Warm and close, as to a good acquaintance',
    'Write warmly and personally, as to a good acquaintance. Short sentences, kind words, an open question at the end.'),
  ('casual', 2, 'Casual', 'Relaxed, as among friends',
    'Write in relaxed everyday language with contractions. No announcements and no sales talk.'),
  ('modern', 3, 'Modern', 'Clear, brief and of today',
    'Write briefly and clearly with strong verbs. Fragments are welcome; clichés are not.'),
  ('professional', 4, 'Professional', 'Factual and confident',
    'Write factually and with confidence in full sentences. Name the benefit; use emojis sparingly.'),
  ('humorous', 5, 'Humorous', 'Light, with a wink',
    'Write lightly with wordplay or a surprising turn. Never joke at the expense of people.');
