-- Whom or what a position is about (a child, a number plate, a house), in the ente's words. It is said of a person: it
-- stands with the debtor, and goes with them.
alter table debtors add column subject text check (length(subject) between 1 and 140);

-- What the amount of a notice is made of, where the ente says so: the tax, the interest, the costs of notification.
-- They add up to the amount (db/verify.sql). Transfers say where the money goes, these say what it is for.
create table installment_lines (
  institution_id integer not null,
  installment_id uuid not null,
  line_no smallint not null check (line_no between 1 and 20),
  label text not null check (length(label) between 1 and 60),
  amount_cents bigint not null check (amount_cents between 1 and 99999999999),
  primary key (institution_id, installment_id, line_no),
  foreign key (institution_id, installment_id) references installments
);
call protect('installment_lines', 'select, insert', 'select, insert, update, delete');
