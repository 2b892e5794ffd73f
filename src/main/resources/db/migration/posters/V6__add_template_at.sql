-- Since when a run has its template; null where it never had another.
alter table posters.run add template_at timestamptz;
