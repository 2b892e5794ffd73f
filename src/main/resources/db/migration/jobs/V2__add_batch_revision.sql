-- Raised by every change of a batch's items.
alter table jobs.batch add revision int not null default 0;
