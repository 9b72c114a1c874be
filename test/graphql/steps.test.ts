import { type AgencyClient, Api, type Json } from '../support/api';

let api: Api;
let client: AgencyClient;
let employerId: string;
let contactId: string;
let applicationId: string;
beforeAll(async () => {
  api = await Api.start();
  client = await api.agency();
});
afterAll(() => api.close());
beforeEach(async () => {
  employerId = await client.employer();
  contactId = await client.contact(employerId);
  applicationId = await client.application(await client.candidate(), await client.posting(employerId), {
    submittedAt: '2026-03-03T10:00:00-06:00',
  });
});

const actions = async (at: string, fields = 'kind'): Promise<Json[]> => {
  const query = `query ($id: ID!, $at: DateTime!) { application(id: $id) { nextActions(at: $at) { ${fields} } } }`;
  return (await client.data(query, { id: applicationId, at })).application.nextActions;
};
const kinds = async (at: string) => (await actions(at)).map(({ kind }) => kind);

it('a promise of the agency becomes an action, with its words in the draft, until it is kept (M8)', async () => {
  const { event } = await client.done('recordPromise', {
    ...{ applicationId, contactId, what: 'the site plans', promisedAt: '2026-03-04T10:00:00-06:00' },
    dueAt: '2026-03-06T17:00:00-06:00',
  });
  const fields = 'kind dueAt guidance { mention } draft(locale: "de") { subject body }';
  const [promise] = await actions('2026-03-04T11:00:00-06:00', fields);
  expect(promise).toMatchObject({
    ...{ kind: 'KEEP_PROMISE', dueAt: '2026-03-06T23:00:00.000Z' },
    guidance: { mention: expect.arrayContaining(['What was promised: the site plans']) },
    draft: { body: expect.stringContaining('the site plans') },
  });
  await client.done('recordContactAttempt', {
    ...{ applicationId, contactId, method: 'EMAIL', keptPromiseId: event.id },
    attemptedAt: '2026-03-05T10:00:00-06:00',
  });
  expect(await kinds('2026-03-05T11:00:00-06:00')).not.toContain('KEEP_PROMISE');
  const query =
    'query ($id: ID!) { application(id: $id) { promises { what keptAt } attempts { nodes { purpose } } } }';
  expect((await client.data(query, { id: applicationId })).application).toEqual({
    promises: [{ what: 'the site plans', keptAt: '2026-03-05T16:00:00.000Z' }],
    attempts: { nodes: [{ purpose: 'KEEP_PROMISE' }] },
  });
});

it('an interview is prepared for, moved, and prepared for again (T5, T6)', async () => {
  const { event } = await client.done('scheduleInterview', {
    ...{ applicationId, contactIds: [contactId], format: 'VIDEO' },
    ...{ startsAt: '2026-03-11T14:00:00-05:00', endsAt: '2026-03-11T15:00:00-05:00' },
    agreedAt: '2026-03-05T10:00:00-06:00',
  });
  const interview = { applicationId, interviewId: event.id };
  expect(await kinds('2026-03-10T09:00:00-05:00')).toEqual(['PREPARE_INTERVIEW']);
  await client.done('prepareInterview', { ...interview, preparedAt: '2026-03-10T09:30:00-05:00' });
  expect(await kinds('2026-03-10T10:00:00-05:00')).toEqual(['WAIT']);
  await client.done('moveInterview', {
    ...{ ...interview, movedAt: '2026-03-10T11:00:00-05:00', why: 'They are ill.' },
    ...{ startsAt: '2026-03-18T14:00:00-05:00', endsAt: '2026-03-18T15:00:00-05:00' },
  });
  expect(await kinds('2026-03-17T09:00:00-05:00')).toEqual(['PREPARE_INTERVIEW']);
  const query =
    'query ($id: ID!) { application(id: $id) { interviews { round startsAt format preparedAt contacts { id } } } }';
  expect((await client.data(query, { id: applicationId })).application.interviews).toEqual([
    {
      ...{ round: 1, startsAt: '2026-03-18T19:00:00.000Z', format: 'VIDEO', preparedAt: null },
      contacts: [{ id: contactId }],
    },
  ]);
});

it('an offer is answered by its deadline (R2)', async () => {
  await client.done('recordResponse', {
    ...{ applicationId, method: 'EMAIL', response: 'OFFER_MADE', receivedAt: '2026-03-20T10:00:00-05:00' },
    answerDueAt: '2026-03-27T12:00:00-05:00',
  });
  expect(await actions('2026-03-20T11:00:00-05:00', 'kind dueAt urgency')).toEqual([
    { kind: 'RESPOND_TO_OFFER', dueAt: '2026-03-27T17:00:00.000Z', urgency: 'OPEN' },
  ]);
});

it('what the agency decides about the next step holds until something new happens', async () => {
  const at = '2026-03-04T09:00:00-06:00';
  await client.done('pinAction', { applicationId, opensAt: '2026-03-09T10:00:00-05:00', pinnedAt: at });
  expect(await kinds('2026-03-09T09:59:00-05:00')).toEqual(['WAIT']);
  expect(await kinds('2026-03-09T10:00:00-05:00')).toEqual(['SEND_FOLLOW_UP']);
  await client.done('dismissAction', { applicationId, kind: 'SEND_FOLLOW_UP', dismissedAt: at });
  expect(await kinds('2026-03-09T10:00:00-05:00')).toEqual(['WAIT']);
  const query = 'query ($id: ID!) { application(id: $id) { pinnedTo dismissedKinds } }';
  expect((await client.data(query, { id: applicationId })).application).toEqual({
    ...{ pinnedTo: '2026-03-09T15:00:00.000Z', dismissedKinds: ['SEND_FOLLOW_UP'] },
  });
  await client.done('recordResponse', {
    ...{ applicationId, method: 'EMAIL', response: 'IN_PROGRESS', receivedAt: '2026-03-05T10:00:00-06:00' },
  });
  expect((await client.data(query, { id: applicationId })).application).toEqual({
    ...{ pinnedTo: null, dismissedKinds: [] },
  });
});

it('a person with hours for calls is called then, and the guidance names them (T11, W8)', async () => {
  const availabilityWindows = [{ dayOfWeek: 4, opens: '10:00', closes: '11:30' }];
  await client.done('updateContact', { id: contactId, availabilityWindows });
  await client.done('recordInterview', {
    ...{ applicationId, contactIds: [contactId], format: 'PHONE' },
    ...{ startedAt: '2026-03-10T14:00:00-05:00', endedAt: '2026-03-10T15:00:00-05:00' },
  });
  await client.done('recordContactAttempt', {
    ...{ applicationId, contactId, method: 'EMAIL', purpose: 'THANK_YOU' },
    attemptedAt: '2026-03-10T16:00:00-05:00',
  });
  expect(await kinds('2026-03-18T10:30:00-05:00')).toEqual(['WAIT']);
  const [call] = await actions('2026-03-19T10:30:00-05:00', 'kind until guidance { mention }');
  expect(call).toEqual({
    ...{ kind: 'CALL', until: '2026-03-19T16:30:00.000Z' },
    guidance: { mention: expect.arrayContaining(['When a call suits: Thu 10:00–11:30']) },
  });
});
