-- Tells the key of access tokens from another, and nothing else of it.
create table identity.signing_key (
  one boolean primary key default true check (one),
  fingerprint text not null
);
