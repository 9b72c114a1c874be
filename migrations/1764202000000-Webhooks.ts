import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Webhooks of agencies, the messages that go to each, and the attempts to deliver them. */
export class Webhooks1764202000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table webhook (
        agency_id uuid not null references agency,
        id uuid not null,
        url text not null,
        description text,
        -- empty: all
        event_types text[] not null,
        disabled_reason text check (disabled_reason in ('REQUESTED', 'GONE', 'FAILING')),
        disabled_at timestamptz(3),
        -- As they are: what signs must be readable. The former one signs too until it expires.
        secret text not null,
        former_secret text,
        former_secret_expires_at timestamptz(3),
        -- up to here the log has been turned into deliveries
        handed_out_position bigint not null,
        -- since when nothing has been delivered, although it was tried
        failing_since timestamptz(3),
        -- the receiver has asked to be left alone until then
        paused_until timestamptz(3),
        -- whose turn it is to deliver, until when; once that has passed, anybody's
        lease_id uuid,
        leased_until timestamptz(3),
        -- what is deleted goes away in the background, since much may hang on it
        deleted_at timestamptz(3),
        created_at timestamptz(3) not null default now(),
        primary key (agency_id, id),
        check ((disabled_at is null) = (disabled_reason is null)),
        check ((former_secret is null) = (former_secret_expires_at is null))
      );

      create table webhook_delivery (
        agency_id uuid not null,
        id uuid not null,
        webhook_id uuid not null,
        -- the id of the event, or of a test message: the same however often it is delivered
        message_id uuid not null,
        -- of the event; null for a test message
        position bigint,
        application_id uuid,
        -- of the application when this was made
        stage text,
        state text not null check (state in ('PENDING', 'DELIVERED', 'FAILED')),
        attempt_count integer not null default 0,
        -- null while an earlier message on the same application is pending, and once this one has ended
        next_attempt_at timestamptz(3),
        created_at timestamptz(3) not null default now(),
        ended_at timestamptz(3),
        primary key (agency_id, id),
        unique (agency_id, webhook_id, position),
        foreign key (agency_id, webhook_id) references webhook,
        foreign key (agency_id, application_id) references application,
        check ((state = 'PENDING') = (ended_at is null)),
        check (state = 'PENDING' or next_attempt_at is null),
        check ((position is null) = (application_id is null))
      );
      create index webhook_delivery_due on webhook_delivery (agency_id, webhook_id, next_attempt_at)
        where next_attempt_at is not null;
      create index webhook_delivery_in_line on webhook_delivery (agency_id, webhook_id, application_id, position)
        where state = 'PENDING';
      create index webhook_delivery_by_state on webhook_delivery (agency_id, webhook_id, state, id);
      create index webhook_delivery_of_webhook on webhook_delivery (agency_id, webhook_id, id);
      create index webhook_delivery_ended on webhook_delivery (ended_at) where ended_at is not null;

      create table webhook_attempt (
        agency_id uuid not null,
        id uuid not null,
        delivery_id uuid not null,
        requested_at timestamptz(3) not null,
        url text not null,
        latency_milliseconds integer not null,
        -- null where there was no answer
        response_status smallint,
        response_headers jsonb,
        -- the beginning of it
        response_body text,
        -- what went wrong, in words; null where it was delivered
        error text,
        primary key (agency_id, id),
        foreign key (agency_id, delivery_id) references webhook_delivery on delete cascade
      );
      create index webhook_attempt_of_delivery on webhook_attempt (agency_id, delivery_id, id);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table webhook_attempt, webhook_delivery, webhook;');
  }
}
