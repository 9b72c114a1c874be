import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The log of events, and what is kept beside it: states, plans, replies to retried requests. */
export class ApplicationsAndEvents1764000001000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- orders the planned actions of an agency by rank within an index of time ranges
      create extension if not exists btree_gist;

      create table agency_log (
        agency_id uuid primary key references agency,
        last_position bigint not null default 0,
        -- the hash of the last event
        head bytea not null default '\\x'
      );

      create table application (
        agency_id uuid not null,
        id uuid not null,
        candidate_id uuid not null,
        job_posting_id uuid not null,
        employer_id uuid not null,
        version integer not null check (version > 0),
        -- which edition of the fold and the rules made state and plan
        fold_version integer not null,
        stage text not null,
        outcome text,
        submitted_at timestamptz(3) not null,
        last_occurred_at timestamptz(3) not null,
        state jsonb not null,
        -- what the plan rests on beside the state
        employer_revision integer not null,
        policy_version integer not null,
        created_at timestamptz(3) not null default now(),
        primary key (agency_id, id),
        foreign key (agency_id, candidate_id) references candidate,
        foreign key (agency_id, job_posting_id) references job_posting,
        foreign key (agency_id, employer_id) references employer
      );
      create index application_by_submission on application (agency_id, submitted_at, id);
      create index application_by_last_event on application (agency_id, last_occurred_at, id);
      create index application_of_candidate on application (agency_id, candidate_id, id);
      create index application_of_job_posting on application (agency_id, job_posting_id, id);
      create index application_of_employer on application (agency_id, employer_id, id);

      create table event (
        agency_id uuid not null,
        position bigint not null,
        application_id uuid not null,
        version integer not null,
        event_id uuid not null,
        type text not null,
        schema_version integer not null,
        occurred_at timestamptz(3) not null,
        recorded_at timestamptz(3) not null,
        time_zone text not null,
        actor jsonb not null,
        data jsonb not null,
        hash bytea not null,
        primary key (agency_id, position),
        unique (agency_id, application_id, version),
        unique (agency_id, event_id),
        foreign key (agency_id, application_id) references application
      );

      create table planned_action (
        agency_id uuid not null,
        application_id uuid not null,
        from_at timestamptz(3) not null,
        -- null: for ever
        until_at timestamptz(3),
        -- among the actions that are open at the same time, from 0
        place smallint not null,
        -- smaller is more urgent; null for WAIT and NONE, which are nothing to do
        rank double precision,
        kind text not null,
        method text,
        action jsonb not null,
        foreign key (agency_id, application_id) references application
      );
      create index planned_action_of_application on planned_action (agency_id, application_id, from_at);
      -- what can be done at any moment, the most urgent first: a stab into the ranges, ordered by rank
      create index planned_action_worklist on planned_action
        using gist (agency_id, tstzrange(from_at, until_at), rank) where rank is not null;

      create table do_not_contact (
        agency_id uuid not null,
        application_id uuid not null,
        event_id uuid not null,
        employer_id uuid not null,
        -- null: the employer as a whole
        contact_id uuid,
        primary key (agency_id, application_id, event_id),
        foreign key (agency_id, application_id) references application,
        foreign key (agency_id, employer_id) references employer
      );
      create index do_not_contact_of_employer on do_not_contact (agency_id, employer_id);

      create table command (
        agency_id uuid not null references agency,
        idempotency_key text not null,
        request_hash bytea not null,
        reply jsonb not null,
        created_at timestamptz(3) not null default now(),
        primary key (agency_id, idempotency_key)
      );

      create function refuse_change() returns trigger language plpgsql as $$
      begin
        raise exception 'events are immutable: % of % is refused', tg_op, tg_table_name
          using errcode = 'restrict_violation';
      end $$;
      create trigger event_is_immutable before update or delete on event
        for each row execute function refuse_change();
      create trigger event_is_not_truncated before truncate on event
        for each statement execute function refuse_change();
      -- also where session_replication_role puts ordinary triggers out of action
      alter table event enable always trigger event_is_immutable, enable always trigger event_is_not_truncated;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop table command, do_not_contact, planned_action, event, application, agency_log;
      drop function refuse_change();
    `);
  }
}
