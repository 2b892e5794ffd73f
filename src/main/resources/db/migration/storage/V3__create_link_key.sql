-- Signs links to media, the same for all nodes.
create table storage.link_key (
  one boolean primary key default true check (one),
  key bytea not null
);

insert into storage.link_key (key)
values (decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'));
