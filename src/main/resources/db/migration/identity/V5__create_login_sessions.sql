-- What a client keeps with its user.
alter table identity.users
  add column metadata jsonb not null default '{}';

-- Logins that can be renewed.
create table identity.login_session (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references identity.users on delete cascade,
  renewals integer not null default 0,
  created_at timestamptz not null default now(),
  renewed_at timestamptz not null default now()
);

create index login_session_user_id on identity.login_session (user_id);
