-- What an account is told by mail about notices: what it wants to be told, what it is to be told, and its calendar.

create table message_preferences (
  account_id uuid primary key references accounts,
  wants_new_positions boolean not null,
  wants_payments boolean not null,
  -- With the mail about a payment, instead of a link.
  attaches_receipt boolean not null,
  -- How many days before a notice is due; none is an answer, too.
  reminder_days smallint[] not null check (reminder_days <@ array[1, 7, 30]::smallint[]),
  changed_at timestamptz not null
);
grant select, insert, update, delete on message_preferences to quietanza_app, quietanza_worker;
grant select on message_preferences to quietanza_verifier;

-- The key says each thing once: an account is told once of a notice, once of its payment, once for each of the days.
create table account_messages (
  institution_id integer not null,
  account_id uuid not null references accounts,
  installment_id uuid not null,
  kind text not null check (kind in ('position-created', 'reminder', 'payment-received')),
  days_before smallint not null default 0,
  -- Not before this instant.
  due_at timestamptz not null,
  status text not null check (status in ('waiting', 'written', 'dropped')),
  -- Of outgoing_mails, where mails are forgotten sooner.
  mail_id uuid,
  decided_at timestamptz,
  primary key (institution_id, installment_id, account_id, kind, days_before),
  foreign key (institution_id, installment_id) references installments,
  constraint days_of_a_reminder check ((kind = 'reminder') = (days_before in (1, 7, 30)) and days_before in (0, 1, 7, 30)),
  constraint written_in_a_mail check ((status = 'written') = (mail_id is not null)),
  constraint decided_once check ((status = 'waiting') = (decided_at is null))
);
create index account_messages_waiting on account_messages (institution_id, account_id, kind, days_before)
  where status = 'waiting';
create index account_messages_by_account on account_messages (institution_id, account_id);
create index account_messages_by_mail on account_messages (institution_id, mail_id) where mail_id is not null;
call protect('account_messages', 'select, delete', 'select, insert, update, delete');

-- Written with the receipt; the worker finds out who is to be told.
create table payments_to_tell (
  institution_id integer not null,
  receipt_id text not null,
  installment_id uuid not null,
  noted_at timestamptz not null,
  primary key (institution_id, receipt_id),
  foreign key (institution_id, receipt_id) references receipts
);
call protect('payments_to_tell', 'select, insert', 'select, insert, update, delete');

-- The address of a private calendar is this id and a signature; another id makes the old address void.
create table calendar_feeds (
  institution_id integer not null references institutions,
  account_id uuid not null references accounts,
  feed_id uuid not null,
  created_at timestamptz not null,
  primary key (institution_id, account_id),
  unique (institution_id, feed_id)
);
call protect('calendar_feeds', 'select, insert, update, delete', 'select, delete');

-- What was loaded before anybody could be told of it is not told now.
alter table imports add column told_at timestamptz default now();
alter table imports alter column told_at drop default;

create index accounts_by_fiscal_code on accounts (fiscal_code) where status = 'active';
create index position_claims_by_installment on position_claims (institution_id, installment_id);

-- Whose reason a mail has, for the look that is taken at it when it leaves; and whether the quietanze go with it.
alter table outgoing_mails
  add column sender_id integer references institutions,
  add column with_receipts boolean not null default false;
