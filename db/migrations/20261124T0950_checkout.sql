-- Attempts to pay online: one for each cart handed to Checkout. Evidence about a browser and a cart, never about money.

create table checkout_attempts (
  attempt_id uuid primary key,
  -- Travels with the cart and comes back in paGetPayment as paymentNote: it cannot be guessed.
  id_cart text not null unique check (length(id_cart) between 1 and 210),
  -- The page's own id of the click: the same click twice is one attempt.
  operation_id uuid not null,
  -- Where the citizen was, and goes back to.
  portal_institution_id integer not null references institutions,
  started_from text not null check (started_from in ('position', 'cart')),
  session_id uuid not null,
  account_id uuid references accounts,
  status text not null check (status in (
    'created', 'refused', 'sent', 'activated', 'returned-ok', 'returned-waiting', 'returned-error', 'returned-cancel',
    'partly-concluded', 'concluded')),
  refusal text,
  checkout_url text,
  created_at timestamptz not null,
  sent_at timestamptz,
  activated_at timestamptz,
  returned_at timestamptz,
  concluded_at timestamptz,
  -- How many notices it carries, of which enti, and how many of them have their receipt.
  institution_ids integer[] not null check (cardinality(institution_ids) between 1 and notice_count),
  notice_count smallint not null check (notice_count between 1 and 5),
  paid_count smallint not null default 0 check (paid_count between 0 and notice_count),
  -- Without other evidence nobody waits for this attempt after this instant.
  live_until timestamptz not null,
  unique (session_id, operation_id),
  -- Kept when the notices are paid in another way later, which concludes the attempt.
  check (status <> 'refused' or refusal is not null),
  check ((status = 'concluded') = (concluded_at is not null)),
  check ((status = 'concluded') = (paid_count = notice_count)),
  check (status in ('created', 'refused') or sent_at is not null or concluded_at is not null)
);

create table checkout_return_tokens (
  token_sha256 bytea primary key check (length(token_sha256) = 32),
  attempt_id uuid not null references checkout_attempts,
  outcome text not null check (outcome in ('ok', 'cancel', 'error', 'waiting')),
  unique (attempt_id, outcome)
);

grant select, insert, update on checkout_attempts to quietanza_app, quietanza_worker;
grant select, insert on checkout_return_tokens to quietanza_app;
grant select, delete on checkout_return_tokens to quietanza_worker;
grant select on checkout_attempts to quietanza_verifier;

create table checkout_attempt_notices (
  institution_id integer not null,
  installment_id uuid not null,
  attempt_id uuid not null references checkout_attempts,
  amount_cents bigint not null check (amount_cents between 1 and 99999999999),
  amount_version integer not null,
  activated_at timestamptz,
  receipt_id text,
  primary key (institution_id, installment_id, attempt_id),
  foreign key (institution_id, installment_id) references installments,
  foreign key (institution_id, receipt_id) references receipts
);
create index checkout_attempt_notices_by_attempt on checkout_attempt_notices (attempt_id);
call protect('checkout_attempt_notices', 'select, insert, update', 'select, insert, update');

-- "Ho pagato ma non risulta": who asked, to be told when the receipt arrives.
create table payment_inquiries (
  institution_id integer not null,
  inquiry_id uuid not null,
  installment_id uuid not null,
  email text check (length(email) between 3 and 256),
  asked_at timestamptz not null,
  answered_at timestamptz,
  primary key (institution_id, inquiry_id),
  foreign key (institution_id, installment_id) references installments
);
create index payment_inquiries_open on payment_inquiries (institution_id, installment_id) where answered_at is null;
call protect('payment_inquiries', 'select, insert', 'select, update, delete');
