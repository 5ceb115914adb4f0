-- What citizens say of the service when they have used it (modello Comuni, C.SE.1.7). Nobody's: no session, no account, no
-- payment, and a day instead of a moment, so that no rating can be laid beside a payment of the same minute.
create table ratings (
  institution_id integer not null references institutions,
  -- Of the token that stood in the form: the same press again is the same rating.
  rating_sha256 bytea not null check (length(rating_sha256) = 32),
  journey text not null check (journey in ('payment', 'registration', 'portal')),
  stars smallint not null check (stars between 1 and 5),
  -- Which of the five answers to the second question; null when it was left out, or has not been reached.
  aspect text,
  -- Free words, forgotten after a year.
  details text check (length(details) between 1 and 200),
  rated_on date not null,
  is_answered boolean not null default false,
  primary key (institution_id, rating_sha256),
  constraint asked_by_stars check (
    case when stars >= 4 then aspect in ('clear', 'complete', 'sure', 'no-trouble', 'other')
    else aspect in ('unclear', 'incomplete', 'unsure', 'trouble', 'other') end),
  constraint answered_before_it_says_something check (is_answered or (aspect is null and details is null))
);
create index ratings_by_day on ratings (institution_id, rated_on);
call protect('ratings', 'select, insert, update', 'select, update');
