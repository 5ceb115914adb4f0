-- What must be true of the data at any time. Each query finds the rows that break one invariant: any row is a fault.
-- Run by the tests after every concurrent scenario, by the worker every ten minutes, and by `quietanza verify`.
-- The time of the question is `(select now from clock)`, which the caller gives; the server's own clock is never read.
-- Form: a line "-- name: …", one query that returns institution_id and found (a text), a semicolon.

-- name: paid-has-its-receipt
select i.institution_id, i.notice_number as found
from installments i
left join receipts r on r.institution_id = i.institution_id and r.receipt_id = i.receipt_id
  and r.installment_id = i.installment_id
where i.status in ('paid', 'reported') and (r.receipt_id is null or r.settlement not in ('settled', 'paid-while-not-payable'));

-- name: settled-receipt-has-paid
select r.institution_id, r.receipt_id as found
from receipts r
join installments i on i.institution_id = r.institution_id and i.installment_id = r.installment_id
where r.settlement in ('settled', 'paid-while-not-payable')
  and (i.status not in ('paid', 'reported') or i.receipt_id <> r.receipt_id);

-- name: one-principal-receipt
select r.institution_id, r.installment_id::text as found
from receipts r
where r.settlement in ('settled', 'paid-while-not-payable')
group by r.institution_id, r.installment_id
having count(*) > 1;

-- name: second-receipts-follow-a-first
select r.institution_id, r.receipt_id as found
from receipts r
join installments i on i.institution_id = r.institution_id and i.installment_id = r.installment_id
where r.settlement = 'paid-twice' and i.status not in ('paid', 'reported');

-- name: receipt-is-the-sum-of-its-transfers
select r.institution_id, r.receipt_id as found
from receipts r
left join (
  select institution_id, receipt_id, sum(amount_cents) as total from receipt_transfers group by 1, 2
) t on t.institution_id = r.institution_id and t.receipt_id = r.receipt_id
where r.amount_cents is distinct from t.total;

-- name: receipt-digest
select institution_id, receipt_id as found from receipts where sha256(document) <> document_sha256;

-- name: different-amounts-are-marked
select r.institution_id, r.receipt_id as found
from receipts r
join installments i on i.institution_id = r.institution_id and i.installment_id = r.installment_id
where r.settlement in ('settled', 'paid-while-not-payable') and r.amount_cents <> i.amount_cents
  and not r.has_different_amount
  and not exists (
    select from position_events e
    where e.institution_id = i.institution_id and e.position_id = i.position_id and e.installment_id = i.installment_id
      and e.amount_cents_after = r.amount_cents);

-- name: installment-is-the-sum-of-its-transfers
select i.institution_id, i.notice_number as found
from installments i
left join (
  select institution_id, installment_id, sum(amount_cents) as total from transfers group by 1, 2
) t on t.institution_id = i.institution_id and t.installment_id = i.installment_id
where i.amount_cents is distinct from t.total;

-- name: lines-add-up-to-their-notice
select i.institution_id, i.notice_number as found
from (select institution_id, installment_id, sum(amount_cents) as total from installment_lines group by 1, 2) l
join installments i on i.institution_id = l.institution_id and i.installment_id = l.installment_id
where i.amount_cents <> l.total;

-- name: fines-have-both-amounts
select institution_id, position_id::text as found
from installments
where option_kind in ('discounted', 'reduced')
group by institution_id, position_id
having count(distinct option_kind) <> 2 or count(*) <> 2;

-- name: own-numbers-have-check-digits
select i.institution_id, i.notice_number as found
from installments i
join institution_stations s on s.institution_id = i.institution_id and s.segregation_code = substr(i.notice_number, 2, 2)
join debt_positions p on p.institution_id = i.institution_id and p.position_id = i.position_id
where i.notice_number like '3%' and p.origin = 'spontaneous'
  and lpad((left(i.notice_number, 16)::bigint % 93)::text, 2, '0') <> right(i.notice_number, 2);

-- name: events-fold-to-the-status
select i.institution_id, i.notice_number as found
from installments i
left join lateral (
  select status_after from position_events e
  where e.institution_id = i.institution_id and e.position_id = i.position_id and e.installment_id = i.installment_id
    and e.status_after is not null
  order by e.event_id desc limit 1
) last on true
where last.status_after is distinct from i.status;

-- name: events-fold-to-the-amount
select i.institution_id, i.notice_number as found
from installments i
left join lateral (
  select amount_cents_after from position_events e
  where e.institution_id = i.institution_id and e.position_id = i.position_id and e.installment_id = i.installment_id
    and e.amount_cents_after is not null
  order by e.event_id desc limit 1
) last on true
where last.amount_cents_after is distinct from i.amount_cents;

-- name: an-option-is-whole-or-a-plan
select institution_id, position_id::text as found
from installments
group by institution_id, position_id, option_no
having count(distinct option_kind) > 1;

-- name: a-paid-option-leaves-no-other-open
select i.institution_id, i.notice_number as found
from installments i
where i.status in ('draft', 'published', 'unpaid', 'expired') and exists (
  select from installments paid
  where paid.institution_id = i.institution_id and paid.position_id = i.position_id
    and paid.option_no <> i.option_no and paid.status in ('paid', 'reported'));

-- name: attempts-count-their-receipts
select a.portal_institution_id as institution_id, a.attempt_id::text as found
from checkout_attempts a
left join (
  select attempt_id, count(*) as notices, count(receipt_id) as paid from checkout_attempt_notices group by 1
) n on n.attempt_id = a.attempt_id
where a.notice_count is distinct from n.notices or a.paid_count is distinct from coalesce(n.paid, 0);

-- name: attempts-name-their-institutions
select a.portal_institution_id as institution_id, a.attempt_id::text as found
from checkout_attempts a
where a.institution_ids is distinct from (
  select array_agg(distinct n.institution_id order by n.institution_id)
  from checkout_attempt_notices n
  where n.attempt_id = a.attempt_id);

-- name: every-place-of-a-cart-has-its-notice
select p.creditor_institution_id as institution_id, p.cart_id::text as found
from cart_places p
left join cart_notices n on n.institution_id = p.creditor_institution_id and n.cart_id = p.cart_id and n.place = p.place
where n.installment_id is null;

-- name: no-cart-holds-two-ways-of-paying-one-debt
select n.institution_id, n.cart_id::text as found
from cart_notices n
join installments i on i.institution_id = n.institution_id and i.installment_id = n.installment_id
group by n.institution_id, n.cart_id, i.position_id
having count(distinct i.option_no) > 1;

-- name: one-proof-per-fiscal-code
select p.institution_id, p.account_id::text as found
from identity_proofs p
join accounts a on a.account_id = p.account_id
where a.fiscal_code <> p.fiscal_code or a.status <> 'active';

-- name: tokens-are-used-in-time
select null::integer as institution_id, encode(token_sha256, 'hex') as found
from account_tokens where used_at > expires_at;

-- name: mails-leave-or-are-set-aside
select null::integer as institution_id, mail_id::text as found
from outgoing_mails
where sent_at is null and failed_at is null and withdrawn_at is null
  and created_at < (select now from clock) - interval '49 hours';

-- name: a-letter-tells-one-account-of-one-kind
-- The schema keeps each thing from being told twice; this, one person's debts from being told to another.
select min(institution_id) as institution_id, mail_id::text as found
from account_messages
where mail_id is not null
group by mail_id
having count(distinct (institution_id, account_id, kind, days_before)) > 1;

-- name: what-was-told-stands-in-a-mail
select m.institution_id, m.mail_id::text as found
from account_messages m
left join outgoing_mails o on o.mail_id = m.mail_id
where m.status = 'written' and m.decided_at > (select now from clock) - interval '729 days'
  and (o.mail_id is null or o.withdrawn_at is not null);

-- name: messages-are-told-or-dropped
select institution_id, installment_id::text as found
from account_messages
where status = 'waiting' and due_at < (select now from clock) - interval '49 hours';

-- name: calendars-and-choices-are-of-active-accounts
select f.institution_id, f.account_id::text as found
from calendar_feeds f
join accounts a on a.account_id = f.account_id
where a.status <> 'active'
union all
select null, w.account_id::text
from message_preferences w
join accounts a on a.account_id = w.account_id
where a.status <> 'active';

-- name: institutions-hear-of-cases-once-an-hour
select institution_id, institution_told_at::text as found
from (
  select institution_id, institution_told_at,
    lag(institution_told_at) over (partition by institution_id order by institution_told_at) as before
  from (select distinct institution_id, institution_told_at from cases where institution_told_at is not null) as told
) as letters
where institution_told_at < before + interval '1 hour';
