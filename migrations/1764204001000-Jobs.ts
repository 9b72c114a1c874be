import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Work that takes longer than a request, and the files that it takes or makes. */
export class Jobs1764204001000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table job (
        agency_id uuid not null references agency,
        id uuid not null,
        kind text not null check (kind in ('EXPORT', 'IMPORT')),
        state text not null
          check (state in ('UPLOADING', 'QUEUED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED')),
        input jsonb not null,
        created_by jsonb not null,
        done integer not null default 0,
        -- null: not known yet
        total integer,
        result jsonb,
        -- why it failed, for a person
        failure text,
        attempts integer not null default 0,
        -- a retry waits until then
        not_before timestamptz(3) not null default now(),
        -- who runs it, and until when that counts without word of them
        lease uuid,
        lease_until timestamptz(3),
        created_at timestamptz(3) not null default now(),
        started_at timestamptz(3),
        finished_at timestamptz(3),
        -- when its file goes
        expires_at timestamptz(3),
        primary key (agency_id, id)
      );
      create index job_of_kind on job (agency_id, kind, id);
      -- few among many
      create index job_to_do on job (created_at) where state in ('QUEUED', 'RUNNING');
      create index job_with_file on job (expires_at) where expires_at is not null;

      -- The file of a job in parts: what was sent for an import, what an export has made.
      create table job_chunk (
        agency_id uuid not null,
        job_id uuid not null,
        number integer not null,
        content bytea not null,
        primary key (agency_id, job_id, number),
        foreign key (agency_id, job_id) references job
      );

      create table import_refusal (
        agency_id uuid not null,
        job_id uuid not null,
        number integer not null,
        line integer not null,
        -- null: the line as a whole
        column_title text,
        message text not null,
        primary key (agency_id, job_id, number),
        foreign key (agency_id, job_id) references job
      );
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table import_refusal, job_chunk, job;');
  }
}
