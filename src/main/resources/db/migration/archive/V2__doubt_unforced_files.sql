-- Files are noted before the disk has them for good. Each boot of a machine tells until when it has
-- forced what it had placed; what a boot that is over placed later has to be read again.
create table archive.boot (
  root uuid not null,
  boot uuid not null,
  forced_until timestamptz not null default '-infinity',
  primary key (root, boot)
);

-- The boot that placed the file; null for files that were forced before they were noted. A
-- generation of -1 stands for bytes that are in doubt.
alter table archive.file add column boot uuid;
