-- An owner may change the address and the phone of an account: that it happened is written down, not what it was.
alter table account_events
  drop constraint account_events_name_check,
  add constraint account_events_name_check check (name in (
    'signed-in', 'failed-sign-ins', 'password-changed', 'password-reset', 'email-change-asked', 'email-changed',
    'contacts-changed', 'sessions-closed', 'position-claimed', 'letter-asked', 'letter-printed', 'letter-undeliverable',
    'letter-code-wrong', 'fiscal-code-proven', 'proof-moved-away', 'personal-data-taken', 'consent-revoked'));
