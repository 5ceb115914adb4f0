-- What has happened to an account: read by its owner ("chi è entrato, e quando"), and by whoever must find out what went
-- wrong. Added and never altered; forgotten after 24 months (docs/pagopa/choices.md). No name, no address of a mailbox, no
-- codice fiscale: those go when the account is closed, and what has happened stays.
create table account_events (
  event_id bigint generated always as identity primary key,
  account_id uuid not null references accounts,
  name text not null check (name in (
    'signed-in', 'failed-sign-ins', 'password-changed', 'password-reset', 'email-change-asked', 'email-changed',
    'sessions-closed', 'position-claimed', 'letter-asked', 'letter-printed', 'letter-undeliverable', 'letter-code-wrong',
    'fiscal-code-proven', 'proof-moved-away', 'personal-data-taken', 'consent-revoked')),
  -- 'account' when the owner did it, 'portal' when it came of itself, else the name that an operator gave.
  actor text not null check (length(actor) between 1 and 80),
  occurred_at timestamptz not null,
  -- On whose pages; null for what belongs to the whole installation.
  portal_institution_id integer references institutions,
  -- What kind of browser, and the network that it came from, shortened: enough for its owner to recognise, and no more.
  browser text check (length(browser) between 1 and 60),
  network text check (length(network) between 1 and 45),
  -- A kind of proof, a kind of document: words of ours, never of a person.
  detail text check (length(detail) between 1 and 60)
);
create index account_events_by_account on account_events (account_id, event_id);
create index account_events_by_age on account_events (occurred_at);
grant select, insert on account_events to quietanza_app;
grant select, insert, delete on account_events to quietanza_worker;
grant select on account_events to quietanza_verifier;

-- Whoever reads the list of open sessions must recognise their own.
alter table sessions
  add column browser text check (length(browser) between 1 and 60),
  add column network text check (length(network) between 1 and 45);

-- A new mailbox answers before it takes the place of the old one.
alter table account_tokens
  drop constraint account_tokens_purpose_check,
  add constraint account_tokens_purpose_check check (purpose in ('activation', 'password-reset', 'email-change')),
  add column new_email text check (length(new_email) between 3 and 256),
  add constraint new_mailbox_of_its_purpose check ((purpose = 'email-change') = (new_email is not null));
