-- What is owed. A debt position is paid by one of its payment options, an option by all its installments; each
-- installment is a notice of its own, split into one to five transfers.
--
-- A million positions must come in within half a minute, and half of what an insert costs is its foreign keys: each is
-- there once, and none says again what another says already (docs/decisions/0020-import.md has the figures). Codes are compared byte
-- by byte (collate "C"): they have no language, and an index over them is quicker to fill and to search.

create table debt_positions (
  -- The service belongs to the institution, so this position does: its foreign key below is enough.
  institution_id integer not null,
  position_id uuid not null,
  -- The institution's own reference (GPD: iupd): loading it again updates this position instead of making another.
  reference text collate "C" not null check (length(reference) between 1 and 80),
  service_id integer not null,
  origin text not null check (origin in ('import', 'spontaneous')),
  created_at timestamptz not null,
  primary key (institution_id, position_id),
  unique (institution_id, reference),
  foreign key (institution_id, service_id) references services
);
call protect('debt_positions', 'select, insert', 'select, insert, update');

-- Personal data stands apart, so that it can go while the payment's facts stay.
create table debtors (
  institution_id integer not null,
  position_id uuid not null,
  entity_type text not null check (entity_type in ('F', 'G')),
  fiscal_code text collate "C" not null,
  full_name text not null check (length(full_name) between 1 and 70),
  street_name text check (length(street_name) between 1 and 70),
  civic_number text check (length(civic_number) between 1 and 16),
  postal_code text check (length(postal_code) between 1 and 16),
  city text check (length(city) between 1 and 35),
  province text check (length(province) between 1 and 35),
  country text check (country ~ '^[A-Z]{2}$'),
  email text check (length(email) between 3 and 256),
  -- The institution vouches for the address: it comes from its own registry and belongs to the debtor.
  email_is_verified boolean not null default false,
  primary key (institution_id, position_id),
  foreign key (institution_id, position_id) references debt_positions,
  constraint code_of_its_kind check (fiscal_code ~ case entity_type
    when 'F' then '^([A-Z0-9]{16}|[0-9]{11}|ANONIMO)$' else '^([0-9]{11}|ANONIMO)$' end),
  check (not email_is_verified or email is not null)
);
create index debtors_by_fiscal_code on debtors (institution_id, fiscal_code);
create index debtors_by_verified_email on debtors (institution_id, lower(email)) where email_is_verified;
call protect('debtors', 'select, insert', 'select, insert, update, delete');

-- A payment option is the installments that have its number: it is either one for the whole debt, or a plan of several.
-- A fine has two amounts, and its day of notification decides which is right: 'discounted' and 'reduced' are its options.
create table installments (
  institution_id integer not null,
  installment_id uuid not null,
  position_id uuid not null,
  option_no smallint not null check (option_no between 1 and 100),
  option_kind text not null check (option_kind in ('single', 'plan', 'discounted', 'reduced')),
  installment_no smallint not null check (installment_no between 1 and 100),
  notice_number text collate "C" not null check (notice_number ~ '^[0-3][0-9]{17}$'),
  amount_cents bigint not null check (amount_cents between 1 and 99999999999),
  -- Grows by one with each change of the amount; what was handed to the Node stays recognisable.
  amount_version integer not null default 1 check (amount_version > 0),
  description text not null check (length(description) between 1 and 140),
  due_on date not null,
  valid_from timestamptz,
  expires_after_due boolean not null default false,
  status text not null check (status in ('draft', 'published', 'unpaid', 'expired', 'cancelled', 'paid', 'reported')),
  paid_at timestamptz,
  receipt_id text,
  cancelled_at timestamptz,
  cancellation_reason text check (cancellation_reason in ('by-institution', 'alternative-paid')),
  primary key (institution_id, installment_id),
  unique (institution_id, notice_number),
  unique (institution_id, position_id, option_no, installment_no),
  foreign key (institution_id, position_id) references debt_positions,
  constraint one_for_the_whole check (option_kind = 'plan' or installment_no = 1),
  -- Only a receipt makes a paid installment, and a paid installment has one.
  constraint paid_by_a_receipt check ((status in ('paid', 'reported')) = (paid_at is not null and receipt_id is not null)),
  constraint paid_facts_together check ((paid_at is null) = (receipt_id is null)),
  constraint cancelled_with_its_reason check (
    (status = 'cancelled') = (cancelled_at is not null)
    and (cancelled_at is null) = (cancellation_reason is null)),
  constraint published_for_later check (status <> 'published' or valid_from is not null)
);
create index installments_to_expire on installments (institution_id, due_on) where status = 'unpaid' and expires_after_due;
create index installments_to_open on installments (institution_id, valid_from) where status = 'published';
call protect('installments', 'select, insert, update', 'select, insert, update');

create table transfers (
  institution_id integer not null,
  installment_id uuid not null,
  transfer_no smallint not null check (transfer_no between 1 and 5),
  amount_cents bigint not null check (amount_cents between 1 and 99999999999),
  beneficiary_fiscal_code text not null check (beneficiary_fiscal_code ~ '^[0-9]{11}$'),
  beneficiary_name text check (length(beneficiary_name) between 1 and 140),
  iban text check (length(iban) between 1 and 35),
  postal_iban text check (length(postal_iban) between 1 and 35),
  stamp_hash text check (length(stamp_hash) between 4 and 72),
  stamp_province text check (stamp_province ~ '^[A-Z]{2}$'),
  remittance_information text not null check (length(remittance_information) between 1 and 140),
  transfer_category text not null check (length(transfer_category) between 1 and 140),
  primary key (institution_id, installment_id, transfer_no),
  foreign key (institution_id, installment_id) references installments,
  -- Money goes to an account, or buys a digital revenue stamp: never both, never neither.
  constraint account_or_stamp check (
    (iban is not null) <> (stamp_hash is not null)
    and (stamp_hash is null) = (stamp_province is null)
    and (postal_iban is null or iban is not null))
);
call protect('transfers', 'select, insert', 'select, insert, update, delete');

-- Every change, and nothing else: written with the change, never altered. Folding them gives the table back.
create table position_events (
  institution_id integer not null,
  event_id bigint generated always as identity,
  position_id uuid not null,
  installment_id uuid,
  name text not null,
  actor text not null,
  occurred_at timestamptz not null,
  status_after text,
  amount_cents_after bigint,
  facts jsonb,
  -- One index serves both to tell the events apart and to find those of a position.
  primary key (institution_id, position_id, event_id)
);
call protect('position_events', 'select, insert', 'select, insert');
