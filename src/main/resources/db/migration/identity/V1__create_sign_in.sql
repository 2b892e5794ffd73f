create schema identity;

-- Attempts to sign in by address, within the current quarter of an hour.
create table identity.sign_in (
  address text primary key,
  since timestamptz not null,
  attempts integer not null
);
