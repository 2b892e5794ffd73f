-- What was made before was drawn at scale 1 with this quality.
alter table posters.run
  add scale smallint not null default 1 check (scale > 0),
  add quality smallint not null default 90 check (quality between 1 and 100);
