-- Who the debtor is was said by whoever filled in a form, and by nobody else: it stands beside the codice fiscale by which
-- people's lists are found, because they are found for every page.
alter table debtors add column is_declared boolean not null default false;
update debtors d set is_declared = true from debt_positions p
where p.institution_id = d.institution_id and p.position_id = d.position_id and p.origin = 'spontaneous';
