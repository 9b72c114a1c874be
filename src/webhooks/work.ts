import { setTimeout as sleep } from 'node:timers/promises';
import { type Span, SpanKind, SpanStatusCode } from '@opentelemetry/api';
import type { Logger } from 'pino';
import type { Outbound } from '../outbound/outbound';
import type { Store } from '../store/data-source';
import { inSpan } from '../store/spans';
import { handOut, type Lease, releaseLease, renewLease } from '../store/webhooks/hand-out';
import { type DueDelivery, dueDeliveries, finishAttempt } from '../store/webhooks/sending';
import { answerMillisecondsMax, send } from './send';

/** What all work at webhooks shares. */
export interface Shared {
  store: Store;
  outbound: Outbound;
  log: Logger;
  /** Nothing new is begun. */
  stopping: AbortSignal;
  /** What is under way is left. */
  brokenOff: AbortSignal;
}

/** Requests to one webhook at a time. */
const requestsMax = 4;

/** Then others have their turn, also where this one never comes to an end. */
const turnMilliseconds = 10_000;

/** A webhook is another process's once this one has said nothing for so long: longer than any request to it takes. */
export const leaseMilliseconds = 40_000;
const renewMilliseconds = 5_000;

/**
 * Delivers to a webhook until nothing is due there, or its turn is over. `leasedAt`, by the clock of this process, is
 * when the lease was asked for: it is over here before it is over in the database.
 */
export async function workAt(shared: Shared, lease: Lease, leasedAt: number): Promise<void> {
  const left = new AbortController();
  const renewing = keepLease(shared, lease, leasedAt, left.signal);
  try {
    await deliver(shared, lease, renewing.isSafe);
  } finally {
    left.abort();
    await renewing.ended;
    await releaseLease(shared.store, lease);
  }
}

async function deliver(shared: Shared, lease: Lease, isSafe: () => boolean): Promise<void> {
  const { store, stopping } = shared;
  const underWay = new Map<string, Promise<void>>();
  const turnEnds = performance.now() + turnMilliseconds;
  const failures: unknown[] = [];
  const mayBegin = () =>
    !stopping.aborted && failures.length === 0 && isSafe() && performance.now() < turnEnds;

  const begin = (delivery: DueDelivery) => {
    const ended = attempt(shared, lease, delivery)
      .catch((error) => {
        failures.push(error);
      })
      .finally(() => underWay.delete(delivery.id));
    underWay.set(delivery.id, ended);
  };

  try {
    for (;;) {
      while (mayBegin() && underWay.size < requestsMax) {
        const free = requestsMax - underWay.size;
        const due = await dueDeliveries(store, lease, [...underWay.keys()], free);
        for (const delivery of due) begin(delivery);
        if (due.length < free && (await handOut(store, lease)) === 0) break;
      }
      if (underWay.size === 0) break;
      await Promise.race(underWay.values());
    }
  } finally {
    // The webhook is not left to others while anything is under way there.
    await Promise.all(underWay.values());
  }
  if (failures.length > 0) throw failures[0];
}

function attempt(shared: Shared, lease: Lease, delivery: DueDelivery): Promise<void> {
  const { agencyId, webhookId } = lease;
  const attributes = { 'followline.agency_id': agencyId, 'followline.webhook_id': webhookId };
  return inSpan('webhook attempt', { kind: SpanKind.CLIENT, attributes }, (span) =>
    attemptWithin(span, shared, lease, delivery),
  );
}

async function attemptWithin(span: Span, shared: Shared, lease: Lease, delivery: DueDelivery): Promise<void> {
  const { store, outbound, log, brokenOff } = shared;
  const result = await send(outbound, delivery, brokenOff).catch((error) => {
    // It counts as not begun, and is sent again.
    if (brokenOff.aborted) return null;
    throw error;
  });
  if (!result) return;
  const { responseStatus, error } = result.attempt;
  if (responseStatus !== null) span.setAttribute('http.response.status_code', responseStatus);
  if (error !== null) span.setStatus({ code: SpanStatusCode.ERROR });
  const reason = await finishAttempt(store, lease, delivery, result);
  if (reason) log.warn({ webhookId: lease.webhookId, reason }, 'A webhook was disabled');
}

/**
 * Keeps the webhook this process's own. Where that may soon be over, a request is not begun: it might be under way
 * when another process sends the same.
 */
function keepLease({ store }: Shared, lease: Lease, leasedAt: number, left: AbortSignal) {
  let safeUntil = leasedAt + leaseMilliseconds - answerMillisecondsMax;
  const renew = async () => {
    while (!left.aborted) {
      await sleep(renewMilliseconds, undefined, { signal: left }).catch(() => undefined);
      if (left.aborted) return;
      const start = performance.now();
      const isOurs = await renewLease(store, lease, leaseMilliseconds).catch(() => null);
      if (isOurs) safeUntil = start + leaseMilliseconds - answerMillisecondsMax;
      if (isOurs === false) safeUntil = 0;
    }
  };
  return { isSafe: () => performance.now() < safeUntil, ended: renew() };
}
