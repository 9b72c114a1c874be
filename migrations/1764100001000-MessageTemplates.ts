import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The texts that agencies have set in place of those that come with the product. */
export class MessageTemplates1764100001000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- Rows are only ever added: of a template the latest version counts.
      create table message_template (
        agency_id uuid not null references agency,
        locale text not null,
        medium text not null,
        kind text not null,
        version integer not null check (version > 0),
        -- null: the one that comes with the product
        subject text,
        -- null: from this version on the one that comes with the product
        body text,
        set_by jsonb not null,
        set_at timestamptz(3) not null default now(),
        primary key (agency_id, locale, medium, kind, version),
        check (body is not null or subject is null)
      );
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table message_template;');
  }
}
