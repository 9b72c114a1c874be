import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whose tokens an agency accepts, and what it lets those who come with one do. */
export class IdentityProviders1764200000500 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table identity_provider (
        agency_id uuid not null references agency primary key,
        issuer text not null,
        audience text not null,
        -- null: found by the issuer's discovery document
        jwks_uri text,
        algorithms text[] not null check (cardinality(algorithms) > 0),
        clock_tolerance_seconds integer not null check (clock_tolerance_seconds between 0 and 300),
        token_age_seconds_max integer not null check (token_age_seconds_max > 0),
        role_claim text not null,
        -- [{"value": …, "role": …}]: the first whose value a token has
        roles jsonb not null,
        set_by jsonb not null,
        set_at timestamptz(3) not null default now(),
        -- by these a token is known to be for the agency
        unique (issuer, audience)
      );
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table identity_provider;');
  }
}
