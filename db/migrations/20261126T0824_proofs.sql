-- Two more ways of proving a codice fiscale to an ente: a code that came by post to the address that the ente knows, and an
-- identity document at the counter.
alter table identity_proofs
  drop constraint identity_proofs_kind_check,
  add constraint identity_proofs_kind_check check (kind in ('verified-contact', 'letter', 'counter')),
  add column document_kind text check (length(document_kind) between 1 and 60),
  add column operator text check (length(operator) between 1 and 80),
  add constraint seen_at_the_counter check (
    (kind = 'counter') = (document_kind is not null) and (document_kind is null) = (operator is null));
grant update on identity_proofs to quietanza_app;

-- A letter with a code, asked for by an account that says to be of this codice fiscale, and good for that account alone.
create table identity_letters (
  institution_id integer not null references institutions,
  account_id uuid not null references accounts,
  fiscal_code text not null check (fiscal_code ~ '^([A-Z0-9]{16}|[0-9]{11})$'),
  -- 'undeliverable': the ente knows no postal address of this codice fiscale.
  status text not null check (status in ('asked', 'printed', 'undeliverable')),
  asked_at timestamptz not null,
  printed_at timestamptz,
  expires_at timestamptz,
  -- Ten characters are few: kept as passwords are.
  code_hash text,
  tries smallint not null default 0 check (tries between 0 and 5),
  -- One at a time: asking again takes its place.
  primary key (institution_id, account_id),
  constraint printed_with_its_code check (
    num_nonnulls(printed_at, expires_at, code_hash) = case status when 'printed' then 3 else 0 end)
);
call protect('identity_letters', 'select, insert, update, delete', 'select, update, delete');
