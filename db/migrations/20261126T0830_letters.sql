-- A mail has two forms of one letter, may be stopped by its reader, and may lose its reason while it waits.
alter table outgoing_mails
  add column html_body text not null default '',
  add column stop_url text,
  add column withdrawn_at timestamptz,
  add constraint one_end check (num_nonnulls(sent_at, failed_at, withdrawn_at) <= 1);

drop index outgoing_mails_waiting;
create index outgoing_mails_waiting on outgoing_mails (created_at)
  where sent_at is null and failed_at is null and withdrawn_at is null;
