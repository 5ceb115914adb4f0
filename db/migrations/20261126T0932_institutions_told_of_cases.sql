-- When the ente was written to about the case: at most once an hour, however many there are.
alter table cases add column institution_told_at timestamptz;
create index cases_told_to_institutions on cases (institution_id, institution_told_at)
  where institution_told_at is not null;
