-- Carrello: what somebody wants to pay together, of however many enti. It belongs to an account, or to a browser until
-- somebody signs in there, and it is forgotten a day after its last change.

create table carts (
  cart_id uuid primary key,
  account_id uuid unique references accounts on delete cascade,
  session_id uuid unique references sessions on delete cascade,
  changed_at timestamptz not null,
  constraint of_an_account_or_a_browser check ((account_id is null) <> (session_id is null))
);
create index carts_by_age on carts (changed_at);

-- Five places, because Checkout takes five notices (pagopa-api, checkout_v2.json: paymentNotices, maxItems 5). Whose
-- notice stands in a place is known to who has the cart; which notice it is, only within that institution.
create table cart_places (
  cart_id uuid not null references carts on delete cascade,
  place smallint not null check (place between 1 and 5),
  creditor_institution_id integer not null references institutions,
  added_at timestamptz not null,
  primary key (cart_id, place),
  unique (creditor_institution_id, cart_id, place)
);

grant select, insert, update, delete on carts, cart_places to quietanza_app;
grant select, delete on carts, cart_places to quietanza_worker;
grant select on carts, cart_places to quietanza_verifier;

-- Goes and moves with its place.
create table cart_notices (
  institution_id integer not null,
  cart_id uuid not null,
  place smallint not null,
  installment_id uuid not null,
  -- What the owner of the cart has seen: another amount is asked about before it is paid.
  amount_cents bigint not null check (amount_cents between 1 and 99999999999),
  primary key (institution_id, cart_id, place),
  unique (institution_id, installment_id, cart_id),
  foreign key (institution_id, cart_id, place)
    references cart_places (creditor_institution_id, cart_id, place) on update cascade on delete cascade,
  foreign key (institution_id, installment_id) references installments
);
call protect('cart_notices', 'select, insert, update', 'select');
