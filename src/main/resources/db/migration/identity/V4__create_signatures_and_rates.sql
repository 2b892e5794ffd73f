-- Signatures of requests that were good once, until they are good no more.
create table identity.seen_signature (
  digest bytea primary key,
  expires_at timestamptz not null
);

create index seen_signature_expires_at on identity.seen_signature (expires_at);

-- How far ahead of time somebody is with something; forgotten in a crash, which does no harm.
create unlogged table identity.rate (
  name text primary key,
  due timestamptz not null
);
