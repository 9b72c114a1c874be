import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The only way in which events come to be. One call is one statement, and so one transaction: either all
 * that it is given is recorded, or nothing is.
 */
export class AppendEvents1764000002000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- Chains an event to the one before it, over what is stored, in milliseconds.
      create function event_hash(previous bytea, e event) returns bytea language sql stable as $$
        select sha256(previous || convert_to(jsonb_build_array(
          e.agency_id, e.position, e.application_id, e.version, e.event_id, e.type, e.schema_version,
          (extract(epoch from e.occurred_at) * 1000)::bigint, (extract(epoch from e.recorded_at) * 1000)::bigint,
          e.time_zone, e.actor, e.data)::text, 'UTF8'))
      $$;

      -- An event as the program reads it.
      create function event_json(e event) returns jsonb language sql stable as $$
        select jsonb_build_object(
          'eventId', e.event_id, 'applicationId', e.application_id, 'position', e.position::text,
          'version', e.version, 'type', e.type, 'schemaVersion', e.schema_version,
          'occurredAt', (extract(epoch from e.occurred_at) * 1000)::bigint,
          'recordedAt', (extract(epoch from e.recorded_at) * 1000)::bigint,
          'timeZone', e.time_zone, 'actor', e.actor, 'data', e.data)
      $$;

      -- p_batches: an array with one object an application, see AppendBatch in src/store/append.ts.
      -- Replies {status}: appended (with the events' positions), replayed (with the stored reply), key_reused,
      -- conflict (with the events that the caller has missed), stale (what the plans rest on has changed).
      -- Only appended leaves anything behind.
      create function append_events(p_agency uuid, p_key text, p_request_hash bytea, p_reply jsonb, p_batches jsonb)
      returns jsonb language plpgsql
      -- a plan made while the tables were empty must not scan them when they are full
      set enable_seqscan = off as $$
      declare
        v_command command;
        v_batch jsonb;
        v_event jsonb;
        v_row event;
        v_version integer;
        v_stage text;
        v_application uuid;
        v_employer uuid;
        v_unseen boolean := false;
        v_refuses boolean := false;
        v_position bigint;
        v_head bytea;
        v_positions jsonb := '[]';
        v_conflicts jsonb := '[]';
      begin
        if p_key is not null then
          select * into v_command from command where agency_id = p_agency and idempotency_key = p_key;
          if found then
            return case when v_command.request_hash = p_request_hash
              then jsonb_build_object('status', 'replayed', 'reply', v_command.reply)
              else '{"status": "key_reused"}' end;
          end if;
        end if;

        -- In the order of their ids, so that two calls never wait for each other.
        for v_batch in select b from jsonb_array_elements(p_batches) b order by b ->> 'applicationId' loop
          v_application := (v_batch ->> 'applicationId')::uuid;
          v_refuses := v_refuses or (v_batch -> 'doNotContact') <> 'null';
          if (v_batch -> 'create') <> 'null' then
            v_unseen := true;
            -- A change of the posting reaches this application, or has reached what it was decided on.
            select revision into v_version from job_posting where agency_id = p_agency
              and id = (v_batch #>> '{create,jobPostingId}')::uuid for share;
            if v_version is distinct from (v_batch #>> '{create,postingRevision}')::integer then
              return '{"status": "stale"}';
            end if;
          else
            select version, stage into v_version, v_stage from application
              where agency_id = p_agency and id = v_application for update;
            if v_stage = 'CLOSED' then
              v_unseen := true;
            end if;
            if v_version is distinct from (v_batch ->> 'expectedVersion')::integer then
              v_conflicts := v_conflicts || jsonb_build_object('applicationId', v_application, 'events', (
                select coalesce(jsonb_agg(event_json(e) order by e.version), '[]') from event e
                where e.agency_id = p_agency and e.application_id = v_application
                  and e.version > (v_batch ->> 'expectedVersion')::integer));
            end if;
          end if;
        end loop;
        if v_conflicts <> '[]' then
          return jsonb_build_object('status', 'conflict', 'conflicts', v_conflicts);
        end if;

        -- Whoever changes an employer or the policy replans the open applications that are there by then. One
        -- that is new, or closed until now, would be overlooked, and so holds on to both. Employers are locked in
        -- the order of their ids and at once as strongly as it takes, so that two calls never wait for each other.
        if v_unseen or v_refuses then
          for v_employer, v_refuses in
            select (b ->> 'employerId')::uuid, bool_or((b -> 'doNotContact') <> 'null')
            from jsonb_array_elements(p_batches) b group by 1 order by 1 loop
            if v_refuses then
              perform from employer where agency_id = p_agency and id = v_employer for no key update;
            else
              perform from employer where agency_id = p_agency and id = v_employer for share;
            end if;
          end loop;
          perform from agency where id = p_agency for share;
        end if;

        -- After the locks: whoever changes these replans every application that has been appended to before.
        if exists (
          select from jsonb_array_elements(p_batches) b
          left join employer e on e.agency_id = p_agency and e.id = (b ->> 'employerId')::uuid
          left join agency a on a.id = p_agency
          where e.revision is distinct from (b ->> 'employerRevision')::integer
            or a.policy_version is distinct from (b ->> 'policyVersion')::integer
        ) then
          return '{"status": "stale"}';
        end if;

        if p_key is not null then
          insert into command (agency_id, idempotency_key, request_hash, reply)
            values (p_agency, p_key, p_request_hash, p_reply) on conflict do nothing;
          if not found then
            -- Another request with this key got ahead just now: the caller asks again and is told its reply.
            return '{"status": "stale"}';
          end if;
        end if;

        for v_batch in select b from jsonb_array_elements(p_batches) b loop
          perform store_application(p_agency, v_batch);
        end loop;

        if exists (select from jsonb_array_elements(p_batches) b where b -> 'events' <> '[]') then
          -- Last, and until the commit: positions come without gap and in the order of commits.
          select last_position, head into v_position, v_head from agency_log
            where agency_id = p_agency for update;
          for v_batch in select b from jsonb_array_elements(p_batches) with ordinality as t(b, n) order by n loop
            v_version := (v_batch ->> 'expectedVersion')::integer;
            for v_event in select e from jsonb_array_elements(v_batch -> 'events') e loop
              v_position := v_position + 1;
              v_version := v_version + 1;
              v_row := row(p_agency, v_position, (v_batch ->> 'applicationId')::uuid, v_version,
                (v_event ->> 'eventId')::uuid, v_event ->> 'type', (v_event ->> 'schemaVersion')::integer,
                (v_event ->> 'occurredAt')::timestamptz, (v_event ->> 'recordedAt')::timestamptz,
                v_event ->> 'timeZone', v_event -> 'actor', v_event -> 'data', null)::event;
              v_row.hash := event_hash(v_head, v_row);
              v_head := v_row.hash;
              insert into event select v_row.*;
              v_positions := v_positions || to_jsonb(v_position::text);
            end loop;
          end loop;
          update agency_log set last_position = v_position, head = v_head where agency_id = p_agency;
        end if;
        return jsonb_build_object('status', 'appended', 'positions', v_positions);
      end $$;

      -- State, plan and what follows from them, beside the events that they are made of.
      create function store_application(p_agency uuid, p_batch jsonb) returns void language plpgsql
      set enable_seqscan = off as $$
      declare
        v_application uuid := (p_batch ->> 'applicationId')::uuid;
        v_plan_from timestamptz := (p_batch ->> 'planFrom')::timestamptz;
      begin
        if (p_batch -> 'create') <> 'null' then
          insert into application (agency_id, id, candidate_id, job_posting_id, employer_id, version, fold_version,
            stage, outcome, submitted_at, last_occurred_at, state, employer_revision, policy_version)
          values (p_agency, v_application, (p_batch #>> '{create,candidateId}')::uuid,
            (p_batch #>> '{create,jobPostingId}')::uuid, (p_batch ->> 'employerId')::uuid,
            (p_batch ->> 'version')::integer, (p_batch ->> 'foldVersion')::integer, p_batch ->> 'stage',
            p_batch ->> 'outcome', (p_batch ->> 'submittedAt')::timestamptz,
            (p_batch ->> 'lastOccurredAt')::timestamptz, p_batch -> 'state',
            (p_batch ->> 'employerRevision')::integer, (p_batch ->> 'policyVersion')::integer);
        else
          update application set version = (p_batch ->> 'version')::integer,
            fold_version = (p_batch ->> 'foldVersion')::integer, stage = p_batch ->> 'stage',
            outcome = p_batch ->> 'outcome', last_occurred_at = (p_batch ->> 'lastOccurredAt')::timestamptz,
            state = p_batch -> 'state', employer_revision = (p_batch ->> 'employerRevision')::integer,
            policy_version = (p_batch ->> 'policyVersion')::integer
          where agency_id = p_agency and id = v_application;
          delete from planned_action
            where agency_id = p_agency and application_id = v_application and from_at >= v_plan_from;
          update planned_action set until_at = v_plan_from
            where agency_id = p_agency and application_id = v_application
              and (until_at is null or until_at > v_plan_from);
        end if;
        insert into planned_action (agency_id, application_id, from_at, until_at, place, rank, kind, method, action)
          select p_agency, v_application, a."fromAt", a."untilAt", a.place, a.rank, a.kind, a.method, a.action
          from jsonb_to_recordset(p_batch -> 'plannedActions') as a("fromAt" timestamptz, "untilAt" timestamptz,
            place smallint, rank double precision, kind text, method text, action jsonb);

        if (p_batch -> 'doNotContact') <> 'null' then
          delete from do_not_contact where agency_id = p_agency and application_id = v_application;
          insert into do_not_contact (agency_id, application_id, event_id, employer_id, contact_id)
            select p_agency, v_application, d."eventId", (p_batch ->> 'employerId')::uuid, d."contactId"
            from jsonb_to_recordset(p_batch -> 'doNotContact') as d("eventId" uuid, "contactId" uuid);
          update employer set revision = revision + 1
            where agency_id = p_agency and id = (p_batch ->> 'employerId')::uuid;
        end if;
      end $$;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop function append_events(uuid, text, bytea, jsonb, jsonb);
      drop function store_application(uuid, jsonb);
      drop function event_json(event);
      drop function event_hash(bytea, event);
    `);
  }
}
