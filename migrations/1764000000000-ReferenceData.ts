import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Agencies, their keys and policies, and the people and places that applications refer to. */
export class ReferenceData1764000000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table agency (
        id uuid primary key,
        name text not null,
        time_zone text not null,
        -- 0 is the default policy; each change makes the next version
        policy_version integer not null default 0,
        created_at timestamptz(3) not null default now()
      );

      create table api_key (
        id uuid primary key,
        agency_id uuid not null references agency,
        name text not null,
        -- what a person may see of the key, to tell one from another
        prefix text not null,
        key_hash bytea not null unique,
        role text not null check (role in ('ADMINISTRATOR', 'RECRUITER', 'VIEWER', 'INTEGRATION')),
        created_at timestamptz(3) not null default now(),
        revoked_at timestamptz(3)
      );
      create index api_key_of_agency on api_key (agency_id);

      create table policy (
        agency_id uuid not null references agency,
        version integer not null check (version > 0),
        preset text not null check (preset in ('BALANCED', 'PERSISTENT', 'PATIENT')),
        overrides jsonb not null,
        set_by jsonb not null,
        set_at timestamptz(3) not null default now(),
        primary key (agency_id, version)
      );

      create table candidate (
        agency_id uuid not null references agency,
        id uuid not null,
        name text not null,
        email text,
        time_zone text not null,
        created_at timestamptz(3) not null default now(),
        primary key (agency_id, id)
      );

      create table employer (
        agency_id uuid not null references agency,
        id uuid not null,
        name text not null,
        time_zone text not null,
        country text not null,
        region text,
        switchboard_phone text,
        working_hours jsonb not null,
        -- grows with every change to the employer or its people that a plan may rest on
        revision integer not null default 1,
        created_at timestamptz(3) not null default now(),
        primary key (agency_id, id)
      );

      create table contact (
        agency_id uuid not null,
        id uuid not null,
        employer_id uuid not null,
        name text not null,
        role text not null check (role in ('HIRING_MANAGER', 'RECRUITER', 'INTERVIEWER', 'POSTER', 'REFERRER',
          'ACQUAINTANCE', 'GENERAL_INBOX', 'SWITCHBOARD')),
        email text,
        phone text,
        decides boolean not null,
        availability text,
        email_changed_at timestamptz(3),
        created_at timestamptz(3) not null default now(),
        primary key (agency_id, id),
        foreign key (agency_id, employer_id) references employer
      );
      create index contact_of_employer on contact (agency_id, employer_id);

      create table job_posting (
        agency_id uuid not null,
        id uuid not null,
        employer_id uuid not null,
        title text not null,
        no_phone_calls boolean not null,
        no_follow_up boolean not null,
        only_qualified_contacted boolean not null,
        general_email text,
        taken_down_at timestamptz(3),
        closed_at timestamptz(3),
        -- grows with every change, so that no submission overlooks one
        revision integer not null default 1,
        created_at timestamptz(3) not null default now(),
        primary key (agency_id, id),
        foreign key (agency_id, employer_id) references employer
      );
      create index job_posting_of_employer on job_posting (agency_id, employer_id);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table job_posting, contact, employer, candidate, policy, api_key, agency;');
  }
}
