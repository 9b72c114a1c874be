import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { v7 as newId } from 'uuid';
import { parseGlobalId } from '../../src/graphql/ids';
import { redeliver, testWebhook } from '../../src/store/webhooks/deliveries';
import { redeliverSince } from '../../src/store/webhooks/webhooks';
import { openTestStore, refusalOf, type TestStore } from '../support/agency';
import { logOf } from '../support/log';
import { expectNothingOf, type Trace, traceOf } from '../support/traces';
import { Receiver, until } from './receiver';
import { Scene } from './scene';

/** An agency with a webhook, to a receiver of its own. */
interface Party {
  scene: Scene;
  receiver: Receiver;
  webhookId: string;
  secret: string;
  applicationIds: string[];
}

let store: TestStore;
let parties: [Party, Party];
beforeAll(async () => {
  store = await openTestStore();
  parties = [await makeParty(), await makeParty()];
  // Two that share the webhooks of both.
  for (const { scene } of parties) scene.start();
});
afterAll(async () => {
  for (const { scene, receiver } of parties) {
    await scene.close();
    await receiver.stop();
  }
  await store.close();
});

async function makeParty(): Promise<Party> {
  const scene = await Scene.open(store);
  const receiver = await Receiver.start();
  const { id: webhookId, secret } = await scene.webhook(receiver.url);
  return { scene, receiver, webhookId, secret, applicationIds: [] };
}

/** A new application, or so many attempts on one that there is. */
type Step = { application: number | null; attempts: number };
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({ application: fc.option(fc.nat()), attempts: fc.integer({ min: 1, max: 3 }) }),
  { minLength: 1, maxLength: 6 },
);

async function write({ scene, applicationIds }: Party, script: Step[]): Promise<void> {
  for (const { application, attempts } of script) {
    const id = applicationIds[(application ?? 0) % (applicationIds.length || 1)];
    if (application === null || !id) applicationIds.push(await scene.application());
    else await scene.attempt(id, attempts);
  }
  store.wakeUp.announce();
}

const traceOfParty = ({ scene }: Party): Promise<Trace> =>
  // Messages hold nothing that anybody wrote.
  traceOf(store, scene.agency.agencyId, 'Spoke with');

/** All that an agency has recorded, and nothing else, has reached its own receiver, once and signed by its own secret. */
async function expectOwn(party: Party, other: Party): Promise<void> {
  const { scene, receiver, webhookId, secret } = party;
  const log = await logOf(store, scene.agency.agencyId);
  await until(() => receiver.received.length >= log.length, 'all events have come');
  await until(async () => (await scene.deliveries(webhookId, 'PENDING')).length === 0);
  const trace = await traceOfParty(other);
  for (const { headers, body } of receiver.received) {
    expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(body));
    expect(() => new Webhook(other.secret).verify(body, headers)).toThrow('No matching signature');
    expectNothingOf(trace, JSON.stringify([headers, body]));
  }
  const told = receiver.received.map(({ data }) => ({
    position: Number(data.position),
    eventId: parseGlobalId(data.eventId as string)?.id,
    applicationId: parseGlobalId(data.applicationId as string)?.id,
    version: data.version,
  }));
  expect(told.toSorted((one, next) => one.position - next.position)).toEqual(log);
  for (const id of party.applicationIds) {
    const versions = told.flatMap(({ applicationId, version }) =>
      applicationId === id ? [Number(version)] : [],
    );
    expect(versions).toEqual(versions.toSorted((one, next) => one - next));
  }
}

test('while both agencies write, the receiver of each gets all of its own and nothing of the other', async () => {
  await fc.assert(
    fc.asyncProperty(steps, steps, async (one, other) => {
      const [ours, theirs] = parties;
      await Promise.all([write(ours, one), write(theirs, other)]);
      await Promise.all([expectOwn(ours, theirs), expectOwn(theirs, ours)]);
    }),
    { numRuns: 8 },
  );
});

test('what is asked for with ids of the other agency is unknown, and nothing is sent again', async () => {
  const [ours, theirs] = parties;
  const { session } = ours.scene.agency;
  const before = parties.map(({ receiver }) => receiver.received.length);
  const [delivery] = await theirs.scene.deliveries(theirs.webhookId);
  const refused = async (deliveryId: string, webhookId: string) => [
    await refusalOf(redeliver(store, session, deliveryId, null)),
    await refusalOf(redeliverSince(store, session, webhookId, { position: '1' }, null)),
    await refusalOf(redeliverSince(store, session, webhookId, { recordedSince: 0 }, null)),
    await refusalOf(testWebhook(store, session, webhookId, null)),
  ];
  const foreign = await refused(delivery?.id as string, theirs.webhookId);
  expect(foreign).toEqual(Array(4).fill(['NOT_FOUND']));
  expect(foreign).toEqual(await refused(newId(), newId()));
  store.wakeUp.announce();
  await sleep(200);
  expect(parties.map(({ receiver }) => receiver.received.length)).toEqual(before);
});

test('what one agency has delivered again does not reach the other', async () => {
  const [ours, theirs] = parties;
  const [before, theirsBefore] = parties.map(({ receiver }) => receiver.received.length);
  await redeliverSince(store, ours.scene.agency.session, ours.webhookId, { position: '1' }, null);
  store.wakeUp.announce();
  await until(() => ours.receiver.received.length === 2 * (before as number));
  expect(ours.receiver.counts.size).toBe(before);
  await sleep(100);
  expect(theirs.receiver.received).toHaveLength(theirsBefore as number);
});
