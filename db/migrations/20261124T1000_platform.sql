-- What the program needs to work: mails on their way, counters of attempts, imports.

-- Written in the transaction that gives the reason for the mail; sent by the worker, each with one Message-ID for ever.
create table outgoing_mails (
  mail_id uuid primary key,
  message_id text not null unique,
  kind text not null,
  recipient text not null,
  subject text not null,
  text_body text not null,
  created_at timestamptz not null,
  sent_at timestamptz,
  failed_at timestamptz,
  attempts integer not null default 0,
  last_error text
);
create index outgoing_mails_waiting on outgoing_mails (created_at) where sent_at is null and failed_at is null;
grant select, insert on outgoing_mails to quietanza_app;
grant select, insert, update, delete on outgoing_mails to quietanza_worker;
grant select on outgoing_mails to quietanza_verifier;

-- Attempts counted per policy, key and window. Unlogged: after a crash everybody starts from zero, and that is fine.
create unlogged table rate_counters (
  policy text not null,
  key_sha256 bytea not null,
  window_started_at timestamptz not null,
  hits integer not null,
  primary key (policy, key_sha256, window_started_at)
);
create index rate_counters_by_age on rate_counters (window_started_at);
grant select, insert, update on rate_counters to quietanza_app;
grant select, delete on rate_counters to quietanza_worker;

-- One run of `quietanza import` or of its equals; unfinished for ever when it was interrupted.
create table imports (
  institution_id integer not null references institutions,
  import_id uuid not null,
  file_name text not null check (length(file_name) between 1 and 255),
  -- Null until the whole file has been read.
  file_sha256 bytea check (length(file_sha256) = 32),
  format text not null check (format in ('csv', 'gpd')),
  is_all_or_nothing boolean not null default false,
  started_at timestamptz not null,
  finished_at timestamptz,
  rows_created integer not null default 0,
  rows_updated integer not null default 0,
  rows_unchanged integer not null default 0,
  rows_refused integer not null default 0,
  primary key (institution_id, import_id)
);
call protect('imports', 'select', 'select, insert, update');
