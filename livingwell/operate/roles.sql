-- The roles that Living Well's database needs, and who may become whom. Run as a superuser; safe to run again.
--
--   livingwell_owner    owns the tables; migrations connect as it, nothing else does
--   livingwell_app      the web server and the jobs: owns nothing, cannot truncate, sees what row security lets it see
--   livingwell_steward  what jobs and the front door become for one transaction (SET LOCAL ROLE); nobody logs in as it
--   livingwell_backup   reads every row and writes none: `livingwell backup` alone connects as it
--   livingwell_gate     owns the functions that row security asks; nobody logs in as it
--
-- An administrator of somebody's own PostgreSQL runs this once, connected to the new database, and then sets the three
-- passwords:  alter role livingwell_owner password '…';  and the same for livingwell_app and livingwell_backup.

do $$
declare
    wanted text;
begin
    foreach wanted in array array['livingwell_owner', 'livingwell_app', 'livingwell_steward', 'livingwell_gate',
            'livingwell_backup'] loop
        if not exists (select from pg_catalog.pg_roles where rolname = wanted) then
            execute format('create role %I', wanted);
        end if;
    end loop;
end
$$;

alter role livingwell_owner   login   createdb nosuperuser nocreaterole nobypassrls inherit;
alter role livingwell_app     login   nocreatedb nosuperuser nocreaterole nobypassrls noinherit;
alter role livingwell_steward nologin nocreatedb nosuperuser nocreaterole nobypassrls noinherit;
alter role livingwell_backup  login   nocreatedb nosuperuser nocreaterole bypassrls   inherit;
alter role livingwell_gate    nologin nocreatedb nosuperuser nocreaterole nobypassrls noinherit;

-- The application does not inherit what a steward may: it has to say `set local role livingwell_steward`, which ends
-- with its transaction. The owner may hand functions over to the gate.
grant livingwell_steward to livingwell_app;
grant livingwell_gate to livingwell_owner;
-- A backup that row security had thinned out would be no backup.
grant pg_read_all_data to livingwell_backup;
alter role livingwell_backup set default_transaction_read_only = on;

-- Nobody makes tables in a database, temporary ones included, but its owner.
do $$
begin
    execute format('alter database %I owner to livingwell_owner', current_database());
    execute format('revoke create, temporary on database %I from public', current_database());
    execute format('grant connect on database %I to livingwell_app, livingwell_backup', current_database());
end
$$;
alter schema public owner to livingwell_owner;
revoke create on schema public from public;
grant usage on schema public to livingwell_app, livingwell_steward, livingwell_gate;
