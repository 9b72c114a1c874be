import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What opens, or gives way to another step, within some seconds: found without looking at all that is open. */
export class ActionsThatOpen1764201001000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('create index planned_action_opening on planned_action (agency_id, from_at);');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop index planned_action_opening;');
  }
}
