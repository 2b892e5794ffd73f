-- How often items succeeded and how long that took, in sums, so that nobody has to read them all
-- for an average. An item that is done again counts again.
alter table jobs.tally
  add column worked int not null default 0,
  add column work_millis bigint not null default 0;

insert into jobs.tally (batch_id, share, succeeded, failed, cancelled, worked, work_millis)
select batch_id, 'before work was counted', 0, 0, 0, count(*), coalesce(sum(work_millis), 0)
from jobs.item
where state = 'SUCCEEDED'
group by batch_id;
