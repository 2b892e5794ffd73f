-- Whether people are named by username or id alone. Until now that was told by the absence of columns, which one
-- poster of a template without names has in common with them.
alter table posters.run add column by_identifiers boolean not null default false;

update posters.run set by_identifiers = true where columns = '{}';
