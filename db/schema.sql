-- The model as the migrations have made it. Generated (tools/dump-schema.ts): change a migration, not this file.

CREATE OR REPLACE FUNCTION public.current_institution_id()
 RETURNS integer
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('app.institution_id'::text, true), ''::text))::integer
;

CREATE OR REPLACE PROCEDURE public.protect(IN table_name regclass, IN app_rights text, IN worker_rights text)
 LANGUAGE plpgsql
AS $procedure$
begin
  execute format('alter table %s enable row level security', table_name);
  execute format('alter table %s force row level security', table_name);
  execute format(
    'create policy own_institution on %s using (institution_id = current_institution_id()) '
    'with check (institution_id = current_institution_id())', table_name);
  execute format('create policy verifier_reads on %s for select to quietanza_verifier using (true)', table_name);
  execute format('grant select on %s to quietanza_verifier', table_name);
  execute format('grant %s on %s to quietanza_app', app_rights, table_name);
  execute format('grant %s on %s to quietanza_worker', worker_rights, table_name);
end
$procedure$
;

create table abandoned_positions (
  institution_id integer not null,
  position_id uuid not null,
  abandoned_at timestamp with time zone not null,
  constraint abandoned_positions_pkey PRIMARY KEY (institution_id, position_id),
  constraint abandoned_positions_institution_id_position_id_fkey FOREIGN KEY (institution_id, position_id) REFERENCES debt_positions(institution_id, position_id)
);
alter table abandoned_positions enable row level security, force row level security;
create policy own_institution on abandoned_positions for all to public using ((institution_id = current_institution_id())) with check ((institution_id = current_institution_id()));
create policy verifier_reads on abandoned_positions for select to quietanza_verifier using (true);
grant insert, select on abandoned_positions to quietanza_app;
grant select on abandoned_positions to quietanza_verifier;
grant delete, select on abandoned_positions to quietanza_worker;

create table account_consents (
  account_id uuid not null,
  kind text not null,
  version text not null,
  given_at timestamp with time zone not null,
  revoked_at timestamp with time zone,
  constraint account_consents_pkey PRIMARY KEY (account_id, kind, version),
  constraint account_consents_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(account_id),
  constraint account_consents_kind_check CHECK ((kind = ANY (ARRAY['privacy'::text, 'terms'::text])))
);
grant delete, insert, select, update on account_consents to quietanza_app;
grant delete, insert, select, update on account_consents to quietanza_worker;

create table account_events (
  event_id bigint not null generated always as identity,
  account_id uuid not null,
  name text not null,
  actor text not null,
  occurred_at timestamp with time zone not null,
  portal_institution_id integer,
  browser text,
  network text,
  detail text,
  constraint account_events_pkey PRIMARY KEY (event_id),
  constraint account_events_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(account_id),
  constraint account_events_portal_institution_id_fkey FOREIGN KEY (portal_institution_id) REFERENCES institutions(institution_id),
  constraint account_events_actor_check CHECK (((length(actor) >= 1) AND (length(actor) <= 80))),
  constraint account_events_browser_check CHECK (((length(browser) >= 1) AND (length(browser) <= 60))),
  constraint account_events_detail_check CHECK (((length(detail) >= 1) AND (length(detail) <= 60))),
  constraint account_events_name_check CHECK ((name = ANY (ARRAY['signed-in'::text, 'failed-sign-ins'::text, 'password-changed'::text, 'password-reset'::text, 'email-change-asked'::text, 'email-changed'::text, 'contacts-changed'::text, 'sessions-closed'::text, 'position-claimed'::text, 'letter-asked'::text, 'letter-printed'::text, 'letter-undeliverable'::text, 'letter-code-wrong'::text, 'fiscal-code-proven'::text, 'proof-moved-away'::text, 'personal-data-taken'::text, 'consent-revoked'::text]))),
  constraint account_events_network_check CHECK (((length(network) >= 1) AND (length(network) <= 45)))
);
CREATE INDEX account_events_by_account ON public.account_events USING btree (account_id, event_id);
CREATE INDEX account_events_by_age ON public.account_events USING btree (occurred_at);
grant insert, select on account_events to quietanza_app;
grant select on account_events to quietanza_verifier;
grant delete, insert, select on account_events to quietanza_worker;

create table account_messages (
  institution_id integer not null,
  account_id uuid not null,
  installment_id uuid not null,
  kind text not null,
  days_before smallint not null default 0,
  due_at timestamp with time zone not null,
  status text not null,
  mail_id uuid,
  decided_at timestamp with time zone,
  constraint account_messages_pkey PRIMARY KEY (institution_id, installment_id, account_id, kind, days_before),
  constraint account_messages_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(account_id),
  constraint account_messages_institution_id_installment_id_fkey FOREIGN KEY (institution_id, installment_id) REFERENCES installments(institution_id, installment_id),
  constraint account_messages_kind_check CHECK ((kind = ANY (ARRAY['position-created'::text, 'reminder'::text, 'payment-received'::text]))),
  constraint account_messages_status_check CHECK ((status = ANY (ARRAY['waiting'::text, 'written'::text, 'dropped'::text]))),
  constraint days_of_a_reminder CHECK ((((kind = 'reminder'::text) = (days_before = ANY (ARRAY[1, 7, 30]))) AND (days_before = ANY (ARRAY[0, 1, 7, 30])))),
  constraint decided_once CHECK (((status = 'waiting'::text) = (decided_at IS NULL))),
  constraint written_in_a_mail CHECK (((status = 'written'::text) = (mail_id IS NOT NULL)))
);
CREATE INDEX account_messages_by_account ON public.account_messages USING btree (institution_id, account_id);
CREATE INDEX account_messages_by_mail ON public.account_messages USING btree (institution_id, mail_id) WHERE (mail_id IS NOT NULL);
CREATE INDEX account_messages_waiting ON public.account_messages USING btree (institution_id, account_id, kind, days_before) WHERE (status = 'waiting'::text);
alter table account_messages enable row level security, force row level security;
create policy own_institution on account_messages for all to public using ((institution_id = current_institution_id())) with check ((institution_id = current_institution_id()));
create policy verifier_reads on account_messages for select to quietanza_verifier using (true);
grant delete, select on account_messages to quietanza_app;
grant select on account_messages to quietanza_verifier;
grant delete, insert, select, update on account_messages to quietanza_worker;

create table account_profiles (
  account_id uuid not null,
  first_name text,
  last_name text,
  company_name text,
  street_address text not null,
  city text not null,
  province text not null,
  postal_code text not null,
  country text not null,
  phone text not null,
  constraint account_profiles_pkey PRIMARY KEY (account_id),
  constraint account_profiles_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(account_id),
  constraint account_profiles_check CHECK (((company_name IS NULL) = ((first_name IS NOT NULL) AND (last_name IS NOT NULL))))
);
grant delete, insert, select, update on account_profiles to quietanza_app;
grant delete, insert, select, update on account_profiles to quietanza_worker;

create table account_tokens (
  token_sha256 bytea not null,
  account_id uuid not null,
  purpose text not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  new_email text,
  constraint account_tokens_pkey PRIMARY KEY (token_sha256),
  constraint account_tokens_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(account_id),
  constraint account_tokens_new_email_check CHECK (((length(new_email) >= 3) AND (length(new_email) <= 256))),
  constraint account_tokens_purpose_check CHECK ((purpose = ANY (ARRAY['activation'::text, 'password-reset'::text, 'email-change'::text]))),
  constraint account_tokens_token_sha256_check CHECK ((length(token_sha256) = 32)),
  constraint new_mailbox_of_its_purpose CHECK (((purpose = 'email-change'::text) = (new_email IS NOT NULL)))
);
CREATE INDEX account_tokens_by_account ON public.account_tokens USING btree (account_id);
grant delete, insert, select, update on account_tokens to quietanza_app;
grant select on account_tokens to quietanza_verifier;
grant delete, insert, select, update on account_tokens to quietanza_worker;

create table accounts (
  account_id uuid not null,
  email text,
  email_key text,
  entity_type text not null,
  fiscal_code text,
  password_hash text,
  status text not null,
  registered_at timestamp with time zone not null,
  activated_at timestamp with time zone,
  closed_at timestamp with time zone,
  failed_logins integer not null default 0,
  constraint accounts_pkey PRIMARY KEY (account_id),
  constraint accounts_check CHECK (((status = 'pending'::text) = ((activated_at IS NULL) AND (closed_at IS NULL)))),
  constraint accounts_check1 CHECK (((status = 'closed'::text) = (closed_at IS NOT NULL))),
  constraint accounts_email_check CHECK (((length(email) >= 3) AND (length(email) <= 256))),
  constraint accounts_email_key_check CHECK ((email_key = lower(email_key))),
  constraint accounts_entity_type_check CHECK ((entity_type = ANY (ARRAY['F'::text, 'G'::text]))),
  constraint accounts_fiscal_code_check CHECK ((fiscal_code ~ '^([A-Z0-9]{16}|[0-9]{11})$'::text)),
  constraint accounts_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'active'::text, 'closed'::text]))),
  constraint closed_is_forgotten CHECK ((num_nonnulls(email, email_key, fiscal_code, password_hash) =
CASE status
    WHEN 'closed'::text THEN 0
    ELSE 4
END))
);
CREATE INDEX accounts_by_fiscal_code ON public.accounts USING btree (fiscal_code) WHERE (status = 'active'::text);
CREATE INDEX accounts_waiting ON public.accounts USING btree (email_key) WHERE (status = 'pending'::text);
CREATE UNIQUE INDEX accounts_by_email ON public.accounts USING btree (email_key) WHERE (status = 'active'::text);
grant delete, insert, select, update on accounts to quietanza_app;
grant select on accounts to quietanza_verifier;
grant delete, insert, select, update on accounts to quietanza_worker;

create table bank_accounts (
  institution_id integer not null,
  iban text not null,
  is_postal boolean not null generated always as (((iban ~~ 'IT%'::text) AND (substr(iban, 6, 5) = '07601'::text))) stored,
  holder text not null,
  postal_authorization text,
  constraint bank_accounts_pkey PRIMARY KEY (institution_id, iban),
  constraint bank_accounts_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institutions(institution_id),
  constraint bank_accounts_check CHECK (((postal_authorization IS NULL) OR is_postal)),
  constraint bank_accounts_holder_check CHECK (((length(holder) >= 1) AND (length(holder) <= 50))),
  constraint bank_accounts_iban_check CHECK ((iban ~ '^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$'::text))
);
alter table bank_accounts enable row level security, force row level security;
create policy own_institution on bank_accounts for all to public using ((institution_id = current_institution_id())) with check ((institution_id = current_institution_id()));
create policy verifier_reads on bank_accounts for select to quietanza_verifier using (true);
grant select on bank_accounts to quietanza_app;
grant select on bank_accounts to quietanza_verifier;
grant select on bank_accounts to quietanza_worker;

create table calendar_feeds (
  institution_id integer not null,
  account_id uuid not null,
  feed_id uuid not null,
  created_at timestamp with time zone not null,
  constraint calendar_feeds_pkey PRIMARY KEY (institution_id, account_id),
  constraint calendar_feeds_institution_id_feed_id_key UNIQUE (institution_id, feed_id),
  constraint calendar_feeds_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(account_id),
  constraint calendar_feeds_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institutions(institution_id)
);
alter table calendar_feeds enable row level security, force row level security;
create policy own_institution on calendar_feeds for all to public using ((institution_id = current_institution_id())) with check ((institution_id = current_institution_id()));
create policy verifier_reads on calendar_feeds for select to quietanza_verifier using (true);
grant delete, insert, select, update on calendar_feeds to quietanza_app;
grant select on calendar_feeds to quietanza_verifier;
grant delete, select on calendar_feeds to quietanza_worker;

create table cart_notices (
  institution_id integer not null,
  cart_id uuid not null,
  place smallint not null,
  installment_id uuid not null,
  amount_cents bigint not null,
  constraint cart_notices_pkey PRIMARY KEY (institution_id, cart_id, place),
  constraint cart_notices_institution_id_installment_id_cart_id_key UNIQUE (institution_id, installment_id, cart_id),
  constraint cart_notices_institution_id_cart_id_place_fkey FOREIGN KEY (institution_id, cart_id, place) REFERENCES cart_places(creditor_institution_id, cart_id, place) ON UPDATE CASCADE ON DELETE CASCADE,
  constraint cart_notices_institution_id_installment_id_fkey FOREIGN KEY (institution_id, installment_id) REFERENCES installments(institution_id, installment_id),
  constraint cart_notices_amount_cents_check CHECK (((amount_cents >= 1) AND (amount_cents <= '99999999999'::bigint)))
);
alter table cart_notices enable row level security, force row level security;
create policy own_institution on cart_notices for all to public using ((institution_id = current_institution_id())) with check ((institution_id = current_institution_id()));
create policy verifier_reads on cart_notices for select to quietanza_verifier using (true);
grant insert, select, update on cart_notices to quietanza_app;
grant select on cart_notices to quietanza_verifier;
grant select on cart_notices to quietanza_worker;

create table cart_places (
  cart_id uuid not null,
  place smallint not null,
  creditor_institution_id integer not null,
  added_at timestamp with time zone not null,
  constraint cart_places_pkey PRIMARY KEY (cart_id, place),
  constraint cart_places_creditor_institution_id_cart_id_place_key UNIQUE (creditor_institution_id, cart_id, place),
  constraint cart_places_cart_id_fkey FOREIGN KEY (cart_id) REFERENCES carts(cart_id) ON DELETE CASCADE,
  constraint cart_places_creditor_institution_id_fkey FOREIGN KEY (creditor_institution_id) REFERENCES institutions(institution_id),
  constraint cart_places_place_check CHECK (((place >= 1) AND (place <= 5)))
);
grant delete, insert, select, update on cart_places to quietanza_app;
grant select on cart_places to quietanza_verifier;
grant delete, select on cart_places to quietanza_worker;

create table carts (
  cart_id uuid not null,
  account_id uuid,
  session_id uuid,
  changed_at timestamp with time zone not null,
  constraint carts_pkey PRIMARY KEY (cart_id),
  constraint carts_account_id_key UNIQUE (account_id),
  constraint carts_session_id_key UNIQUE (session_id),
  constraint carts_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(account_id) ON DELETE CASCADE,
  constraint carts_session_id_fkey FOREIGN KEY (session_id) REFERENCES sessions(session_id) ON DELETE CASCADE,
  constraint of_an_account_or_a_browser CHECK (((account_id IS NULL) <> (session_id IS NULL)))
);
CREATE INDEX carts_by_age ON public.carts USING btree (changed_at);
grant delete, insert, select, update on carts to quietanza_app;
grant select on carts to quietanza_verifier;
grant delete, select on carts to quietanza_worker;

create table cases (
  institution_id integer not null,
  case_id uuid not null,
  tracking_code text not null,
  kind text not null,
  opened_at timestamp with time zone not null,
  session_id uuid,
  fiscal_code text,
  position_code text,
  installment_id uuid,
  paid_on date,
  paper text,
  email text,
  attempt_id uuid,
  status text not null default 'open'::text,
  closed_at timestamp with time zone,
  answer text,
  answered_by text,
  told_at timestamp with time zone,
  institution_told_at timestamp with time zone,
  constraint cases_pkey PRIMARY KEY (institution_id, case_id),
  constraint cases_institution_id_tracking_code_key UNIQUE (institution_id, tracking_code),
  constraint cases_attempt_id_fkey FOREIGN KEY (attempt_id) REFERENCES checkout_attempts(attempt_id),
  constraint cases_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institutions(institution_id),
  constraint cases_institution_id_installment_id_fkey FOREIGN KEY (institution_id, installment_id) REFERENCES installments(institution_id, installment_id),
  constraint answered_by_somebody CHECK ((((status = 'answered'::text) = (answer IS NOT NULL)) AND ((answer IS NULL) = (answered_by IS NULL)))),
  constraint cases_answer_check CHECK (((length(answer) >= 1) AND (length(answer) <= 1000))),
  constraint cases_answered_by_check CHECK (((length(answered_by) >= 1) AND (length(answered_by) <= 80))),
  constraint cases_email_check CHECK (((length(email) >= 3) AND (length(email) <= 256))),
  constraint cases_fiscal_code_check CHECK (((length(fiscal_code) >= 11) AND (length(fiscal_code) <= 16))),
  constraint cases_kind_check CHECK ((kind = ANY (ARRAY['paid-but-missing'::text, 'payment-unanswered'::text]))),
  constraint cases_paper_check CHECK (((length(paper) >= 1) AND (length(paper) <= 200))),
  constraint cases_position_code_check CHECK (((length(position_code) >= 1) AND (length(position_code) <= 80))),
  constraint cases_status_check CHECK ((status = ANY (ARRAY['open'::text, 'found'::text, 'answered'::text]))),
  constraint cases_tracking_code_check CHECK ((tracking_code ~ '^[0-9A-HJKMNP-TV-Z]{12}$'::text)),
  constraint closed_with_its_time CHECK (((status = 'open'::text) = (closed_at IS NULL))),
  constraint facts_of_its_kind CHECK (
CASE kind
    WHEN 'paid-but-missing'::text THEN ((num_nonnulls(session_id, fiscal_code, position_code) = 3) AND (attempt_id IS NULL))
    ELSE ((attempt_id IS NOT NULL) AND (num_nonnulls(session_id, fiscal_code, position_code, installment_id, email) = 0))
END),
  constraint told_once_closed CHECK (((told_at IS NULL) OR (closed_at IS NOT NULL)))
);
CREATE INDEX cases_by_age ON public.cases USING btree (institution_id, closed_at) WHERE (closed_at IS NOT NULL);
CREATE INDEX cases_open ON public.cases USING btree (institution_id, opened_at) WHERE (status = 'open'::text);
CREATE INDEX cases_to_tell ON public.cases USING btree (institution_id) WHERE ((closed_at IS NOT NULL) AND (told_at IS NULL) AND (email IS NOT NULL));
CREATE INDEX cases_told_to_institutions ON public.cases USING btree (institution_id, institution_told_at) WHERE (institution_told_at IS NOT NULL);
CREATE UNIQUE INDEX cases_asked_once ON public.cases USING btree (institution_id, session_id, fiscal_code, position_code) WHERE ((status = 'open'::text) AND (kind = 'paid-but-missing'::text));
CREATE UNIQUE INDEX cases_of_attempts ON public.cases USING btree (institution_id, attempt_id) WHERE (attempt_id IS NOT NULL);
alter table cases enable row level security, force row level security;
create policy own_institution on cases for all to public using ((institution_id = current_institution_id())) with check ((institution_id = current_institution_id()));
create policy verifier_reads on cases for select to quietanza_verifier using (true);
grant insert, select, update on cases to quietanza_app;
grant select on cases to quietanza_verifier;
grant delete, insert, select, update on cases to quietanza_worker;

create table challenge_codes (
  session_id uuid not null,
  email text not null,
  code_hmac bytea not null,
  expires_at timestamp with time zone not null,
  tries smallint not null default 0,
  constraint challenge_codes_pkey PRIMARY KEY (session_id),
  constraint challenge_codes_session_id_fkey FOREIGN KEY (session_id) REFERENCES sessions(session_id) ON DELETE CASCADE,
  constraint challenge_codes_code_hmac_check CHECK ((length(code_hmac) = 32))
);
grant delete, insert, select, update on challenge_codes to quietanza_app;
grant delete, insert, select, update on challenge_codes to quietanza_worker;

create table checkout_attempt_notices (
  institution_id integer not null,
  installment_id uuid not null,
  attempt_id uuid not null,
  amount_cents bigint not null,
  amount_version integer not null,
  activated_at timestamp with time zone,
  receipt_id text,
  constraint checkout_attempt_notices_pkey PRIMARY KEY (institution_id, installment_id, attempt_id),
  constraint checkout_attempt_notices_attempt_id_fkey FOREIGN KEY (attempt_id) REFERENCES checkout_attempts(attempt_id),
  constraint checkout_attempt_notices_institution_id_installment_id_fkey FOREIGN KEY (institution_id, installment_id) REFERENCES installments(institution_id, installment_id),
  constraint checkout_attempt_notices_institution_id_receipt_id_fkey FOREIGN KEY (institution_id, receipt_id) REFERENCES receipts(institution_id, receipt_id),
  constraint checkout_attempt_notices_amount_cents_check CHECK (((amount_cents >= 1) AND (amount_cents <= '99999999999'::bigint)))
);
CREATE INDEX checkout_attempt_notices_by_attempt ON public.checkout_attempt_notices USING btree (attempt_id);
alter table checkout_attempt_notices enable row level security, force row level security;
create policy own_institution on checkout_attempt_notices for all to public using ((institution_id = current_institution_id())) with check ((institution_id = current_institution_id()));
create policy verifier_reads on checkout_attempt_notices for select to quietanza_verifier using (true);
grant insert, select, update on checkout_attempt_notices to quietanza_app;
grant select on checkout_attempt_notices to quietanza_verifier;
grant insert, select, update on checkout_attempt_notices to quietanza_worker;

create table checkout_attempts (
  attempt_id uuid not null,
  id_cart text not null,
  operation_id uuid not null,
  portal_institution_id integer not null,
  started_from text not null,
  session_id uuid not null,
  account_id uuid,
  status text not null,
  refusal text,
  checkout_url text,
  created_at timestamp with time zone not null,
  sent_at timestamp with time zone,
  activated_at timestamp with time zone,
  returned_at timestamp with time zone,
  concluded_at timestamp with time zone,
  institution_ids integer[] not null,
  notice_count smallint not null,
  paid_count smallint not null default 0,
  live_until timestamp with time zone not null,
  constraint checkout_attempts_pkey PRIMARY KEY (attempt_id),
  constraint checkout_attempts_id_cart_key UNIQUE (id_cart),
  constraint checkout_attempts_session_id_operation_id_key UNIQUE (session_id, operation_id),
  constraint checkout_attempts_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(account_id),
  constraint checkout_attempts_portal_institution_id_fkey FOREIGN KEY (portal_institution_id) REFERENCES institutions(institution_id),
  constraint checkout_attempts_check CHECK (((cardinality(institution_ids) >= 1) AND (cardinality(institution_ids) <= notice_count))),
  constraint checkout_attempts_check1 CHECK (((paid_count >= 0) AND (paid_count <= notice_count))),
  constraint checkout_attempts_check2 CHECK (((status <> 'refused'::text) OR (refusal IS NOT NULL))),
  constraint checkout_attempts_check3 CHECK (((status = 'concluded'::text) = (concluded_at IS NOT NULL))),
  constraint checkout_attempts_check4 CHECK (((status = 'concluded'::text) = (paid_count = notice_count))),
  constraint checkout_attempts_check5 CHECK (((status = ANY (ARRAY['created'::text, 'refused'::text])) OR (sent_at IS NOT NULL) OR (concluded_at IS NOT NULL))),
  constraint checkout_attempts_id_cart_check CHECK (((length(id_cart) >= 1) AND (length(id_cart) <= 210))),
  constraint checkout_attempts_notice_count_check CHECK (((notice_count >= 1) AND (notice_count <= 5))),
  constraint checkout_attempts_started_from_check CHECK ((started_from = ANY (ARRAY['position'::text, 'cart'::text]))),
  constraint checkout_attempts_status_check CHECK ((status = ANY (ARRAY['created'::text, 'refused'::text, 'sent'::text, 'activated'::text, 'returned-ok'::text, 'returned-waiting'::text, 'returned-error'::text, 'returned-cancel'::text, 'partly-concluded'::text, 'concluded'::text])))
);
CREATE INDEX checkout_attempts_unanswered ON public.checkout_attempts USING btree (live_until) WHERE (status = ANY (ARRAY['returned-ok'::text, 'returned-waiting'::text, 'partly-concluded'::text]));
grant insert, select, update on checkout_attempts to quietanza_app;
grant select on checkout_attempts to quietanza_verifier;
grant insert, select, update on checkout_attempts to quietanza_worker;

create table checkout_return_tokens (
  token_sha256 bytea not null,
  attempt_id uuid not null,
  outcome text not null,
  constraint checkout_return_tokens_pkey PRIMARY KEY (token_sha256),
  constraint checkout_return_tokens_attempt_id_outcome_key UNIQUE (attempt_id, outcome),
  constraint checkout_return_tokens_attempt_id_fkey FOREIGN KEY (attempt_id) REFERENCES checkout_attempts(attempt_id),
  constraint checkout_return_tokens_outcome_check CHECK ((outcome = ANY (ARRAY['ok'::text, 'cancel'::text, 'error'::text, 'waiting'::text]))),
  constraint checkout_return_tokens_token_sha256_check CHECK ((length(token_sha256) = 32))
);
grant insert, select on checkout_return_tokens to quietanza_app;
grant delete, select on checkout_return_tokens to quietanza_worker;

create table closed_mailboxes (
  mailbox_hmac bytea not null,
  fiscal_code_hmac bytea not null,
  closed_at timestamp with time zone not null,
  constraint closed_mailboxes_pkey PRIMARY KEY (mailbox_hmac),
  constraint closed_mailboxes_fiscal_code_hmac_check CHECK ((length(fiscal_code_hmac) = 32)),
  constraint closed_mailboxes_mailbox_hmac_check CHECK ((length(mailbox_hmac) = 32))
);
grant insert, select, update on closed_mailboxes to quietanza_app;
grant delete, select on closed_mailboxes to quietanza_worker;

create table debt_positions (
  institution_id integer not null,
  position_id uuid not null,
  reference text not null,
  service_id integer not null,
  origin text not null,
  created_at timestamp with time zone not null,
  constraint debt_positions_pkey PRIMARY KEY (institution_id, position_id),
  constraint debt_positions_institution_id_reference_key UNIQUE (institution_id, reference),
  constraint debt_positions_institution_id_service_id_fkey FOREIGN KEY (institution_id, service_id) REFERENCES services(institution_id, service_id),
  constraint debt_positions_origin_check CHECK ((origin = ANY (ARRAY['import'::text, 'spontaneous'::text]))),
  constraint debt_positions_reference_check CHECK (((length(reference) >= 1) AND (length(reference) <= 80)))
);
alter table debt_positions enable row level security, force row level security;
create policy own_institution on debt_positions for all to public using ((institution_id = current_institution_id())) with check ((institution_id = current_institution_id()));
create policy verifier_reads on debt_positions for select to quietanza_verifier using (true);
grant insert, select on debt_positions to quietanza_app;
grant select on debt_positions to quietanza_verifier;
grant insert, select, update on debt_positions to quietanza_worker;

create table debtors (
  institution_id integer not null,
  position_id uuid not null,
  entity_type text not null,
  fiscal_code text not null,
  full_name text not null,
  street_name text,
  civic_number text,
  postal_code text,
  city text,
  province text,
  country text,
  email text,
  email_is_verified boolean not null default false,
  subject text,
  is_declared boolean not null default false,
  constraint debtors_pkey PRIMARY KEY (institution_id, position_id),
  constraint debtors_institution_id_position_id_fkey FOREIGN KEY (institution_id, position_id) REFERENCES debt_positions(institution_id, position_id),
  constraint code_of_its_kind CHECK ((fiscal_code ~
CASE entity_type
    WHEN 'F'::text THEN '^([A-Z0-9]{16}|[0-9]{11}|ANONIMO)$'::text
    ELSE '^([0-9]{11}|ANONIMO)$'::text
END)),
  constraint debtors_check CHECK (((NOT email_is_verified) OR (email IS NOT NULL))),
  constraint debtors_city_check CHECK (((length(city) >= 1) AND (length(city) <= 35))),
  constraint debtors_civic_number_check CHECK (((length(civic_number) >= 1) AND (length(civic_number) <= 16))),
  constraint debtors_country_check CHECK ((country ~ '^[A-Z]{2}$'::text)),
  constraint debtors_email_check CHECK (((length(email) >= 3) AND (length(email) <= 256))),
  constraint debtors_entity_type_check CHECK ((entity_type = ANY (ARRAY['F'::text, 'G'::text]))),
  constraint debtors_full_name_check CHECK (((length(full_name) >= 1) AND (length(full_name) <= 70))),
  constraint debtors_postal_code_check CHECK (((length(postal_code) >= 1) AND (length(postal_code) <= 16))),
  constraint debtors_province_check CHECK (((length(province) >= 1) AND (length(province) <= 35))),
  constraint debtors_street_name_check CHECK (((length(street_name) >= 1) AND (length(street_name) <= 70))),
  constraint debtors_subject_check CHECK (((length(subject) >= 1) AND (length(subject) <= 140)))
);
CREATE INDEX debtors_by_fiscal_code ON public.debtors USING btree (institution_id, fiscal_code);
CREATE INDEX debtors_by_verified_email ON public.debtors USING btree (institution_id, lower(email)) WHERE email_is_verified;
alter table debtors enable row level security, force row level security;
create policy own_institution on debtors for all to public using ((institution_id = current_institution_id())) with check ((institution_id = current_institution_id()));
create policy verifier_reads on debtors for select to quietanza_verifier using (true);
grant insert, select on debtors to quietanza_app;
grant select on debtors to quietanza_verifier;
grant delete, insert, select, update on debtors to quietanza_worker;

create table filled_forms (
  institution_id integer not null,
  form_id uuid not null,
  service_id integer not null,
  account_id uuid,
  session_id uuid,
  typed jsonb not null,
  position_id uuid,
  answers jsonb,
  created_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  constraint filled_forms_pkey PRIMARY KEY (institution_id, form_id),
  constraint filled_forms_institution_id_position_id_key UNIQUE (institution_id, position_id),
  constraint filled_forms_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(account_id),
  constraint filled_forms_institution_id_position_id_fkey FOREIGN KEY (institution_id, position_id) REFERENCES debt_positions(institution_id, position_id),
  constraint filled_forms_institution_id_service_id_fkey FOREIGN KEY (institution_id, service_id) REFERENCES services(institution_id, service_id),
  constraint filled_forms_session_id_fkey FOREIGN KEY (session_id) REFERENCES sessions(session_id) ON DELETE SET NULL,
  constraint answered_once_saved CHECK (((position_id IS NULL) = (answers IS NULL))),
  constraint filled_forms_answers_check CHECK ((jsonb_typeof(answers) = 'array'::text)),
  constraint filled_forms_typed_check CHECK ((jsonb_typeof(typed) = 'object'::text))
);
CREATE INDEX filled_forms_of_accounts ON public.filled_forms USING btree (institution_id, account_id);
CREATE INDEX filled_forms_of_sessions ON public.filled_forms USING btree (session_id) WHERE (session_id IS NOT NULL);
CREATE INDEX filled_forms_unsaved ON public.filled_forms USING btree (institution_id, changed_at) WHERE (position_id IS NULL);
alter table filled_forms enable row level security, force row level security;
create policy own_institution on filled_forms for all to public using ((institution_id = current_institution_id())) with check ((institution_id = current_institution_id()));
create policy verifier_reads on filled_forms for select to quietanza_verifier using (true);
grant delete, insert, select, update on filled_forms to quietanza_app;
grant select on filled_forms to quietanza_verifier;
grant delete, select, update on filled_forms to quietanza_worker;

create table form_files (
  institution_id integer not null,
  form_id uuid not null,
  field text not null,
  file_name text not null,
  file_type text not null,
  content bytea not null,
  constraint form_files_pkey PRIMARY KEY (institution_id, form_id, field),
  constraint form_files_institution_id_form_id_fkey FOREIGN KEY (institution_id, form_id) REFERENCES filled_forms(institution_id, form_id) ON DELETE CASCADE,
  constraint form_files_content_check CHECK (((octet_length(content) >= 1) AND (octet_length(content) <= ((2 * 1024) * 1024)))),
  constraint form_files_field_check CHECK (((length(field) >= 1) AND (length(field) <= 30))),
  constraint form_files_file_name_check CHECK (((length(file_name) >= 1) AND (length(file_name) <= 100))),
  constraint form_files_file_type_check CHECK ((file_type = ANY (ARRAY['pdf'::text, 'jpeg'::text, 'png'::text])))
);
alter table form_files enable row level security, force row level security;
create policy own_institution on form_files for all to public using ((institution_id = current_institution_id())) with check ((institution_id = current_institution_id()));
create policy verifier_reads on form_files for select to quietanza_verifier using (true);
grant delete, insert, select, update on form_files to quietanza_app;
grant select on form_files to quietanza_verifier;
grant delete, select on form_files to quietanza_worker;

create table identity_letters (
  institution_id integer not null,
  account_id uuid not null,
  fiscal_code text not null,
  status text not null,
  asked_at timestamp with time zone not null,
  printed_at timestamp with time zone,
  expires_at timestamp with time zone,
  code_hash text,
  tries smallint not null default 0,
  constraint identity_letters_pkey PRIMARY KEY (institution_id, account_id),
  constraint identity_letters_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(account_id),
  constraint identity_letters_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institutions(institution_id),
  constraint identity_letters_fiscal_code_check CHECK ((fiscal_code ~ '^([A-Z0-9]{16}|[0-9]{11})$'::text)),
  constraint identity_letters_status_check CHECK ((status = ANY (ARRAY['asked'::text, 'printed'::text, 'undeliverable'::text]))),
  constraint identity_letters_tries_check CHECK (((tries >= 0) AND (tries <= 5))),
  constraint printed_with_its_code CHECK ((num_nonnulls(printed_at, expires_at, code_hash) =
CASE status
    WHEN 'printed'::text THEN 3
    ELSE 0
END))
);
alter table identity_letters enable row level security, force row level security;
create policy own_institution on identity_letters for all to public using ((institution_id = current_institution_id())) with check ((institution_id = current_institution_id()));
create policy verifier_reads on identity_letters for select to quietanza_verifier using (true);
grant delete, insert, select, update on identity_letters to quietanza_app;
grant select on identity_letters to quietanza_verifier;
grant delete, select, update on identity_letters to quietanza_worker;

create table identity_proofs (
  institution_id integer not null,
  account_id uuid not null,
  kind text not null,
  fiscal_code text not null,
  proven_at timestamp with time zone not null,
  document_kind text,
  operator text,
  constraint identity_proofs_pkey PRIMARY KEY (institution_id, account_id),
  constraint identity_proofs_institution_id_fiscal_code_key UNIQUE (institution_id, fiscal_code),
  constraint identity_proofs_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(account_id),
  constraint identity_proofs_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institutions(institution_id),
  constraint identity_proofs_document_kind_check CHECK (((length(document_kind) >= 1) AND (length(document_kind) <= 60))),
  constraint identity_proofs_kind_check CHECK ((kind = ANY (ARRAY['verified-contact'::text, 'letter'::text, 'counter'::text]))),
  constraint identity_proofs_operator_check CHECK (((length(operator) >= 1) AND (length(operator) <= 80))),
  constraint seen_at_the_counter CHECK ((((kind = 'counter'::text) = (document_kind IS NOT NULL)) AND ((document_kind IS NULL) = (operator IS NULL))))
);
alter table identity_proofs enable row level security, force row level security;
create policy own_institution on identity_proofs for all to public using ((institution_id = current_institution_id())) with check ((institution_id = current_institution_id()));
create policy verifier_reads on identity_proofs for select to quietanza_verifier using (true);
grant delete, insert, select, update on identity_proofs to quietanza_app;
grant select on identity_proofs to quietanza_verifier;
grant delete, insert, select on identity_proofs to quietanza_worker;

create table imports (
  institution_id integer not null,
  import_id uuid not null,
  file_name text not null,
  file_sha256 bytea,
  format text not null,
  is_all_or_nothing boolean not null default false,
  started_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  rows_created integer not null default 0,
  rows_updated integer not null default 0,
  rows_unchanged integer not null default 0,
  rows_refused integer not null default 0,
  told_at timestamp with time zone,
  constraint imports_pkey PRIMARY KEY (institution_id, import_id),
  constraint imports_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institutions(institution_id),
  constraint imports_file_name_check CHECK (((length(file_name) >= 1) AND (length(file_name) <= 255))),
  constraint imports_file_sha256_check CHECK ((length(file_sha256) = 32)),
  constraint imports_format_check CHECK ((format = ANY (ARRAY['csv'::text, 'gpd'::text])))
);
alter table imports enable row level security, force row level security;
create policy own_institution on imports for all to public using ((institution_id = current_institution_id())) with check ((institution_id = current_institution_id()));
create policy verifier_reads on imports for select to quietanza_verifier using (true);
grant select on imports to quietanza_app;
grant select on imports to quietanza_verifier;
grant insert, select, update on imports to quietanza_worker;

create table installment_lines (
  institution_id integer not null,
  installment_id uuid not null,
  line_no smallint not null,
  label text not null,
  amount_cents bigint not null,
  constraint installment_lines_pkey PRIMARY KEY (institution_id, installment_id, line_no),
  constraint installment_lines_institution_id_installment_id_fkey FOREIGN KEY (institution_id, installment_id) REFERENCES installments(institution_id, installment_id),
  constraint installment_lines_amount_cents_check CHECK (((amount_cents >= 1) AND (amount_cents <= '99999999999'::bigint))),
  constraint installment_lines_label_check CHECK (((length(label) >= 1) AND (length(label) <= 60))),
  constraint installment_lines_line_no_check CHECK (((line_no >= 1) AND (line_no <= 20)))
);
alter table installment_lines enable row level security, force row level security;
create policy own_institution on installment_lines for all to public using ((institution_id = current_institution_id())) with check ((institution_id = current_institution_id()));
create policy verifier_reads on installment_lines for select to quietanza_verifier using (true);
grant insert, select on installment_lines to quietanza_app;
grant select on installment_lines to quietanza_verifier;
grant delete, insert, select, update on installment_lines to quietanza_worker;

create table installments (
  institution_id integer not null,
  installment_id uuid not null,
  position_id uuid not null,
  option_no smallint not null,
  option_kind text not null,
  installment_no smallint not null,
  notice_number text not null,
  amount_cents bigint not null,
  amount_version integer not null default 1,
  description text not null,
  due_on date not null,
  valid_from timestamp with time zone,
  expires_after_due boolean not null default false,
  status text not null,
  paid_at timestamp with time zone,
  receipt_id text,
  cancelled_at timestamp with time zone,
  cancellation_reason text,
  constraint installments_pkey PRIMARY KEY (institution_id, installment_id),
  constraint installments_institution_id_notice_number_key UNIQUE (institution_id, notice_number),
  constraint installments_institution_id_position_id_option_no_installme_key UNIQUE (institution_id, position_id, option_no, installment_no),
  constraint installments_institution_id_position_id_fkey FOREIGN KEY (institution_id, position_id) REFERENCES debt_positions(institution_id, position_id),
  constraint installments_institution_id_receipt_id_fkey FOREIGN KEY (institution_id, receipt_id) REFERENCES receipts(institution_id, receipt_id),
  constraint cancelled_with_its_reason CHECK ((((status = 'cancelled'::text) = (cancelled_at IS NOT NULL)) AND ((cancelled_at IS NULL) = (cancellation_reason IS NULL)))),
  constraint installments_amount_cents_check CHECK (((amount_cents >= 1) AND (amount_cents <= '99999999999'::bigint))),
  constraint installments_amount_version_check CHECK ((amount_version > 0)),
  constraint installments_cancellation_reason_check CHECK ((cancellation_reason = ANY (ARRAY['by-institution'::text, 'alternative-paid'::text, 'by-debtor'::text]))),
  constraint installments_description_check CHECK (((length(description) >= 1) AND (length(description) <= 140))),
  constraint installments_installment_no_check CHECK (((installment_no >= 1) AND (installment_no <= 100))),
  constraint installments_notice_number_check CHECK ((notice_number ~ '^[0-3][0-9]{17}$'::text)),
  constraint installments_option_kind_check CHECK ((option_kind = ANY (ARRAY['single'::text, 'plan'::text, 'discounted'::text, 'reduced'::text]))),
  constraint installments_option_no_check CHECK (((option_no >= 1) AND (option_no <= 100))),
  constraint installments_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'published'::text, 'unpaid'::text, 'expired'::text, 'cancelled'::text, 'paid'::text, 'reported'::text]))),
  constraint one_for_the_whole CHECK (((option_kind = 'plan'::text) OR (installment_no = 1))),
  constraint paid_by_a_receipt CHECK (((status = ANY (ARRAY['paid'::text, 'reported'::text])) = ((paid_at IS NOT NULL) AND (receipt_id IS NOT NULL)))),
  constraint paid_facts_together CHECK (((paid_at IS NULL) = (receipt_id IS NULL))),
  constraint published_for_later CHECK (((status <> 'published'::text) OR (valid_from IS NOT NULL)))
);
CREATE INDEX installments_by_receipt ON public.installments USING btree (institution_id, receipt_id) WHERE (receipt_id IS NOT NULL);
CREATE INDEX installments_to_expire ON public.installments USING btree (institution_id, due_on) WHERE ((status = 'unpaid'::text) AND expires_after_due);
CREATE INDEX installments_to_open ON public.installments USING btree (institution_id, valid_from) WHERE (status = 'published'::text);
alter table installments enable row level security, force row level security;
create policy own_institution on installments for all to public using ((institution_id = current_institution_id())) with check ((institution_id = current_institution_id()));
create policy verifier_reads on installments for select to quietanza_verifier using (true);
grant insert, select, update on installments to quietanza_app;
grant select on installments to quietanza_verifier;
grant insert, select, update on installments to quietanza_worker;

create table institution_stations (
  institution_id integer not null,
  station_id text not null,
  segregation_code text,
  application_codes text[] not null default '{}'::text[],
  receives_broadcast boolean not null default false,
  constraint institution_stations_pkey PRIMARY KEY (institution_id, station_id),
  constraint institution_stations_institution_id_segregation_code_key UNIQUE (institution_id, segregation_code),
  constraint institution_stations_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institutions(institution_id),
  constraint institution_stations_station_id_fkey FOREIGN KEY (station_id) REFERENCES stations(station_id),
  constraint institution_stations_segregation_code_check CHECK ((segregation_code ~ '^[0-9]{2}$'::text))
);
grant select on institution_stations to quietanza_app;
grant select on institution_stations to quietanza_verifier;
grant select on institution_stations to quietanza_worker;

create table institutions (
  institution_id integer not null generated by default as identity,
  code text not null,
  fiscal_code text not null,
  name text not null,
  office_name text,
  environment text not null,
  is_listed boolean not null default true,
  association text not null default 'proven'::text,
  local_registration text not null default 'limited'::text,
  allows_guest_payment boolean not null default true,
  cbill_code text,
  second_language text,
  office_name_translation text,
  primary_color text not null default '#0066cc'::text,
  crest_svg text,
  region_name text,
  street_address text,
  website_url text,
  phone text,
  email text,
  certified_email text,
  opening_hours text,
  privacy_url text,
  accessibility_url text,
  legal_notes_url text,
  appointment_url text,
  privacy_version text not null default '1'::text,
  terms_version text not null default '1'::text,
  opens_services boolean not null default false,
  constraint institutions_pkey PRIMARY KEY (institution_id),
  constraint institutions_code_key UNIQUE (code),
  constraint institutions_fiscal_code_key UNIQUE (fiscal_code),
  constraint declared_association_only_in_tests CHECK (((association = 'proven'::text) OR (environment = 'test'::text))),
  constraint institutions_accessibility_url_check CHECK ((accessibility_url ~ '^https?://'::text)),
  constraint institutions_appointment_url_check CHECK ((appointment_url ~ '^https?://'::text)),
  constraint institutions_association_check CHECK ((association = ANY (ARRAY['proven'::text, 'declared-fiscal-code'::text]))),
  constraint institutions_cbill_code_check CHECK ((cbill_code ~ '^[A-Z0-9]{5}$'::text)),
  constraint institutions_code_check CHECK (((code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (length(code) <= 60))),
  constraint institutions_crest_svg_check CHECK ((length(crest_svg) <= 65536)),
  constraint institutions_environment_check CHECK ((environment = ANY (ARRAY['production'::text, 'test'::text]))),
  constraint institutions_fiscal_code_check CHECK ((fiscal_code ~ '^[0-9]{11}$'::text)),
  constraint institutions_legal_notes_url_check CHECK ((legal_notes_url ~ '^https?://'::text)),
  constraint institutions_local_registration_check CHECK ((local_registration = ANY (ARRAY['off'::text, 'limited'::text, 'full'::text]))),
  constraint institutions_name_check CHECK (((length(name) >= 1) AND (length(name) <= 100))),
  constraint institutions_office_name_check CHECK (((length(office_name) >= 1) AND (length(office_name) <= 50))),
  constraint institutions_office_name_translation_check CHECK (((length(office_name_translation) >= 1) AND (length(office_name_translation) <= 50))),
  constraint institutions_primary_color_check CHECK ((primary_color ~ '^#[0-9a-f]{6}$'::text)),
  constraint institutions_privacy_url_check CHECK ((privacy_url ~ '^https?://'::text)),
  constraint institutions_second_language_check CHECK ((second_language = ANY (ARRAY['en'::text, 'de'::text, 'fr'::text, 'sl'::text]))),
  constraint institutions_website_url_check CHECK ((website_url ~ '^https?://'::text)),
  constraint translated_into_a_language CHECK (((office_name_translation IS NULL) OR (second_language IS NOT NULL)))
);
grant select on institutions to quietanza_app;
grant select on institutions to quietanza_verifier;
grant select on institutions to quietanza_worker;

create table known_devices (
  device_sha256 bytea not null,
  account_id uuid not null,
  last_used_at timestamp with time zone not null,
  constraint known_devices_pkey PRIMARY KEY (device_sha256, account_id),
  constraint known_devices_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(account_id),
  constraint known_devices_device_sha256_check CHECK ((length(device_sha256) = 32))
);
grant delete, insert, select, update on known_devices to quietanza_app;
grant delete, insert, select, update on known_devices to quietanza_worker;

create table message_preferences (
  account_id uuid not null,
  wants_new_positions boolean not null,
  wants_payments boolean not null,
  attaches_receipt boolean not null,
  reminder_days smallint[] not null,
  changed_at timestamp with time zone not null,
  constraint message_preferences_pkey PRIMARY KEY (account_id),
  constraint message_preferences_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(account_id),
  constraint message_preferences_reminder_days_check CHECK ((reminder_days <@ ARRAY[(1)::smallint, (7)::smallint, (30)::smallint]))
);
grant delete, insert, select, update on message_preferences to quietanza_app;
grant select on message_preferences to quietanza_verifier;
grant delete, insert, select, update on message_preferences to quietanza_worker;

create table outgoing_mails (
  mail_id uuid not null,
  message_id text not null,
  kind text not null,
  recipient text not null,
  subject text not null,
  text_body text not null,
  created_at timestamp with time zone not null,
  sent_at timestamp with time zone,
  failed_at timestamp with time zone,
  attempts integer not null default 0,
  last_error text,
  html_body text not null default ''::text,
  stop_url text,
  withdrawn_at timestamp with time zone,
  sender_id integer,
  with_receipts boolean not null default false,
  constraint outgoing_mails_pkey PRIMARY KEY (mail_id),
  constraint outgoing_mails_message_id_key UNIQUE (message_id),
  constraint outgoing_mails_sender_id_fkey FOREIGN KEY (sender_id) REFERENCES institutions(institution_id),
  constraint one_end CHECK ((num_nonnulls(sent_at, failed_at, withdrawn_at) <= 1))
);
CREATE INDEX outgoing_mails_waiting ON public.outgoing_mails USING btree (created_at) WHERE ((sent_at IS NULL) AND (failed_at IS NULL) AND (withdrawn_at IS NULL));
grant insert, select on outgoing_mails to quietanza_app;
grant select on outgoing_mails to quietanza_verifier;
grant delete, insert, select, update on outgoing_mails to quietanza_worker;

create table payments_to_tell (
  institution_id integer not null,
  receipt_id text not null,
  installment_id uuid not null,
  noted_at timestamp with time zone not null,
  constraint payments_to_tell_pkey PRIMARY KEY (institution_id, receipt_id),
  constraint payments_to_tell_institution_id_receipt_id_fkey FOREIGN KEY (institution_id, receipt_id) REFERENCES receipts(institution_id, receipt_id)
);
alter table payments_to_tell enable row level security, force row level security;
create policy own_institution on payments_to_tell for all to public using ((institution_id = current_institution_id())) with check ((institution_id = current_institution_id()));
create policy verifier_reads on payments_to_tell for select to quietanza_verifier using (true);
grant insert, select on payments_to_tell to quietanza_app;
grant select on payments_to_tell to quietanza_verifier;
grant delete, insert, select, update on payments_to_tell to quietanza_worker;

create table position_claims (
  institution_id integer not null,
  account_id uuid not null,
  installment_id uuid not null,
  reason text not null,
  claimed_at timestamp with time zone not null,
  constraint position_claims_pkey PRIMARY KEY (institution_id, account_id, installment_id),
  constraint position_claims_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(account_id),
  constraint position_claims_institution_id_installment_id_fkey FOREIGN KEY (institution_id, installment_id) REFERENCES installments(institution_id, installment_id),
  constraint position_claims_reason_check CHECK ((reason = ANY (ARRAY['claimed'::text, 'created'::text, 'paid'::text])))
);
CREATE INDEX position_claims_by_installment ON public.position_claims USING btree (institution_id, installment_id);
CREATE INDEX position_claims_created ON public.position_claims USING btree (institution_id, claimed_at) WHERE (reason = 'created'::text);
alter table position_claims enable row level security, force row level security;
create policy own_institution on position_claims for all to public using ((institution_id = current_institution_id())) with check ((institution_id = current_institution_id()));
create policy verifier_reads on position_claims for select to quietanza_verifier using (true);
grant delete, insert, select, update on position_claims to quietanza_app;
grant select on position_claims to quietanza_verifier;
grant delete, insert, select on position_claims to quietanza_worker;

create table position_events (
  institution_id integer not null,
  event_id bigint not null generated always as identity,
  position_id uuid not null,
  installment_id uuid,
  name text not null,
  actor text not null,
  occurred_at timestamp with time zone not null,
  status_after text,
  amount_cents_after bigint,
  facts jsonb,
  constraint position_events_pkey PRIMARY KEY (institution_id, position_id, event_id)
);
alter table position_events enable row level security, force row level security;
create policy own_institution on position_events for all to public using ((institution_id = current_institution_id())) with check ((institution_id = current_institution_id()));
create policy verifier_reads on position_events for select to quietanza_verifier using (true);
grant insert, select on position_events to quietanza_app;
grant select on position_events to quietanza_verifier;
grant insert, select on position_events to quietanza_worker;

create table rate_counters (
  policy text not null,
  key_sha256 bytea not null,
  window_started_at timestamp with time zone not null,
  hits integer not null,
  constraint rate_counters_pkey PRIMARY KEY (policy, key_sha256, window_started_at)
);
CREATE INDEX rate_counters_by_age ON public.rate_counters USING btree (window_started_at);
grant insert, select, update on rate_counters to quietanza_app;
grant delete, select on rate_counters to quietanza_worker;

create table ratings (
  institution_id integer not null,
  rating_sha256 bytea not null,
  journey text not null,
  stars smallint not null,
  aspect text,
  details text,
  rated_on date not null,
  is_answered boolean not null default false,
  constraint ratings_pkey PRIMARY KEY (institution_id, rating_sha256),
  constraint ratings_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institutions(institution_id),
  constraint answered_before_it_says_something CHECK ((is_answered OR ((aspect IS NULL) AND (details IS NULL)))),
  constraint asked_by_stars CHECK (
CASE
    WHEN (stars >= 4) THEN (aspect = ANY (ARRAY['clear'::text, 'complete'::text, 'sure'::text, 'no-trouble'::text, 'other'::text]))
    ELSE (aspect = ANY (ARRAY['unclear'::text, 'incomplete'::text, 'unsure'::text, 'trouble'::text, 'other'::text]))
END),
  constraint ratings_details_check CHECK (((length(details) >= 1) AND (length(details) <= 200))),
  constraint ratings_journey_check CHECK ((journey = ANY (ARRAY['payment'::text, 'registration'::text, 'portal'::text]))),
  constraint ratings_rating_sha256_check CHECK ((length(rating_sha256) = 32)),
  constraint ratings_stars_check CHECK (((stars >= 1) AND (stars <= 5)))
);
CREATE INDEX ratings_by_day ON public.ratings USING btree (institution_id, rated_on);
alter table ratings enable row level security, force row level security;
create policy own_institution on ratings for all to public using ((institution_id = current_institution_id())) with check ((institution_id = current_institution_id()));
create policy verifier_reads on ratings for select to quietanza_verifier using (true);
grant insert, select, update on ratings to quietanza_app;
grant select on ratings to quietanza_verifier;
grant select, update on ratings to quietanza_worker;

create table receipt_transfers (
  institution_id integer not null,
  receipt_id text not null,
  transfer_no smallint not null,
  amount_cents bigint not null,
  beneficiary_fiscal_code text not null,
  iban text,
  stamp_document bytea,
  remittance_information text not null,
  transfer_category text not null,
  constraint receipt_transfers_pkey PRIMARY KEY (institution_id, receipt_id, transfer_no),
  constraint receipt_transfers_institution_id_receipt_id_fkey FOREIGN KEY (institution_id, receipt_id) REFERENCES receipts(institution_id, receipt_id),
  constraint receipt_transfers_amount_cents_check CHECK (((amount_cents >= 1) AND (amount_cents <= '99999999999'::bigint))),
  constraint receipt_transfers_beneficiary_fiscal_code_check CHECK ((beneficiary_fiscal_code ~ '^[0-9]{11}$'::text)),
  constraint receipt_transfers_transfer_no_check CHECK (((transfer_no >= 1) AND (transfer_no <= 5)))
);
alter table receipt_transfers enable row level security, force row level security;
create policy own_institution on receipt_transfers for all to public using ((institution_id = current_institution_id())) with check ((institution_id = current_institution_id()));
create policy verifier_reads on receipt_transfers for select to quietanza_verifier using (true);
grant insert, select on receipt_transfers to quietanza_app;
grant select on receipt_transfers to quietanza_verifier;
grant insert, select on receipt_transfers to quietanza_worker;

create table receipts (
  institution_id integer not null,
  receipt_id text not null,
  notice_number text not null,
  creditor_reference_id text not null,
  owner_fiscal_code text not null,
  installment_id uuid,
  settlement text not null,
  has_different_amount boolean not null default false,
  is_stand_in boolean not null default false,
  amount_cents bigint not null,
  fee_cents bigint,
  paid_at timestamp with time zone not null,
  application_on date,
  transfer_on date,
  psp_id text not null,
  psp_name text not null,
  psp_fiscal_code text,
  channel_description text,
  payment_method text,
  payment_note text,
  primitive_version smallint not null,
  document bytea not null,
  document_sha256 bytea not null,
  facts_sha256 bytea not null,
  received_at timestamp with time zone not null,
  constraint receipts_pkey PRIMARY KEY (institution_id, receipt_id),
  constraint receipts_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institutions(institution_id),
  constraint receipts_institution_id_installment_id_fkey FOREIGN KEY (institution_id, installment_id) REFERENCES installments(institution_id, installment_id),
  constraint of_a_known_installment CHECK (((installment_id IS NOT NULL) = (settlement = ANY (ARRAY['settled'::text, 'paid-while-not-payable'::text, 'paid-twice'::text, 'not-paid'::text])))),
  constraint receipts_amount_cents_check CHECK (((amount_cents >= 0) AND (amount_cents <= '99999999999'::bigint))),
  constraint receipts_document_sha256_check CHECK ((length(document_sha256) = 32)),
  constraint receipts_facts_sha256_check CHECK ((length(facts_sha256) = 32)),
  constraint receipts_fee_cents_check CHECK (((fee_cents >= 0) AND (fee_cents <= '99999999999'::bigint))),
  constraint receipts_notice_number_check CHECK ((notice_number ~ '^[0-9]{18}$'::text)),
  constraint receipts_owner_fiscal_code_check CHECK ((owner_fiscal_code ~ '^[0-9]{11}$'::text)),
  constraint receipts_primitive_version_check CHECK ((primitive_version = ANY (ARRAY[1, 2]))),
  constraint receipts_receipt_id_check CHECK (((length(receipt_id) >= 1) AND (length(receipt_id) <= 255))),
  constraint receipts_settlement_check CHECK ((settlement = ANY (ARRAY['settled'::text, 'paid-while-not-payable'::text, 'paid-twice'::text, 'unknown-notice'::text, 'broadcast'::text, 'not-paid'::text])))
);
CREATE INDEX receipts_by_notice ON public.receipts USING btree (institution_id, notice_number);
alter table receipts enable row level security, force row level security;
create policy own_institution on receipts for all to public using ((institution_id = current_institution_id())) with check ((institution_id = current_institution_id()));
create policy verifier_reads on receipts for select to quietanza_verifier using (true);
grant insert, select on receipts to quietanza_app;
grant select on receipts to quietanza_verifier;
grant insert, select on receipts to quietanza_worker;

create table schema_migrations (
  name text not null,
  sha256 text not null,
  applied_at timestamp with time zone not null default now(),
  constraint schema_migrations_pkey PRIMARY KEY (name)
);
grant select on schema_migrations to quietanza_app;
grant select on schema_migrations to quietanza_verifier;
grant select on schema_migrations to quietanza_worker;

create table services (
  institution_id integer not null,
  service_id integer not null generated by default as identity,
  code text not null,
  name text not null,
  name_translation text,
  transfer_category text not null,
  iban text not null,
  postal_iban text,
  has_neutral_description boolean not null default false,
  hint text,
  form jsonb,
  constraint services_pkey PRIMARY KEY (institution_id, service_id),
  constraint services_institution_id_code_key UNIQUE (institution_id, code),
  constraint services_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institutions(institution_id),
  constraint services_institution_id_iban_fkey FOREIGN KEY (institution_id, iban) REFERENCES bank_accounts(institution_id, iban),
  constraint services_institution_id_postal_iban_fkey FOREIGN KEY (institution_id, postal_iban) REFERENCES bank_accounts(institution_id, iban),
  constraint services_code_check CHECK (((code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (length(code) <= 60))),
  constraint services_form_check CHECK (((jsonb_typeof(form) = 'object'::text) AND (form ? 'category'::text) AND (form ? 'summary'::text))),
  constraint services_name_check CHECK (((length(name) >= 1) AND (length(name) <= 100))),
  constraint services_name_translation_check CHECK (((length(name_translation) >= 1) AND (length(name_translation) <= 90))),
  constraint services_transfer_category_check CHECK ((transfer_category ~ '^[6-9]/[0-9]{7}(IM|TS|SP|SA|AP)/$'::text))
);
alter table services enable row level security, force row level security;
create policy own_institution on services for all to public using ((institution_id = current_institution_id())) with check ((institution_id = current_institution_id()));
create policy verifier_reads on services for select to quietanza_verifier using (true);
grant select on services to quietanza_app;
grant select on services to quietanza_verifier;
grant select on services to quietanza_worker;

create table session_views (
  institution_id integer not null,
  session_id uuid not null,
  installment_id uuid not null,
  opened_at timestamp with time zone not null,
  constraint session_views_pkey PRIMARY KEY (institution_id, session_id, installment_id),
  constraint session_views_institution_id_installment_id_fkey FOREIGN KEY (institution_id, installment_id) REFERENCES installments(institution_id, installment_id),
  constraint session_views_session_id_fkey FOREIGN KEY (session_id) REFERENCES sessions(session_id) ON DELETE CASCADE
);
CREATE INDEX session_views_by_session ON public.session_views USING btree (session_id);
alter table session_views enable row level security, force row level security;
create policy own_institution on session_views for all to public using ((institution_id = current_institution_id())) with check ((institution_id = current_institution_id()));
create policy verifier_reads on session_views for select to quietanza_verifier using (true);
grant delete, insert, select, update on session_views to quietanza_app;
grant select on session_views to quietanza_verifier;
grant delete, select on session_views to quietanza_worker;

create table sessions (
  session_id uuid not null,
  token_sha256 bytea not null,
  previous_token_sha256 bytea,
  token_changed_at timestamp with time zone not null,
  account_id uuid,
  created_at timestamp with time zone not null,
  last_seen_at timestamp with time zone not null,
  signed_in_at timestamp with time zone,
  registering_fiscal_code text,
  draft jsonb,
  challenge_passes smallint not null default 0,
  browser text,
  network text,
  constraint sessions_pkey PRIMARY KEY (session_id),
  constraint sessions_previous_token_sha256_key UNIQUE (previous_token_sha256),
  constraint sessions_token_sha256_key UNIQUE (token_sha256),
  constraint sessions_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(account_id),
  constraint sessions_browser_check CHECK (((length(browser) >= 1) AND (length(browser) <= 60))),
  constraint sessions_challenge_passes_check CHECK (((challenge_passes >= 0) AND (challenge_passes <= 3))),
  constraint sessions_check CHECK (((account_id IS NULL) = (signed_in_at IS NULL))),
  constraint sessions_network_check CHECK (((length(network) >= 1) AND (length(network) <= 45))),
  constraint sessions_previous_token_sha256_check CHECK ((length(previous_token_sha256) = 32)),
  constraint sessions_token_sha256_check CHECK ((length(token_sha256) = 32))
);
CREATE INDEX sessions_by_account ON public.sessions USING btree (account_id) WHERE (account_id IS NOT NULL);
CREATE INDEX sessions_by_last_seen ON public.sessions USING btree (last_seen_at);
grant delete, insert, select, update on sessions to quietanza_app;
grant select on sessions to quietanza_verifier;
grant delete, insert, select, update on sessions to quietanza_worker;

create table stations (
  station_id text not null,
  broker_fiscal_code text not null,
  primitive_version smallint not null,
  constraint stations_pkey PRIMARY KEY (station_id),
  constraint stations_broker_fiscal_code_check CHECK ((broker_fiscal_code ~ '^[0-9]{11}$'::text)),
  constraint stations_check CHECK ((station_id ~~ (broker_fiscal_code || '\_%'::text))),
  constraint stations_primitive_version_check CHECK ((primitive_version = ANY (ARRAY[1, 2]))),
  constraint stations_station_id_check CHECK ((station_id ~ '^[0-9]{11}_[0-9]{2}$'::text))
);
grant select on stations to quietanza_app;
grant select on stations to quietanza_verifier;
grant select on stations to quietanza_worker;

create table transfers (
  institution_id integer not null,
  installment_id uuid not null,
  transfer_no smallint not null,
  amount_cents bigint not null,
  beneficiary_fiscal_code text not null,
  beneficiary_name text,
  iban text,
  postal_iban text,
  stamp_hash text,
  stamp_province text,
  remittance_information text not null,
  transfer_category text not null,
  constraint transfers_pkey PRIMARY KEY (institution_id, installment_id, transfer_no),
  constraint transfers_institution_id_installment_id_fkey FOREIGN KEY (institution_id, installment_id) REFERENCES installments(institution_id, installment_id),
  constraint account_or_stamp CHECK ((((iban IS NOT NULL) <> (stamp_hash IS NOT NULL)) AND ((stamp_hash IS NULL) = (stamp_province IS NULL)) AND ((postal_iban IS NULL) OR (iban IS NOT NULL)))),
  constraint transfers_amount_cents_check CHECK (((amount_cents >= 1) AND (amount_cents <= '99999999999'::bigint))),
  constraint transfers_beneficiary_fiscal_code_check CHECK ((beneficiary_fiscal_code ~ '^[0-9]{11}$'::text)),
  constraint transfers_beneficiary_name_check CHECK (((length(beneficiary_name) >= 1) AND (length(beneficiary_name) <= 140))),
  constraint transfers_iban_check CHECK (((length(iban) >= 1) AND (length(iban) <= 35))),
  constraint transfers_postal_iban_check CHECK (((length(postal_iban) >= 1) AND (length(postal_iban) <= 35))),
  constraint transfers_remittance_information_check CHECK (((length(remittance_information) >= 1) AND (length(remittance_information) <= 140))),
  constraint transfers_stamp_hash_check CHECK (((length(stamp_hash) >= 4) AND (length(stamp_hash) <= 72))),
  constraint transfers_stamp_province_check CHECK ((stamp_province ~ '^[A-Z]{2}$'::text)),
  constraint transfers_transfer_category_check CHECK (((length(transfer_category) >= 1) AND (length(transfer_category) <= 140))),
  constraint transfers_transfer_no_check CHECK (((transfer_no >= 1) AND (transfer_no <= 5)))
);
alter table transfers enable row level security, force row level security;
create policy own_institution on transfers for all to public using ((institution_id = current_institution_id())) with check ((institution_id = current_institution_id()));
create policy verifier_reads on transfers for select to quietanza_verifier using (true);
grant insert, select on transfers to quietanza_app;
grant select on transfers to quietanza_verifier;
grant delete, insert, select, update on transfers to quietanza_worker;

create table unreadable_receipts (
  unreadable_id bigint not null generated always as identity,
  document bytea not null,
  problem text not null,
  received_at timestamp with time zone not null,
  constraint unreadable_receipts_pkey PRIMARY KEY (unreadable_id)
);
grant insert on unreadable_receipts to quietanza_app;
grant select on unreadable_receipts to quietanza_verifier;
grant delete, select on unreadable_receipts to quietanza_worker;
