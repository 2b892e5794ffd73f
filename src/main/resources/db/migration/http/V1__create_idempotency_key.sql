create schema http;

create table http.idempotency_key (
  name bytea primary key,
  fingerprint bytea not null,
  request_id uuid not null,
  holder uuid not null,
  held_until timestamptz not null,
  expires_at timestamptz not null,
  status integer,
  content_type text,
  location text,
  body bytea
);

comment on column http.idempotency_key.name is 'digest of principal, path and key';

comment on column http.idempotency_key.status is 'of the answer; null while there is none';

create unique index idempotency_key_holder on http.idempotency_key (holder);

create index idempotency_key_expires_at on http.idempotency_key (expires_at);
