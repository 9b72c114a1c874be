import { makeLog } from '../../src/http/log';
import type { Outbound } from '../../src/outbound/outbound';
import { attemptsOf, listDeliveries, type WebhookDeliveryState } from '../../src/store/webhooks/deliveries';
import { createWebhook, type WebhookFacts, webhooksByIds } from '../../src/store/webhooks/webhooks';
import { type Delivering, startDelivering } from '../../src/webhooks/delivering';
import { type Agency, apply, attempt, makeAgency, request, run, type TestStore } from '../support/agency';
import { here } from './receiver';

/** An agency whose events go out to webhooks. */
export class Scene {
  private delivering: Delivering[] = [];

  private constructor(
    readonly store: TestStore,
    readonly agency: Agency,
  ) {}

  /** A new agency in a database that other scenes may be in too. */
  static async open(store: TestStore): Promise<Scene> {
    return new Scene(store, await makeAgency(store));
  }

  /** Nothing is delivered for this agency any more. */
  async close(): Promise<void> {
    await this.stop();
    const { agencyId } = this.agency;
    await this.store
      .of(agencyId)
      .query('update webhook set deleted_at = now() where agency_id = $1', [agencyId]);
  }

  /** Delivers, as `serve` does, until `stop`. */
  start(outbound: Outbound = here(), log = makeLog('silent')): void {
    this.delivering.push(startDelivering(this.store, outbound, log));
  }

  async stop(): Promise<void> {
    await Promise.all(this.delivering.map((each) => each.stop()));
    this.delivering = [];
  }

  async webhook(url: string, facts: Partial<WebhookFacts> = {}): Promise<{ id: string; secret: string }> {
    const all = { url, description: null, eventTypes: [], ...facts };
    return (await createWebhook(this.store, this.agency.session, all, null)) as {
      id: string;
      secret: string;
    };
  }

  /** One application, with so many contact attempts on it. */
  async application(attempts = 0): Promise<string> {
    const id = await apply(this.agency);
    if (attempts > 0) await this.attempt(id, attempts);
    return id;
  }

  async attempt(applicationId: string, times = 1): Promise<void> {
    const one = request(applicationId, attempt({ note: 'Spoke with Robin Example.' }));
    await run(this.agency, Array(times).fill(one));
  }

  async deliveries(webhookId: string, state: WebhookDeliveryState | null = null) {
    const page = { size: 100, backward: false, after: null, before: null };
    const { rows } = await listDeliveries(this.store, this.agency.agencyId, webhookId, state, page);
    return rows.map(({ node }) => node);
  }

  async attempts(deliveryId: string) {
    const { agencyId } = this.agency;
    return (await attemptsOf(this.store.of(agencyId), agencyId, [deliveryId])).get(deliveryId) ?? [];
  }

  async webhookNow(id: string) {
    const found = await webhooksByIds(this.store.of(this.agency.agencyId), this.agency.agencyId, [id]);
    const row = found.get(id);
    if (!row) throw new Error('There is no such webhook.');
    return row;
  }

  /** Time that passes for the webhooks: all that is to come lies so much nearer, all that was so much further back. */
  async pass(interval: string): Promise<void> {
    const { agencyId } = this.agency;
    const values = [agencyId, interval];
    const db = this.store.of(agencyId);
    await db.query(
      `update webhook set paused_until = paused_until - $2::interval, failing_since = failing_since - $2::interval,
        leased_until = leased_until - $2::interval, former_secret_expires_at = former_secret_expires_at - $2::interval
       where agency_id = $1`,
      values,
    );
    await db.query(
      `update webhook_delivery set next_attempt_at = next_attempt_at - $2::interval,
        ended_at = ended_at - $2::interval where agency_id = $1`,
      values,
    );
    this.store.wakeUp.announce();
  }
}
