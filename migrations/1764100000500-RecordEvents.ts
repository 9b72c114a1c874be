import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The way in which events come to be from here on. `append_events`, which it takes the place of, stays for the
 * programs of the version before, while they are being replaced.
 */
export class RecordEvents1764100000500 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- Is this person contacted so often around these attempts that plans on other applications are touched?
      -- p_attempts: [{attemptId, contactId, attemptedAt, presses}], new or changed ones of one application.
      -- A day more than a week each way, so that no change of clocks matters; once too often costs little.
      create function is_crowded(p_agency uuid, p_application uuid, p_attempts jsonb, p_removed jsonb, p_max integer)
      returns boolean language sql stable set enable_seqscan = off as $$
        with touched as (
          select (a ->> 'contactId')::uuid as contact_id, (a ->> 'attemptId')::uuid as attempt_id,
            (a ->> 'attemptedAt')::timestamptz as attempted_at
          from jsonb_array_elements(p_attempts) a where (a ->> 'presses')::boolean
          union all
          select p.contact_id, p.attempt_id, p.attempted_at from person_attempt p
          where p.agency_id = p_agency and p.application_id = p_application and p.presses
            and (p.attempt_id in (select (r #>> '{}')::uuid from jsonb_array_elements(p_removed) r)
              or p.attempt_id in (select (a ->> 'attemptId')::uuid from jsonb_array_elements(p_attempts) a))
        )
        select exists (
          select from touched t where p_max <= (
            select count(distinct attempt_id) from (
              select u.attempt_id from touched u where u.contact_id = t.contact_id
                and u.attempted_at between t.attempted_at - interval '8 days' and t.attempted_at + interval '8 days'
              union all
              select p.attempt_id from person_attempt p
              where p.agency_id = p_agency and p.contact_id = t.contact_id and p.presses
                and p.attempted_at between t.attempted_at - interval '8 days' and t.attempted_at + interval '8 days'
            ) near))
      $$;

      -- p_batches: an array with one object an application, see AppendBatch in src/store/append.ts.
      -- Replies {status}: appended (with the events' positions, and whether plans on other applications are
      -- touched), replayed (with the stored reply), key_reused, conflict (with the events that the caller has
      -- missed), stale (what the plans rest on has changed). Only appended leaves anything behind.
      create function record_events(p_agency uuid, p_key text, p_request_hash bytea, p_reply jsonb, p_batches jsonb)
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
        v_touches boolean;
        v_touched uuid[] := '{}';
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

        -- Attempts towards a person are counted one call after another: each sees those before it.
        if exists (select from jsonb_array_elements(p_batches) b where b -> 'personAttempts' <> '[]') then
          perform from contact where agency_id = p_agency and id in (
            select (a ->> 'contactId')::uuid
            from jsonb_array_elements(p_batches) b, jsonb_array_elements(b -> 'personAttempts') a)
          order by id for no key update;
        end if;

        -- Employers whose people have refused contact, or have been contacted so often that plans are touched: those
        -- of the persons, who need not be at the employer of the application.
        select coalesce(array_agg(distinct employer_id), '{}') into v_touched from (
          select (b ->> 'employerId')::uuid as employer_id from jsonb_array_elements(p_batches) b
          where b -> 'doNotContact' <> 'null'
          union all
          select k.employer_id
          from jsonb_array_elements(p_batches) b
          join contact k on k.agency_id = p_agency and k.id = any (array(
            select (a ->> 'contactId')::uuid from jsonb_array_elements(b -> 'personAttempts') a
            union all
            select p.contact_id from person_attempt p
            where p.agency_id = p_agency and p.application_id = (b ->> 'applicationId')::uuid
              and p.attempt_id = any (array(
                select (r #>> '{}')::uuid from jsonb_array_elements(b -> 'removedAttempts') r
                union all
                select (a ->> 'attemptId')::uuid from jsonb_array_elements(b -> 'personAttempts') a))))
          where (b -> 'personAttempts' <> '[]' or b -> 'removedAttempts' <> '[]')
            and is_crowded(p_agency, (b ->> 'applicationId')::uuid, b -> 'personAttempts', b -> 'removedAttempts',
              (b ->> 'personNudgesMax')::integer)) touched;

        -- Whoever changes an employer or the policy replans the open applications that are there by then. One
        -- that is new, or closed until now, would be overlooked, and so holds on to both. Employers are locked in
        -- the order of their ids and at once as strongly as it takes, so that two calls never wait for each other.
        if v_unseen or v_touched <> '{}' then
          for v_employer, v_touches in
            select distinct e, e = any (v_touched)
            from (select (b ->> 'employerId')::uuid as e from jsonb_array_elements(p_batches) b
              union select unnest(v_touched)) employers
            order by 1 loop
            if v_touches then
              perform from employer where agency_id = p_agency and id = v_employer for no key update;
            elsif v_unseen then
              perform from employer where agency_id = p_agency and id = v_employer for share;
            end if;
          end loop;
          perform from agency where id = p_agency for share;
        end if;

        -- After the locks: whoever changes these replans every application that has been appended to before.
        if exists (
          select from jsonb_array_elements(p_batches) b
          left join employer e on e.agency_id = p_agency and e.id = (b ->> 'employerId')::uuid
          left join job_posting j on j.agency_id = p_agency and j.id = (b ->> 'jobPostingId')::uuid
          left join agency g on g.id = p_agency
          where e.revision is distinct from (b ->> 'employerRevision')::integer
            or greatest(g.policy_version, e.policy_version, j.policy_version)
              is distinct from (b ->> 'policyVersion')::integer
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
          perform write_application(p_agency, v_batch);
        end loop;
        update employer set revision = revision + 1 where agency_id = p_agency and id = any (v_touched);

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
        return jsonb_build_object('status', 'appended', 'positions', v_positions,
          'touchedEmployerIds', to_jsonb(v_touched));
      end $$;

      -- State, plan and what follows from them, beside the events that they are made of.
      create function write_application(p_agency uuid, p_batch jsonb) returns void language plpgsql
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
            policy_version = (p_batch ->> 'policyVersion')::integer,
            assignee_id = (p_batch #>> '{state,assigneeId}')::uuid
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

        if (p_batch -> 'removedAttempts') <> '[]' then
          delete from person_attempt where agency_id = p_agency and application_id = v_application
            and attempt_id in (select (r #>> '{}')::uuid from jsonb_array_elements(p_batch -> 'removedAttempts') r);
        end if;
        if (p_batch -> 'personAttempts') <> '[]' then
          insert into person_attempt (agency_id, application_id, attempt_id, contact_id, attempted_at, method,
            presses, attempted_by)
          select p_agency, v_application, a."attemptId", a."contactId", a."attemptedAt", a.method, a.presses,
            a."attemptedBy"
          from jsonb_to_recordset(p_batch -> 'personAttempts') as a("attemptId" uuid, "contactId" uuid,
            "attemptedAt" timestamptz, method text, presses boolean, "attemptedBy" jsonb)
          on conflict (agency_id, application_id, attempt_id) do update set contact_id = excluded.contact_id,
            attempted_at = excluded.attempted_at, method = excluded.method, presses = excluded.presses,
            attempted_by = excluded.attempted_by;
        end if;

        if (p_batch -> 'doNotContact') <> 'null' then
          delete from do_not_contact where agency_id = p_agency and application_id = v_application;
          insert into do_not_contact (agency_id, application_id, event_id, employer_id, contact_id)
            select p_agency, v_application, d."eventId", (p_batch ->> 'employerId')::uuid, d."contactId"
            from jsonb_to_recordset(p_batch -> 'doNotContact') as d("eventId" uuid, "contactId" uuid);
        end if;
      end $$;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop function record_events(uuid, text, bytea, jsonb, jsonb);
      drop function write_application(uuid, jsonb);
      drop function is_crowded(uuid, uuid, jsonb, jsonb, integer);
    `);
  }
}
