-- Inserimento spontaneo: what somebody has answered to the form of a service. A draft until it is saved as a position,
-- and from then on what the ente reads beside it.
create table filled_forms (
  institution_id integer not null,
  -- Made with the page that is filled in: the same press twice is the same form, and one position.
  form_id uuid not null,
  service_id integer not null,
  -- Whose draft it is: an account's, or a browser's that nobody has signed in to.
  account_id uuid references accounts,
  session_id uuid references sessions on delete set null,
  -- As it was typed, right or wrong: nothing of a draft is lost.
  typed jsonb not null check (jsonb_typeof(typed) = 'object'),
  position_id uuid,
  -- Once saved, in words: [{"label", "text"}].
  answers jsonb check (jsonb_typeof(answers) = 'array'),
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (institution_id, form_id),
  unique (institution_id, position_id),
  foreign key (institution_id, service_id) references services,
  foreign key (institution_id, position_id) references debt_positions,
  constraint answered_once_saved check ((position_id is null) = (answers is null))
);
create index filled_forms_of_accounts on filled_forms (institution_id, account_id);
create index filled_forms_of_sessions on filled_forms (session_id) where session_id is not null;
create index filled_forms_unsaved on filled_forms (institution_id, changed_at) where position_id is null;
call protect('filled_forms', 'select, insert, update, delete', 'select, update, delete');

create table form_files (
  institution_id integer not null,
  form_id uuid not null,
  field text collate "C" not null check (length(field) between 1 and 30),
  file_name text not null check (length(file_name) between 1 and 100),
  file_type text not null check (file_type in ('pdf', 'jpeg', 'png')),
  content bytea not null check (octet_length(content) between 1 and 2 * 1024 * 1024),
  primary key (institution_id, form_id, field),
  foreign key (institution_id, form_id) references filled_forms on delete cascade
);
call protect('form_files', 'select, insert, update, delete', 'select, delete');
