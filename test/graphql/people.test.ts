import { type AgencyClient, Api, type Json } from '../support/api';
import { makeScene, type Scene } from '../support/scene';
import { statementsOf } from '../support/statements';

let api: Api;
let client: AgencyClient;
let scene: Scene;
beforeAll(async () => {
  api = await Api.start();
  client = await api.agency();
});
afterAll(() => api.close());
beforeEach(async () => {
  scene = await makeScene(client);
});

const codes = async (mutation: string, input: object) =>
  (await client.mutate(mutation, input)).userErrors.map(({ code, field }: Json) => [code, field.join('.')]);
const node = async (id: string, fields: string): Promise<Json> =>
  (await client.data(`query ($id: ID!) { node(id: $id) { ${fields} } }`, { id })).node;

describe('what a person wishes', () => {
  const wishes =
    'availabilityWindows { dayOfWeek opens closes } preferredMethod refusedMethods postalAddress';
  const span = { dayOfWeek: 2, opens: '13:00', closes: '15:30' };
  const known = {
    ...{ availabilityWindows: [span], preferredMethod: 'PHONE', refusedMethods: ['SMS', 'EMAIL'] },
    postalAddress: 'Example Works\n1 Example Street',
  };
  const wishesOf = (id: string) => node(id, `... on Contact { ${wishes} }`);

  it('is not known unless said', async () => {
    expect(await wishesOf(scene.contactId)).toEqual({
      ...{ availabilityWindows: [], preferredMethod: null, refusedMethods: [], postalAddress: null },
    });
  });

  it('is recorded with the person, or later; what is left out stays, and can be taken away', async () => {
    const { contactId: id, employerId } = scene;
    expect(await wishesOf(await client.contact(employerId, known))).toEqual(known);
    await client.done('updateContact', { id, ...known });
    await client.done('updateContact', { id, name: 'Sam', availabilityWindows: null, refusedMethods: null });
    expect(await wishesOf(id)).toEqual(known);
    await client.done('updateContact', {
      id,
      preferredMethod: null,
      refusedMethods: [],
      postalAddress: null,
    });
    expect(await wishesOf(id)).toEqual({
      ...{ ...known, preferredMethod: null, refusedMethods: [], postalAddress: null },
    });
  });

  it.each<[string, object, string[][]]>([
    ['22 spans', { availabilityWindows: Array(22).fill(span) }, [['INVALID', 'availabilityWindows']]],
    [
      'a span that ends before it begins',
      { availabilityWindows: [span, { ...span, closes: '12:00' }] },
      [['INVALID', 'availabilityWindows.1.closes']],
    ],
    ['a method refused twice', { refusedMethods: ['SMS', 'SMS'] }, [['INVALID', 'refusedMethods']]],
    ['an address without end', { postalAddress: 'x'.repeat(501) }, [['INVALID', 'postalAddress']]],
    [
      'a method that is preferred and refused',
      { preferredMethod: 'SMS', refusedMethods: ['SMS'] },
      [['METHOD_REFUSED', 'preferredMethod']],
    ],
  ])('is refused: %s', async (_, wrong, expected) => {
    const { contactId: id, employerId } = scene;
    const placed = expected.map(([code, field]) => [code, `input.${field}`]);
    const created = { employerId, name: 'Kim', role: 'RECRUITER', ...wrong };
    expect(await codes('createContact', created)).toEqual(placed);
    expect(await codes('updateContact', { id, ...wrong })).toEqual(placed);
  });

  it('is held against what is known already', async () => {
    const { contactId: id } = scene;
    await client.done('updateContact', { id, refusedMethods: ['SMS'] });
    expect(await codes('updateContact', { id, preferredMethod: 'SMS' })).toEqual([
      ['METHOD_REFUSED', 'input.preferredMethod'],
    ]);
    await client.done('updateContact', { id, preferredMethod: 'SMS', refusedMethods: [] });
    expect(await codes('updateContact', { id, refusedMethods: ['SMS'] })).toEqual([
      ['METHOD_REFUSED', 'input.preferredMethod'],
    ]);
  });

  it('21 spans and an address of 500 characters are taken', async () => {
    const most = { availabilityWindows: Array(21).fill(span), postalAddress: 'x'.repeat(500) };
    await client.done('updateContact', { id: scene.contactId, ...most });
  });
});

const saying = { saidBy: 'Their lawyer', saidAt: '2026-03-05T16:00:00.000Z', note: 'By letter.' };
const entry = `id saidBy saidAt note recordedAt recordedBy { kind name } contact { id } employer { id }
  application { id } event { id type } withdrawnAt withdrawnBy { name } withdrawalReason`;
const refusal = `doNotContact doNotContactHistory { ${entry} }`;
const ofContact = (id: string) => node(id, `... on Contact { ${refusal} }`);
const ofEmployer = (id: string) => node(id, `... on Employer { ${refusal} }`);

describe('a person who is not to be contacted', () => {
  it('is shown so with who said it and when, also at the employer; other people are not', async () => {
    const { contactId, employerId } = scene;
    const otherId = await client.contact(employerId);
    const query = `mutation ($input: RecordDoNotContactInput!) { recordDoNotContact(input: $input) {
      doNotContact { ${entry} } contact { id doNotContact } employer { id doNotContact } userErrors { code } } }`;
    const { recordDoNotContact: payload } = await client.data(query, { input: { contactId, ...saying } });
    const expected = {
      ...{ id: expect.any(String), ...saying, recordedAt: expect.any(String) },
      recordedBy: { kind: 'API_KEY', name: 'Administrator' },
      ...{ contact: { id: contactId }, employer: { id: employerId }, application: null, event: null },
      ...{ withdrawnAt: null, withdrawnBy: null, withdrawalReason: null },
    };
    expect(payload).toEqual({
      ...{ doNotContact: expected, contact: { id: contactId, doNotContact: true }, userErrors: [] },
      employer: { id: employerId, doNotContact: false },
    });
    expect(await ofContact(contactId)).toEqual({ doNotContact: true, doNotContactHistory: [expected] });
    expect(await ofContact(otherId)).toEqual({ doNotContact: false, doNotContactHistory: [] });
    expect((await ofEmployer(employerId)).doNotContactHistory[0]).toEqual(expected);
  });

  it('is nobody’s next step from the answer on, on all applications and in the worklist', async () => {
    const { contactId, candidateId, jobPostingId, employerId, applicationId } = scene;
    const another = await client.application(candidateId, jobPostingId);
    await client.done('recordDoNotContact', { contactId, ...saying });
    const recipient = 'recipient { contact { id } }';
    const { nodes, worklist } = await client.data(
      `query ($ids: [ID!]!, $employerId: ID!) {
        nodes(ids: $ids) { ... on Application { nextAction { ${recipient} } plan { actions { ${recipient} } } } }
        worklist(where: { employerId: $employerId }) { nodes { action { ${recipient} } } } }`,
      { ids: [another, applicationId], employerId },
    );
    expect(worklist.nodes).not.toEqual([]);
    expect(JSON.stringify([worklist])).not.toContain(contactId);
    const ahead = nodes.map(({ nextAction, plan }: Json) => [nextAction, plan.at(-1)]);
    expect(JSON.stringify(ahead)).not.toContain(contactId);
  });

  it('may be contacted once that is taken back, and the history keeps it', async () => {
    const { contactId } = scene;
    const { doNotContact } = await client.done('recordDoNotContact', { contactId, ...saying });
    await client.done('withdrawDoNotContact', { id: doNotContact.id, reason: 'They called back.' });
    expect(await ofContact(contactId)).toMatchObject({
      doNotContact: false,
      doNotContactHistory: [
        {
          ...{ id: doNotContact.id, ...saying, withdrawnAt: expect.any(String) },
          ...{ withdrawnBy: { name: 'Administrator' }, withdrawalReason: 'They called back.' },
        },
      ],
    });
    expect(await codes('withdrawDoNotContact', { id: doNotContact.id, reason: 'Again.' })).toEqual([
      ['ALREADY_WITHDRAWN', 'input.id'],
    ]);
  });
});

it('an employer that is not to be contacted: nor is anybody there, and nothing is to be done', async () => {
  const { contactId, employerId, applicationId } = scene;
  await client.done('recordDoNotContact', { employerId, ...saying });
  expect((await ofEmployer(employerId)).doNotContact).toBe(true);
  expect(await ofContact(contactId)).toMatchObject({
    doNotContact: true,
    doNotContactHistory: [{ ...saying, contact: null, employer: { id: employerId } }],
  });
  const application = await node(applicationId, '... on Application { nextAction { kind } }');
  expect(application.nextAction.kind).toBe('NONE');
});

it('one that came as a response is told with its event, and taken back there', async () => {
  const { contactId, applicationId } = scene;
  const { event } = await client.done('recordResponse', {
    ...{ applicationId, contactId, method: 'PHONE', response: 'DO_NOT_CONTACT' },
    receivedAt: '2026-03-05T16:00:00Z',
  });
  const { doNotContact, doNotContactHistory } = await ofContact(contactId);
  expect({ doNotContact, doNotContactHistory }).toMatchObject({
    doNotContact: true,
    doNotContactHistory: [
      {
        ...{ saidBy: 'Sam Sample', saidAt: '2026-03-05T16:00:00.000Z', contact: { id: contactId } },
        ...{ application: { id: applicationId }, event: { id: event.id, type: 'ResponseReceived' } },
      },
    ],
  });
  const { id } = doNotContactHistory[0];
  expect(await codes('withdrawDoNotContact', { id, reason: 'A mistake.' })).toEqual([
    ['RECORDED_ON_APPLICATION', 'input.id'],
  ]);
  await client.done('retractEvent', { eventId: event.id, reason: 'Wrong number.' });
  expect(await ofContact(contactId)).toMatchObject({
    doNotContact: false,
    doNotContactHistory: [{ id, withdrawalReason: 'Wrong number.' }],
  });
});

describe('is refused', () => {
  it.each<[string, () => object, string]>([
    ['nobody named', () => ({}), 'INVALID'],
    ['two named', () => ({ contactId: scene.contactId, employerId: scene.employerId }), 'INVALID'],
    ['no contact', () => ({ contactId: scene.employerId }), 'NOT_FOUND'],
  ])('%s', async (_, of, code) =>
    expect(await codes('recordDoNotContact', { ...of(), ...saying })).toEqual([[code, 'input.contactId']]),
  );

  it('no employer, and what is to be said in the future', async () => {
    const { contactId } = scene;
    expect(await codes('recordDoNotContact', { employerId: contactId, ...saying })).toEqual([
      ['NOT_FOUND', 'input.employerId'],
    ]);
    const saidAt = new Date(Date.now() + 2 * 86_400_000).toISOString();
    expect(await codes('recordDoNotContact', { contactId, ...saying, saidAt })).toEqual([
      ['TIME_IN_FUTURE', 'input.saidAt'],
    ]);
  });

  it('another agency’s, as if it were unknown', async () => {
    const other = await api.agency('Other');
    const { contactId, doNotContactId } = scene;
    for (const [name, input] of [
      ['recordDoNotContact', { contactId, ...saying }],
      ['withdrawDoNotContact', { id: doNotContactId, reason: 'Ours.' }],
    ] as const) {
      expect((await other.mutate(name, input)).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
    }
  });

  it('a viewer; a recruiter and an integration may', async () => {
    const query = `mutation ($input: RecordDoNotContactInput!) { recordDoNotContact(input: $input) {
      userErrors { code } } }`;
    const input = { contactId: scene.contactId, ...saying };
    for (const role of ['VIEWER', 'RECRUITER', 'INTEGRATION'] as const) {
      const { body } = await client.request(query, { input }, await api.keyOf(client, role));
      if (role === 'VIEWER') expect(body.errors[0].extensions.code).toBe('FORBIDDEN');
      else expect(body).toEqual({ data: { recordDoNotContact: { userErrors: [] } } });
    }
  });
});

it('a repeated request is answered as the first, and changes nothing', async () => {
  const input = { contactId: scene.contactId, ...saying, idempotencyKey: scene.contactId };
  const first = await client.done('recordDoNotContact', input);
  expect(await client.done('recordDoNotContact', input)).toEqual(first);
  expect((await ofContact(scene.contactId)).doNotContactHistory).toHaveLength(1);
  expect(await codes('recordDoNotContact', { ...input, note: null })).toEqual([
    ['IDEMPOTENCY_KEY_REUSED', 'input.idempotencyKey'],
  ]);
});

it('the contacts of several employers, with all of it, take one statement for each kind of thing', async () => {
  await makeScene(client);
  const read = (first: number) =>
    client.data(`{ contacts(first: ${first}) { nodes { ${refusal} employer { ${refusal} } } } }`);
  const few = (await statementsOf(() => read(3))).length;
  const many = (await statementsOf(() => read(50))).length;
  // The key, the list, employers, who refuses, histories, contacts; and applications and events of responses.
  expect(few).toBeLessThanOrEqual(8);
  expect(many).toBeLessThanOrEqual(8);
});

describe('why not the others', () => {
  const action = 'kind recipient { contact { id } } passedOver { contact { id } reason practices }';
  const at = '2026-03-04T15:30:00Z';
  let managerId: string;
  let recruiterId: string;
  let applicationId: string;
  beforeEach(async () => {
    const employerId = await client.employer();
    managerId = await client.contact(employerId);
    recruiterId = await client.contact(employerId, { role: 'RECRUITER' });
    applicationId = await client.application(scene.candidateId, await client.posting(employerId));
  });
  const recruiter = () => ({
    ...{ contact: { id: recruiterId }, reason: 'Does not decide, while the recipient does.' },
    practices: ['W1'],
  });

  it('is told with each action: now, in the plan, in the worklist; and of nobody while waiting', async () => {
    const { application, worklist } = await client.data(
      `query ($id: ID!, $at: DateTime!) {
        application(id: $id) { nextAction(at: $at) { ${action} } before: nextAction(at: "2026-03-03T17:00:00Z") { ${action} }
          plan { actions { ${action} } } }
        worklist(at: $at, where: { kinds: [SEND_FOLLOW_UP] }, first: 100) { nodes { application { id } action { ${action} } } } }`,
      { id: applicationId, at },
    );
    const expected = {
      ...{ kind: 'SEND_FOLLOW_UP', recipient: { contact: { id: managerId } }, passedOver: [recruiter()] },
    };
    expect(application.nextAction).toEqual(expected);
    expect(application.plan.map(({ actions }: Json) => actions[0])).toContainEqual(expected);
    expect(worklist.nodes).toContainEqual({ application: { id: applicationId }, action: expected });
    expect(application.before).toEqual({ kind: 'WAIT', recipient: null, passedOver: [] });
  });

  it('is told of what was recommended before the last event too, on what had happened by then', async () => {
    await client.done('recordContactAttempt', {
      ...{ applicationId, contactId: managerId, method: 'EMAIL', response: 'WRONG_PERSON' },
      attemptedAt: '2026-03-05T16:00:00Z',
    });
    const query = `query ($id: ID!, $at: DateTime) { application(id: $id) {
      then: nextAction(at: $at) { ${action} } now: nextAction(at: "2026-03-05T16:30:00Z") { ${action} } } }`;
    const { application } = await client.data(query, { id: applicationId, at });
    expect(application.then).toMatchObject({ passedOver: [recruiter()] });
    expect(application.now.passedOver).toContainEqual({
      ...{ contact: { id: managerId }, practices: ['R2'] },
      reason: 'Was found to be the wrong person on this application.',
    });
  });
});
