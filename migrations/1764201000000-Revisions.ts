import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Marks by which a reader sees that something has changed where there is no new event: how often an application has
 * been written, and how often an agency's plans have been made anew.
 */
export class Revisions1764201000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table application add revision integer not null default 1;
      alter table agency_log add plan_revision bigint not null default 0;
      ${writeApplication(
        ', revision = revision + 1',
        `
    -- Last of all locks, as for events. Where there are some, the position tells.
    if p_batch -> 'events' = '[]' then
      update agency_log set plan_revision = plan_revision + 1 where agency_id = p_agency;
    end if;
`,
      )}
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ${writeApplication('', '')}
      alter table agency_log drop plan_revision;
      alter table application drop revision;
    `);
  }
}

/** State, plan and what follows from them, beside the events that they are made of. */
const writeApplication = (countOne: string, countAgency: string) => `
  create or replace function write_application(p_agency uuid, p_batch jsonb) returns void language plpgsql
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
        assignee_id = (p_batch #>> '{state,assigneeId}')::uuid${countOne}
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
${countAgency}  end $$;`;
