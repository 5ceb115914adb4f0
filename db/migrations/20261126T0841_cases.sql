-- What somebody at the ente has to look at, because the books alone do not answer: a citizen who has paid and finds
-- nothing ("Ho pagato ma non risulta"), a payment that was said to have succeeded and never arrived.
create table cases (
  institution_id integer not null references institutions,
  case_id uuid not null,
  -- The citizen writes it down: it opens this case, for whoever has no account as well.
  tracking_code text collate "C" not null check (tracking_code ~ '^[0-9A-HJKMNP-TV-Z]{12}$'),
  kind text not null check (kind in ('paid-but-missing', 'payment-unanswered')),
  opened_at timestamptz not null,
  -- Which browser asked: the same question from there is the same case.
  session_id uuid,
  -- As the citizen has written them; the notice is known only where both codes fit.
  fiscal_code text check (length(fiscal_code) between 11 and 16),
  position_code text check (length(position_code) between 1 and 80),
  installment_id uuid,
  paid_on date,
  -- What the PSP's paper says: who took the money, the number of the operation.
  paper text check (length(paper) between 1 and 200),
  email text check (length(email) between 3 and 256),
  attempt_id uuid references checkout_attempts,
  status text not null default 'open' check (status in ('open', 'found', 'answered')),
  closed_at timestamptz,
  answer text check (length(answer) between 1 and 1000),
  answered_by text check (length(answered_by) between 1 and 80),
  -- When whoever has left an address was written to.
  told_at timestamptz,
  primary key (institution_id, case_id),
  unique (institution_id, tracking_code),
  foreign key (institution_id, installment_id) references installments,
  constraint closed_with_its_time check ((status = 'open') = (closed_at is null)),
  constraint answered_by_somebody check (
    (status = 'answered') = (answer is not null) and (answer is null) = (answered_by is null)),
  constraint told_once_closed check (told_at is null or closed_at is not null),
  constraint facts_of_its_kind check (case kind
    when 'paid-but-missing' then num_nonnulls(session_id, fiscal_code, position_code) = 3 and attempt_id is null
    else attempt_id is not null and num_nonnulls(session_id, fiscal_code, position_code, installment_id, email) = 0 end)
);
create unique index cases_asked_once on cases (institution_id, session_id, fiscal_code, position_code)
  where status = 'open' and kind = 'paid-but-missing';
create unique index cases_of_attempts on cases (institution_id, attempt_id) where attempt_id is not null;
create index cases_open on cases (institution_id, opened_at) where status = 'open';
create index cases_to_tell on cases (institution_id) where closed_at is not null and told_at is null and email is not null;
create index cases_by_age on cases (institution_id, closed_at) where closed_at is not null;
call protect('cases', 'select, insert, update', 'select, insert, update, delete');

-- Attempts that said "paid", or were paid in part, and whose time is over: looked for once a minute.
create index checkout_attempts_unanswered on checkout_attempts (live_until)
  where status in ('returned-ok', 'returned-waiting', 'partly-concluded');

-- What it held (a notice, an address to write to) is a case from now on. No installation holds any yet.
drop table payment_inquiries;
