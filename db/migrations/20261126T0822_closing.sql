-- Revoca del consenso: the account is closed. What it said of a person goes at once; what it was is an empty row, to which
-- consents, attempts and events still point.
alter table accounts
  alter column email drop not null,
  alter column email_key drop not null,
  alter column fiscal_code drop not null,
  alter column password_hash drop not null,
  add constraint closed_is_forgotten check (
    num_nonnulls(email, email_key, fiscal_code, password_hash) = case status when 'closed' then 0 else 4 end);

-- For thirty days the mailbox of a closed account is for the same codice fiscale alone: whoever finds it free in that time,
-- or has typed it by mistake, does not step into somebody's place. Digests with a key that the database does not have.
create table closed_mailboxes (
  mailbox_hmac bytea primary key check (length(mailbox_hmac) = 32),
  fiscal_code_hmac bytea not null check (length(fiscal_code_hmac) = 32),
  closed_at timestamptz not null
);
grant select, insert, update on closed_mailboxes to quietanza_app;
grant select, delete on closed_mailboxes to quietanza_worker;

-- A position becomes 'paid' for who has paid it; 'created' is for who has made it themselves.
alter table position_claims
  drop constraint position_claims_reason_check,
  add constraint position_claims_reason_check check (reason in ('claimed', 'created', 'paid'));
grant update on position_claims to quietanza_app;

-- Positions of their own that somebody left behind unpaid: cancelled as soon as no payment can be on its way any more.
create table abandoned_positions (
  institution_id integer not null,
  position_id uuid not null,
  abandoned_at timestamptz not null,
  primary key (institution_id, position_id),
  foreign key (institution_id, position_id) references debt_positions
);
call protect('abandoned_positions', 'select, insert', 'select, delete');

alter table installments
  drop constraint installments_cancellation_reason_check,
  add constraint installments_cancellation_reason_check
    check (cancellation_reason in ('by-institution', 'alternative-paid', 'by-debtor'));
