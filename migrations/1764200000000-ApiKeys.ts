import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keys that are narrowed, expire, take the place of others, or are a candidate's. */
export class ApiKeys1764200000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop index api_key_of_agency;
      alter table api_key
        drop constraint api_key_role_check,
        add constraint api_key_role_check
          check (role in ('ADMINISTRATOR', 'RECRUITER', 'VIEWER', 'INTEGRATION', 'CANDIDATE')),
        -- null: all scopes of the role, also those that it gets later
        add scopes text[] check (cardinality(scopes) > 0),
        add expires_at timestamptz(3),
        -- to the minute
        add last_used_at timestamptz(3),
        -- null: made on the command line
        add created_by jsonb,
        add candidate_id uuid,
        -- the key that takes its place
        add replaced_by uuid,
        add check ((role = 'CANDIDATE') = (candidate_id is not null)),
        add unique (agency_id, id),
        add foreign key (agency_id, candidate_id) references candidate,
        add foreign key (agency_id, replaced_by) references api_key (agency_id, id);
      create index api_key_of_candidate on api_key (agency_id, candidate_id) where candidate_id is not null;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      delete from api_key where role = 'CANDIDATE';
      alter table api_key
        drop constraint api_key_role_check,
        drop scopes,
        drop expires_at,
        drop last_used_at,
        drop created_by,
        drop candidate_id,
        drop replaced_by,
        drop constraint api_key_agency_id_id_key,
        add constraint api_key_role_check check (role in ('ADMINISTRATOR', 'RECRUITER', 'VIEWER', 'INTEGRATION'));
      create index api_key_of_agency on api_key (agency_id);
    `);
  }
}
