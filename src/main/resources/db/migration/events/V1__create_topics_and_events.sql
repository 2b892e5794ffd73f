create schema events;

-- Each append updates its topic: room on the page keeps those updates off the index.
create table events.topic (
  name text primary key,
  last_sequence bigint not null,
  created_at timestamptz not null default now()
) with (fillfactor = 50);

create table events.event (
  topic text not null,
  sequence bigint not null,
  type text not null,
  data json not null,
  created_at timestamptz not null default now(),
  primary key (topic, sequence)
);
