import { type AgencyClient, Api, type Json } from '../support/api';
import { statementsOf } from '../support/statements';

let api: Api;
let client: AgencyClient;
let applicationId: string;
/** The ids of the application's events, by their types. */
const ids: Record<string, string> = {};

beforeAll(async () => {
  api = await Api.start();
  client = await api.agency();
  const employerId = await client.employer();
  const contactId = await client.contact(employerId, { decides: true });
  applicationId = await client.application(await client.candidate(), await client.posting(employerId), {
    submittedAt: '2026-03-03T16:00:00Z',
  });
  await client.done('recordContactAttempt', {
    ...{ applicationId, contactId, method: 'EMAIL', attemptedAt: '2026-03-04T16:00:00Z' },
  });
  await client.done('recordInterview', {
    ...{ applicationId, contactIds: [contactId], format: 'VIDEO' },
    ...{ startedAt: '2026-03-11T19:00:00Z', endedAt: '2026-03-11T20:00:00Z' },
  });
  await client.done('recordContactAttempt', {
    ...{ applicationId, contactId, method: 'EMAIL', purpose: 'THANK_YOU' },
    attemptedAt: '2026-03-11T22:00:00Z',
  });
  const query = 'query ($id: ID!) { application(id: $id) { history { nodes { id type occurredAt } } } }';
  const { application } = await client.data(query, { id: applicationId });
  for (const { id, type, occurredAt } of application.history.nodes)
    ids[`${type} ${occurredAt.slice(5, 10)}`] = id;
});
afterAll(() => api.close());

const because = 'because { rule practices policyValues { name value text } eventIds events { id type } }';
const action = `action { kind method urgency until ${because} }`;
const entries = `at entries { kind status reason opensAt ${action} ${because} }`;
const query = `query ($id: ID!, $at: DateTime) { explain(applicationId: $id, at: $at) { ${entries} } }`;

async function why(at: string, kind: string): Promise<Json[]> {
  const { explain } = await client.data(query, { id: applicationId, at });
  return explain.entries.filter((entry: Json) => entry.kind === kind);
}

it('says why an action is recommended, with the values of the policy and the events to highlight', async () => {
  const [followUp, ...others] = await why('2026-03-12T23:00:00Z', 'SEND_FOLLOW_UP');
  expect(others).toEqual([]);
  expect(followUp).toMatchObject({ status: 'OPEN', action: { method: 'EMAIL', urgency: 'DUE' } });
  const [first] = followUp.because;
  const expected = [ids['InterviewHeld 03-11'], ids['ContactAttempted 03-11']];
  expect(first).toMatchObject({
    rule: 'second-follow-up',
    practices: ['T7'],
    eventIds: expected,
    events: expected.map((id) => ({ id })),
  });
  expect(first.policyValues).toContainEqual({
    name: 'secondFollowUpDueDays',
    value: '2',
    text: 'Days from the thank-you e-mail until that message is due.',
  });
});

it('gives the same reasons with the recommendation itself', async () => {
  const next = `query ($id: ID!, $at: DateTime) { application(id: $id) { nextAction(at: $at) { kind ${because} } } }`;
  const at = '2026-03-12T23:00:00Z';
  const { application } = await client.data(next, { id: applicationId, at });
  const [followUp] = await why(at, application.nextAction.kind);
  expect(application.nextAction.because).toEqual(followUp.because);
});

it('says of what comes later when it does', async () => {
  expect(await why('2026-03-12T14:00:00Z', 'SEND_FOLLOW_UP')).toMatchObject([
    { status: 'UPCOMING', opensAt: '2026-03-12T22:00:00.000Z', action: { urgency: 'DUE' } },
  ]);
});

it('says why not', async () => {
  expect(await why('2026-03-12T14:00:00Z', 'FIND_HIRING_MANAGER')).toMatchObject([
    {
      status: 'NOT_NOW',
      opensAt: null,
      action: null,
      reason: 'The person who decides is known and within reach, so there is nobody to look up.',
      because: [{ rule: 'find-hiring-manager', events: [] }],
    },
  ]);
});

it('of a moment in the past, on what had happened by then', async () => {
  expect(await why('2026-03-05T14:00:00Z', 'SEND_REMINDER')).toMatchObject([
    {
      status: 'UPCOMING',
      opensAt: '2026-03-11T15:00:00.000Z',
      because: [{ rule: 'reminder', eventIds: [ids['ContactAttempted 03-04']] }, {}, {}],
    },
  ]);
  expect(await why('2026-03-05T14:00:00Z', 'SEND_THANK_YOU_EMAIL')).toMatchObject([
    { reason: 'There has been no interview.' },
  ]);
  expect(await why('2026-03-01T14:00:00Z', 'NONE')).toMatchObject([
    { status: 'OPEN', action: { until: '2026-03-03T16:00:00.000Z' }, because: [{ rule: 'not-submitted' }] },
  ]);
});

it('of now, unless said', async () => {
  const { explain } = await client.data(query, { id: applicationId });
  expect(Math.abs(Date.parse(explain.at) - Date.now())).toBeLessThan(60_000);
});

it('is null for an application that is not the agency’s', async () => {
  const other = await api.agency();
  expect(await other.data(query, { id: applicationId })).toEqual({ explain: null });
  expect(await client.data(query, { id: 'nonsense' })).toEqual({ explain: null });
});

it('reads all events at once', async () => {
  const statements = (at: string) => statementsOf(() => client.data(query, { id: applicationId, at }));
  // The key, the application, the events.
  expect(await statements('2026-03-12T23:00:00Z')).toHaveLength(3);
  // And the history, for a moment in the past.
  expect(await statements('2026-03-05T14:00:00Z')).toHaveLength(4);
});
