-- What an ente declares of a service that citizens may pay of their own accord (docs/services.md). It is kept as it was
-- written and read by the law of the file each time; null where the service is only for positions that the ente loads.
alter table services add column form jsonb check (jsonb_typeof(form) = 'object' and form ? 'category' and form ? 'summary');

-- Whether any of its services is open: every page has it in its menu.
alter table institutions add column opens_services boolean not null default false;
