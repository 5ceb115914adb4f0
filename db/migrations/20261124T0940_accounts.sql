-- Accounts are one per person for the whole installation; what an account may see is decided institution by institution.

create table accounts (
  account_id uuid primary key,
  email text not null check (length(email) between 3 and 256),
  -- The address as it is compared: case folded.
  email_key text not null check (email_key = lower(email_key)),
  entity_type text not null check (entity_type in ('F', 'G')),
  -- Declared, not proven: several accounts may declare the same one.
  fiscal_code text not null check (fiscal_code ~ '^([A-Z0-9]{16}|[0-9]{11})$'),
  password_hash text not null,
  status text not null check (status in ('pending', 'active', 'closed')),
  registered_at timestamptz not null,
  activated_at timestamptz,
  closed_at timestamptz,
  failed_logins integer not null default 0,
  check ((status = 'pending') = (activated_at is null and closed_at is null)),
  check ((status = 'closed') = (closed_at is not null))
);

-- One account per mailbox, once the mailbox has answered. Until then anybody may have typed the address, and each
-- registration waits for its own link: nobody's can be taken over by registering again in front of it.
create unique index accounts_by_email on accounts (email_key) where status = 'active';
create index accounts_waiting on accounts (email_key) where status = 'pending';

create table account_profiles (
  account_id uuid primary key references accounts,
  first_name text,
  last_name text,
  company_name text,
  street_address text not null,
  city text not null,
  province text not null,
  postal_code text not null,
  country text not null,
  phone text not null,
  check ((company_name is null) = (first_name is not null and last_name is not null))
);

create table account_consents (
  account_id uuid not null references accounts,
  kind text not null check (kind in ('privacy', 'terms')),
  version text not null,
  given_at timestamptz not null,
  revoked_at timestamptz,
  primary key (account_id, kind, version)
);

create table account_tokens (
  token_sha256 bytea primary key check (length(token_sha256) = 32),
  account_id uuid not null references accounts,
  purpose text not null check (purpose in ('activation', 'password-reset')),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index account_tokens_by_account on account_tokens (account_id);

-- A browser. Anonymous until somebody signs in. The cookie's token changes (at sign-in, and every hour), the row stays;
-- for a minute the token before is good as well, for the requests that were on their way.
create table sessions (
  session_id uuid primary key,
  token_sha256 bytea not null unique check (length(token_sha256) = 32),
  previous_token_sha256 bytea unique check (length(previous_token_sha256) = 32),
  token_changed_at timestamptz not null,
  account_id uuid references accounts,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  signed_in_at timestamptz,
  -- Step one of a registration, kept for step two.
  registering_fiscal_code text,
  -- What was typed before a puzzle came between, and where the last registration's mail went.
  draft jsonb,
  -- How many suspicious requests the last solved puzzle still pays for.
  challenge_passes smallint not null default 0 check (challenge_passes between 0 and 3),
  check ((account_id is null) = (signed_in_at is null))
);
create index sessions_by_account on sessions (account_id) where account_id is not null;
create index sessions_by_last_seen on sessions (last_seen_at);

-- A browser in which somebody has signed in before: a guessing stranger elsewhere does not lock its owner out.
create table known_devices (
  device_sha256 bytea not null check (length(device_sha256) = 32),
  account_id uuid not null references accounts,
  last_used_at timestamptz not null,
  primary key (device_sha256, account_id)
);

-- A code sent by mail to somebody who cannot let their browser solve a puzzle.
create table challenge_codes (
  session_id uuid primary key references sessions on delete cascade,
  email text not null,
  code_hmac bytea not null check (length(code_hmac) = 32),
  expires_at timestamptz not null,
  tries smallint not null default 0
);

grant select, insert, update, delete on accounts, account_profiles, account_consents, account_tokens, sessions,
  known_devices, challenge_codes to quietanza_app, quietanza_worker;
grant select on accounts, account_tokens, sessions to quietanza_verifier;

-- A position that this browser has opened by codice fiscale and notice number (or IUV).
create table session_views (
  institution_id integer not null,
  session_id uuid not null references sessions on delete cascade,
  installment_id uuid not null,
  opened_at timestamptz not null,
  primary key (institution_id, session_id, installment_id),
  foreign key (institution_id, installment_id) references installments
);
create index session_views_by_session on session_views (session_id);
call protect('session_views', 'select, insert, update, delete', 'select, delete');

-- The codice fiscale of an account, proven to one institution: from then on the account sees all that it owes there.
create table identity_proofs (
  institution_id integer not null references institutions,
  account_id uuid not null references accounts,
  kind text not null check (kind in ('verified-contact')),
  fiscal_code text not null,
  proven_at timestamptz not null,
  primary key (institution_id, account_id),
  unique (institution_id, fiscal_code)
);
call protect('identity_proofs', 'select, insert, delete', 'select, insert, delete');

-- Single positions that an account follows, each with the reason why.
create table position_claims (
  institution_id integer not null,
  account_id uuid not null references accounts,
  installment_id uuid not null,
  reason text not null check (reason in ('claimed', 'paid')),
  claimed_at timestamptz not null,
  primary key (institution_id, account_id, installment_id),
  foreign key (institution_id, installment_id) references installments
);
call protect('position_claims', 'select, insert, delete', 'select, insert, delete');
