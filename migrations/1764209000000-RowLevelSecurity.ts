import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The database, too, keeps agencies apart: a statement sees and writes the rows of the agency that the setting
 * app.agency_id names, whatever it says itself. '*' is every agency; without a setting there are no rows.
 */
export class RowLevelSecurity1764209000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ${worklistIndex}
      ${recordEvents}
      ${protection}
      select protect_agencies();
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- The role belongs to the whole server, and other databases may use it: it stays, without any right here.
      do $$ declare v_table regclass; begin
        for v_table in select table_of_agency from tables_of_agencies() loop
          execute format('drop policy of_agency on %s', v_table);
          execute format('alter table %s disable row level security, no force row level security', v_table);
        end loop;
        if application_role() is not null then
          execute format('revoke all on all tables in schema %I from followline_app', current_schema());
          execute format('revoke usage on schema %I from followline_app', current_schema());
        end if;
      end $$;
      drop function protect_agencies();
      drop function tables_of_agencies();
      drop function application_role();
      drop function record_events(uuid, text, bytea, jsonb, jsonb);
      alter function write_events(uuid, text, bytea, jsonb, jsonb) rename to record_events;
      grant execute on function record_events(uuid, text, bytea, jsonb, jsonb) to public;
      drop index planned_action_worklist;
      alter table planned_action drop open_until;
      create index planned_action_worklist on planned_action
        using gist (agency_id, tstzrange(from_at, until_at), rank) where rank is not null;
    `);
  }
}

// Before rows are known to be the agency's, only operators that can tell nothing about others' are tried: comparisons
// of times are, those of ranges are not. By rank first: what is open at a moment lies together among what is as urgent.
const worklistIndex = `
  alter table planned_action
    add open_until timestamptz(3) generated always as (coalesce(until_at, 'infinity')) stored;
  drop index planned_action_worklist;
  create index planned_action_worklist on planned_action using gist (agency_id, rank, open_until, from_at)
    where rank is not null;`;

// The role of the application may not write events, but call this, which runs with the rights of their owner.
const recordEvents = `
  alter function record_events(uuid, text, bytea, jsonb, jsonb) rename to write_events;
  revoke execute on function write_events(uuid, text, bytea, jsonb, jsonb) from public;
  create function record_events(p_agency uuid, p_key text, p_request_hash bytea, p_reply jsonb, p_batches jsonb)
  returns jsonb language plpgsql security definer as $$
  begin
    if current_setting('app.agency_id', true) is distinct from p_agency::text then
      raise exception 'events are recorded for the agency that app.agency_id names'
        using errcode = 'insufficient_privilege';
    end if;
    return write_events(p_agency, p_key, p_request_hash, p_reply, p_batches);
  end $$;
  revoke execute on function record_events(uuid, text, bytea, jsonb, jsonb) from public;
  do $$ begin
    execute format('alter function record_events(uuid, text, bytea, jsonb, jsonb) set search_path = %I, pg_temp',
      current_schema());
  end $$;`;

const protection = `
  -- The role that the program takes on; null where it cannot, and then works with its own.
  create function application_role() returns name language sql stable as $$
    select rolname from pg_roles
    where rolname = 'followline_app' and not rolsuper and not rolbypassrls
      and pg_has_role(oid, case when current_setting('server_version_num')::integer < 160000 then 'member'
        else 'set' end)
  $$;

  create function tables_of_agencies() returns table (table_of_agency regclass, agency_column name)
  language sql stable as $$
    select c.oid::regclass, a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and not a.attisdropped
      and a.attname = case c.relname when 'agency' then 'id' else 'agency_id' end
  $$;

  -- Protects every table that holds rows of agencies, and gives the application's role the rights that it needs.
  -- What is so already stays: a later migration that adds a table need not know of this.
  create function protect_agencies() returns void language plpgsql as $$
  declare
    v_table regclass;
    v_column name;
    v_rights text;
    v_record_events regprocedure := 'record_events(uuid, text, bytea, jsonb, jsonb)';
  begin
    for v_table, v_column in select * from tables_of_agencies()
      where not exists (select from pg_policy where polrelid = table_of_agency and polname = 'of_agency') loop
      execute format('alter table %s enable row level security, force row level security', v_table);
      -- Asked in queries of their own, the setting is read once a statement, and not for each row.
      execute format($policy$
        create policy of_agency on %s using (
          %I = (select nullif(nullif(current_setting('app.agency_id', true), ''), '*')::uuid)
          or (select current_setting('app.agency_id', true) = '*'))
      $policy$, v_table, v_column);
    end loop;

    if not exists (select from pg_roles where rolname = 'followline_app') then
      begin
        create role followline_app;
      exception
        when insufficient_privilege then return;
        -- The role is the whole server's: another database's migration has made it just now.
        when duplicate_object or unique_violation then null;
      end;
    end if;
    if application_role() is null then
      begin
        execute format('grant followline_app to %I', current_user);
      exception
        when insufficient_privilege then return;
        when unique_violation or internal_error then null;
      end;
    end if;
    -- Who cannot take the role on gives it no rights either: others may be able to.
    if application_role() is null then return; end if;
    if not has_schema_privilege('followline_app', current_schema(), 'usage') then
      execute format('grant usage on schema %I to followline_app', current_schema());
    end if;
    if not has_function_privilege('followline_app', v_record_events, 'execute') then
      execute format('grant execute on function %s to followline_app', v_record_events);
    end if;
    for v_table, v_rights in
      select oid, case relname when 'event' then 'select' when 'agency_log' then 'select, insert'
        when 'agency' then 'select, insert, update' else 'select, insert, update, delete' end
      from pg_class where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p')
        and relname <> 'migration' and not has_table_privilege('followline_app', oid, 'select') loop
      execute format('grant %s on %s to followline_app', v_rights, v_table);
    end loop;
  end $$;`;
