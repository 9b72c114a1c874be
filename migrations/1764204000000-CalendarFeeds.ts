import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Calendar feeds of members, and what each has last told of an entry. */
export class CalendarFeeds1764204000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table calendar_feed (
        agency_id uuid not null references agency,
        id uuid not null,
        member_id uuid not null,
        name text not null,
        -- of the secret in its address, which is long and random
        secret_hash bytea not null unique,
        created_at timestamptz(3) not null default now(),
        -- to the minute
        last_fetched_at timestamptz(3),
        revoked_at timestamptz(3),
        primary key (agency_id, id),
        foreign key (agency_id, member_id) references member
      );
      create index calendar_feed_of_member on calendar_feed (agency_id, member_id, id);

      -- An entry is told as changed where its digest differs from the one last told.
      create table calendar_entry (
        agency_id uuid not null,
        feed_id uuid not null,
        uid text not null,
        digest bytea not null,
        sequence integer not null default 0,
        modified_at timestamptz(3) not null default now(),
        primary key (agency_id, feed_id, uid),
        foreign key (agency_id, feed_id) references calendar_feed
      );
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table calendar_entry, calendar_feed;');
  }
}
