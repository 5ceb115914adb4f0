-- Roles, and the one procedure by which every table of an institution is closed to everybody but that institution.
--
-- quietanza_app       the portal and the station: reads and writes within one institution at a time
-- quietanza_worker    imports and jobs: the same, and it may delete what retention says
-- quietanza_verifier  reads everything, writes nothing: verify.sql asks across institutions
--
-- The owner (whoever migrates) owns the tables and is bound by row-level security as well: FORCE.

do $$
declare
  role_name text;
begin
  foreach role_name in array array['quietanza_app', 'quietanza_worker', 'quietanza_verifier'] loop
    if not exists (select from pg_roles where rolname = role_name) then
      execute format('create role %I nologin', role_name);
    end if;
    if not pg_has_role(current_user, role_name, 'member') then
      execute format('grant %I to %I', role_name, current_user);
    end if;
  end loop;
exception
  when insufficient_privilege then
    raise exception 'the migrating user may not create roles: have an administrator create '
      'quietanza_app, quietanza_worker and quietanza_verifier first (docs/operations/install.md)';
end
$$;

revoke create on schema public from public;
grant usage on schema public to quietanza_app, quietanza_worker, quietanza_verifier;

-- The institution in whose name the current transaction works; no row is visible while it is not set.
create function current_institution_id() returns integer
  language sql stable parallel safe
  return nullif(current_setting('app.institution_id', true), '')::integer;

-- Call it once for each table that has institution_id. A test reads the catalogue and fails on a table that was not.
create procedure protect(table_name regclass, app_rights text, worker_rights text)
  language plpgsql
as $$
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
$$;
