-- What was paid. A receipt says that money has moved: it is kept whatever we make of it, and never changed.

create table receipts (
  institution_id integer not null references institutions,
  receipt_id text not null check (length(receipt_id) between 1 and 255),
  notice_number text not null check (notice_number ~ '^[0-9]{18}$'),
  creditor_reference_id text not null,
  -- Whose notice it is: another institution's when the receipt was broadcast to us as a beneficiary.
  owner_fiscal_code text not null check (owner_fiscal_code ~ '^[0-9]{11}$'),
  installment_id uuid,
  settlement text not null check (settlement in (
    'settled', 'paid-while-not-payable', 'paid-twice', 'unknown-notice', 'broadcast', 'not-paid')),
  has_different_amount boolean not null default false,
  is_stand_in boolean not null default false,
  amount_cents bigint not null check (amount_cents between 0 and 99999999999),
  fee_cents bigint check (fee_cents between 0 and 99999999999),
  paid_at timestamptz not null,
  application_on date,
  transfer_on date,
  psp_id text not null,
  psp_name text not null,
  psp_fiscal_code text,
  channel_description text,
  payment_method text,
  payment_note text,
  primitive_version smallint not null check (primitive_version in (1, 2)),
  -- The message as it arrived, its digest, and the digest of what it says about money: the Node may send the same
  -- receipt in another form (V1 and V2), never with other facts.
  document bytea not null,
  document_sha256 bytea not null check (length(document_sha256) = 32),
  facts_sha256 bytea not null check (length(facts_sha256) = 32),
  received_at timestamptz not null,
  primary key (institution_id, receipt_id),
  foreign key (institution_id, installment_id) references installments,
  constraint of_a_known_installment check (
    (installment_id is not null) = (settlement in ('settled', 'paid-while-not-payable', 'paid-twice', 'not-paid')))
);
create index receipts_by_notice on receipts (institution_id, notice_number);
call protect('receipts', 'select, insert', 'select, insert');

create table receipt_transfers (
  institution_id integer not null,
  receipt_id text not null,
  transfer_no smallint not null check (transfer_no between 1 and 5),
  amount_cents bigint not null check (amount_cents between 1 and 99999999999),
  beneficiary_fiscal_code text not null check (beneficiary_fiscal_code ~ '^[0-9]{11}$'),
  iban text,
  stamp_document bytea,
  remittance_information text not null,
  transfer_category text not null,
  primary key (institution_id, receipt_id, transfer_no),
  foreign key (institution_id, receipt_id) references receipts
);
call protect('receipt_transfers', 'select, insert', 'select, insert');

alter table installments
  add foreign key (institution_id, receipt_id) references receipts;
create index installments_by_receipt on installments (institution_id, receipt_id) where receipt_id is not null;

-- A message that should be a receipt and cannot be read: answered KO, as the schema wants, and kept for a person.
create table unreadable_receipts (
  unreadable_id bigint generated always as identity primary key,
  document bytea not null,
  problem text not null,
  received_at timestamptz not null
);
grant insert on unreadable_receipts to quietanza_app;
grant select, delete on unreadable_receipts to quietanza_worker;
grant select on unreadable_receipts to quietanza_verifier;
