-- Each file gets its bytes, and in every run its sign of having been seen, by an update: one that
-- changes no indexed column and finds room on its page touches no index (a HOT update).
drop index archive.file_by_run;
alter table archive.file set (fillfactor = 50);

-- With the root first, this index served for whatever a plan made on an empty table asked of it,
-- and read the whole archive each time.
drop index archive.file_by_object;
create index file_by_object on archive.file (object, root);
