import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Applications that nobody looks after: few among many, found without looking at the others. */
export class UnassignedApplications1764100001500 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create index application_unassigned on application (agency_id, submitted_at, id)
        where assignee_id is null;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop index application_unassigned;');
  }
}
