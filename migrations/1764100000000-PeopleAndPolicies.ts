import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Policies of an employer or a posting, members of the agency, what people wish, and who was reached when. */
export class PeopleAndPolicies1764100000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- Versions are counted for the agency as a whole, whatever they apply to. What is in force for an
      -- application is the latest of its agency, its employer and its posting, and named by the greatest of these.
      alter table agency add last_policy_version integer not null default 0;
      update agency set last_policy_version = policy_version;
      alter table employer add policy_version integer not null default 0;
      alter table job_posting add policy_version integer not null default 0;
      alter table policy
        -- null: goes by the preset of what it is part of
        alter preset drop not null,
        add employer_id uuid,
        add job_posting_id uuid,
        add check (num_nonnulls(employer_id, job_posting_id) <= 1),
        add foreign key (agency_id, employer_id) references employer,
        add foreign key (agency_id, job_posting_id) references job_posting;

      create table member (
        agency_id uuid not null references agency,
        id uuid not null,
        name text not null,
        email text,
        active boolean not null default true,
        created_at timestamptz(3) not null default now(),
        primary key (agency_id, id)
      );
      alter table application
        add assignee_id uuid,
        add foreign key (agency_id, assignee_id) references member;
      create index application_of_assignee on application (agency_id, assignee_id, id)
        where assignee_id is not null;

      alter table contact
        add preferred_method text,
        add refused_methods text[] not null default '{}',
        -- when the person can be called, in the employer's zone, as working_hours of an employer
        add availability_windows jsonb not null default '[]',
        add postal_address text;

      -- Who has asked not to be contacted, apart from what was said on an application. What was asked stays.
      create table do_not_contact_request (
        agency_id uuid not null,
        id uuid not null,
        employer_id uuid not null,
        -- null: the employer as a whole
        contact_id uuid,
        said_by text not null,
        said_at timestamptz(3) not null,
        note text,
        recorded_by jsonb not null,
        recorded_at timestamptz(3) not null default now(),
        -- where it turned out to be a mistake
        withdrawn_at timestamptz(3),
        withdrawn_by jsonb,
        withdrawal_reason text,
        primary key (agency_id, id),
        foreign key (agency_id, employer_id) references employer,
        foreign key (agency_id, contact_id) references contact
      );
      create index do_not_contact_request_of_employer on do_not_contact_request (agency_id, employer_id);

      -- The attempts that stand towards a person, over all applications.
      create table person_attempt (
        agency_id uuid not null,
        application_id uuid not null,
        attempt_id uuid not null,
        contact_id uuid not null,
        attempted_at timestamptz(3) not null,
        method text not null,
        -- does it press for an answer, as thank-yous and answers do not?
        presses boolean not null,
        attempted_by jsonb not null,
        primary key (agency_id, application_id, attempt_id),
        foreign key (agency_id, application_id) references application,
        foreign key (agency_id, contact_id) references contact
      );
      create index person_attempt_of_contact on person_attempt (agency_id, contact_id, attempted_at);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop table person_attempt, do_not_contact_request;
      alter table contact drop preferred_method, drop refused_methods, drop availability_windows,
        drop postal_address;
      alter table application drop assignee_id;
      drop table member;
      delete from policy where employer_id is not null or job_posting_id is not null;
      update policy set preset = 'BALANCED' where preset is null;
      alter table policy drop employer_id, drop job_posting_id, alter preset set not null;
      alter table job_posting drop policy_version;
      alter table employer drop policy_version;
      alter table agency drop last_policy_version;
    `);
  }
}
