-- The folded columns say when two names or addresses are one.
create table identity.users (
  id uuid primary key default gen_random_uuid(),
  username varchar(50) not null,
  email varchar(255) not null,
  password_hash varchar(255) not null,
  first_name varchar(100),
  last_name varchar(100),
  created_at timestamptz not null default now(),
  folded_username text not null,
  folded_email text not null
);

create unique index users_folded_username on identity.users (folded_username);
create unique index users_folded_email on identity.users (folded_email);

-- Tokens that were logged out before their time.
create table identity.revoked_token (
  id uuid primary key,
  expires_at timestamptz not null,
  revoked_at timestamptz not null default now()
);

create index revoked_token_expires_at on identity.revoked_token (expires_at);
create index revoked_token_revoked_at on identity.revoked_token (revoked_at);

-- Attempts are counted by account and address.
delete from identity.sign_in;

alter table identity.sign_in
  add column account text not null,
  drop constraint sign_in_pkey,
  add primary key (account, address);
