import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keys that may send certain documents only. */
export class AllowedOperations1764203000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- SHA-256 of their texts, in hexadecimal; null: any
      alter table api_key add allowed_operations text[] check (cardinality(allowed_operations) > 0);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    // Without the list, the key could do more than it was given.
    await queryRunner.query(`
      update api_key set revoked_at = now() where allowed_operations is not null and revoked_at is null;
      alter table api_key drop allowed_operations;
    `);
  }
}
