import { getNamedType, isInterfaceType, isObjectType } from 'graphql';
import { candidateFields } from '../../src/graphql/candidate-fields';
import { makeContext } from '../../src/graphql/context';
import { makeSchema } from '../../src/graphql/schema';
import { newTrail } from '../../src/graphql/trail';
import { holderOf, type KeyHolder } from '../../src/store/api-keys';
import { Subscriber, transports } from '../live/subscriber';
import { type AgencyClient, Api, argumentOf, type Json, mutations, mutationText } from '../support/api';
import { userErrorsOf } from '../support/refusals';
import { inputs, makeScene, mutationOf, type Scene } from '../support/scene';

const schema = makeSchema();

let api: Api;
let client: AgencyClient;
let scene: Scene;
let token: string;
let otherApplicationId: string;
beforeAll(async () => {
  api = await Api.start();
  client = await api.agency();
  scene = await makeScene(client);
  const otherCandidateId = await client.candidate({ name: 'Somebody Else' });
  otherApplicationId = await client.application(otherCandidateId, scene.jobPostingId);
  token = await tokenFor(scene.candidateId);
});
afterAll(() => api.close());

const createText = `mutation ($input: CreateCandidateTokenInput!) { createCandidateToken(input: $input) {
  secret apiKey { id } userErrors { code } } }`;

async function tokenFor(candidateId: string, key = client.key): Promise<string> {
  const { body } = await client.request(createText, { input: { candidateId } }, { key });
  expect(body.data.createCandidateToken.userErrors).toEqual([]);
  return body.data.createCandidateToken.secret;
}

const ask = async (query: string, variables: object = {}, key = token): Promise<Json> =>
  (await client.request(query, variables, { key })).body;

/** Every field that is on the list, of a type and of what it leads to. */
function selectionOf(name: string, depth: number): string {
  const type = schema.getType(name);
  if (!isObjectType(type) && !isInterfaceType(type)) return '';
  const own = Object.values(type.getFields())
    .filter((field) => candidateFields[name]?.includes(field.name))
    .flatMap((field) => {
      const inner = getNamedType(field.type).name;
      if (!(inner in candidateFields)) return [field.name];
      const page = field.args.some(({ name: one }) => one === 'first') ? '(first: 9)' : '';
      return depth > 0 ? [`${field.name}${page} { ${selectionOf(inner, depth - 1)} }`] : [];
    });
  const concrete = isInterfaceType(type)
    ? schema.getPossibleTypes(type).map((one) => [one.name, selectionOf(one.name, depth)])
    : [];
  // Under names of their own: one event's contacts may be null where another's may not.
  const parts = concrete.filter(([, text]) => text).map(([one, text]) => `... on ${one} { ${text} }`);
  return ['__typename', ...own, ...parts].join(' ');
}

test('every field on the list is one of the schema', () => {
  for (const [name, fields] of Object.entries(candidateFields)) {
    const type = schema.getType(name);
    const known = isObjectType(type) || isInterfaceType(type) ? Object.keys(type.getFields()) : [];
    expect({ name, unknown: fields.filter((field) => !known.includes(field)) }).toEqual({
      name,
      unknown: [],
    });
  }
});

test('a candidate sees how the own applications stand, in all that is on the list', async () => {
  const { data, errors } = await ask(`{ viewer { ${selectionOf('Viewer', 1)} }
    applications(first: 5) { ${selectionOf('ApplicationConnection', 4)} } }`);
  expect(errors).toBeUndefined();
  expect(data.viewer).toMatchObject({
    role: 'CANDIDATE',
    candidate: { id: scene.candidateId, name: 'Robin Example' },
  });
  const ids = [scene.applicationId, scene.closedApplicationId].sort();
  expect(data.applications.nodes.map(({ id }: Json) => id).sort()).toEqual(ids);
  const [open] = data.applications.nodes.filter(({ id }: Json) => id === scene.applicationId);
  expect(open.attempts.nodes).toHaveLength(1);
  expect(open.interviews).toHaveLength(1);
  expect(open.history.nodes.map(({ type }: Json) => type)).toContain('ContactAttempted');
  expect(open.plan).not.toEqual([]);
  const text = JSON.stringify(data);
  for (const secret of ['@example', 'note', 'Somebody Else', 'Kim Recruiter', 'Administrator'])
    expect(text).not.toContain(secret);
});

describe('another candidate’s applications are not there', () => {
  it('by their ids, as if nobody had them', async () => {
    const query = 'query ($id: ID!) { application(id: $id) { stage } }';
    expect((await ask(query, { id: scene.applicationId })).data.application).not.toBeNull();
    expect(await ask(query, { id: otherApplicationId })).toMatchObject({ data: { application: null } });
    const foreign = await makeScene(await api.agency('Another agency'));
    expect((await ask(query, { id: foreign.applicationId })).data.application).toBeNull();
  });

  it('in lists, whatever is asked for', async () => {
    const [, other] = (await client.data('{ candidates { nodes { id } } }')).candidates.nodes;
    for (const where of [
      `{ candidateId: "${other.id}" }`,
      `{ jobPostingId: "${scene.jobPostingId}", candidateId: "${other.id}" }`,
    ])
      expect(
        (await ask(`{ applications(where: ${where}) { nodes { id } } }`)).data.applications.nodes,
      ).toEqual([]);
    const all = await ask(
      `{ applications(where: { jobPostingId: "${scene.jobPostingId}" }, last: 100) { nodes { id } } }`,
    );
    expect(all.data.applications.nodes).toHaveLength(2);
  });

  it('for what reads beneath the schema', async () => {
    const holder = (await holderOf(api.store, token)) as KeyHolder;
    const context = makeContext(api.store, holder, {} as never, {} as never, newTrail(holder, 'one'));
    const local = (id: string) => Buffer.from(id, 'base64url').toString().split(':')[1] as string;
    const { applications, histories, timelines, circumstances, candidates } = context;
    for (const loader of [applications, histories, timelines, circumstances]) {
      expect(await loader.load(local(otherApplicationId))).toBeNull();
      expect(await loader.load(local(scene.applicationId))).not.toBeNull();
    }
    const [, other] = (await client.data('{ candidates { nodes { id } } }')).candidates.nodes;
    expect(await candidates.load(local(other.id))).toBeNull();
    expect(await candidates.load(local(scene.candidateId))).not.toBeNull();
  });
});

describe('everything else is refused before it runs', () => {
  const queries = Object.values(schema.getQueryType()?.getFields() ?? {}).map(({ name }) => name);
  const subscriptions = Object.values(schema.getSubscriptionType()?.getFields() ?? {}).map(
    ({ name }) => name,
  );

  it('every operation but four', () => {
    expect(queries.filter((name) => candidateFields.Query?.includes(name)).sort()).toEqual([
      'application',
      'applications',
      'viewer',
    ]);
    expect(candidateFields).not.toHaveProperty('Mutation');
    expect(candidateFields.Subscription).toEqual(['applicationChanged']);
    expect(subscriptions).toContain('applicationChanged');
    expect(Object.keys(mutations)).not.toEqual([]);
  });

  it.each(Object.keys(mutations))('%s', async (name) => {
    const [label] = Object.keys(inputs(scene)).filter((one) => mutationOf(one) === name);
    const variables = { [argumentOf(name).name]: inputs(scene)[label as string] };
    const { errors, data } = await ask(mutationText(name), variables);
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN', field: `Mutation.${name}` } }]);
    expect(data).toBeUndefined();
  });

  it.each([
    ['{ worklist { nodes { __typename } } }', 'Query.worklist'],
    ['{ events { nodes { type } } }', 'Query.events'],
    ['{ candidates { nodes { name } } }', 'Query.candidates'],
    ['{ contacts { nodes { name } } }', 'Query.contacts'],
    ['{ members { nodes { name } } }', 'Query.members'],
    ['{ policy { preset } }', 'Query.policy'],
    ['{ apiKeys { nodes { id } } }', 'Query.apiKeys'],
    ['{ node(id: "x") { id } }', 'Query.node'],
    ['{ applications { nodes { assignee { name } } } }', 'Application.assignee'],
    ['{ applications { nodes { policy { preset } } } }', 'Application.policy'],
    ['{ applications { nodes { attempts { nodes { note } } } } }', 'ContactAttempt.note'],
    [
      '{ applications { nodes { attempts { nodes { attemptedBy { name } } } } } }',
      'ContactAttempt.attemptedBy',
    ],
    ['{ applications { nodes { interviews { contacts { email } } } } }', 'Contact.email'],
    ['{ applications { nodes { interviews { contacts { phone } } } } }', 'Contact.phone'],
    ['{ applications { nodes { nextAction { draft { body } } } } }', 'RecommendedAction.draft'],
    [
      '{ applications { nodes { nextAction { reachedRecently { attemptedAt } } } } }',
      'RecommendedAction.reachedRecently',
    ],
    ['{ applications { nodes { history { nodes { actor { name } } } } } }', 'Event.actor'],
    [
      '{ applications { nodes { history { nodes { ... on ContactAttempted { note } } } } } }',
      'ContactAttempted.note',
    ],
    ['{ applications { nodes { jobPosting { generalEmail } } } }', 'JobPosting.generalEmail'],
    [
      '{ applications { nodes { jobPosting { employer { switchboardPhone } } } } }',
      'Employer.switchboardPhone',
    ],
  ])('%s', async (query, field) => {
    const { errors, data } = await ask(query);
    expect(errors).toMatchObject([
      { message: `${field} is not for a candidate.`, extensions: { code: 'FORBIDDEN', field } },
    ]);
    expect(data).toBeUndefined();
  });
});

describe('createCandidateToken', () => {
  it('is for whoever records; a token makes no other', async () => {
    const key = async (role: 'INTEGRATION' | 'VIEWER') => (await api.keyOf(client, role)).key;
    expect(
      (await ask('{ viewer { role } }', {}, await tokenFor(scene.candidateId, await key('INTEGRATION')))).data
        .viewer.role,
    ).toBe('CANDIDATE');
    for (const other of [await key('VIEWER'), token]) {
      const { errors } = await ask(createText, { input: { candidateId: scene.candidateId } }, other);
      expect(errors).toMatchObject([
        { extensions: { code: 'FORBIDDEN', field: 'Mutation.createCandidateToken' } },
      ]);
    }
    const { secret } = (
      await client.request(
        'mutation { createApiKey(input: { name: "x", role: RECRUITER, scopes: [RECORD] }) { secret } }',
      )
    ).body.data.createApiKey;
    const { data } = await ask(createText, { input: { candidateId: scene.candidateId } }, secret);
    expect(data.createCandidateToken.userErrors).toEqual([{ code: 'BEYOND_OWN_RIGHTS' }]);
  });

  it('is listed with the keys, and over where it is revoked', async () => {
    const query = `{ apiKeys(where: { candidateId: "${scene.candidateId}", inUse: true }, first: 1) { nodes { id role candidate { name } expiresAt } } }`;
    const [first] = (await client.data(query)).apiKeys.nodes;
    expect(first).toMatchObject({ role: 'CANDIDATE', candidate: { name: 'Robin Example' } });
    const fresh = await client.request(createText, { input: { candidateId: scene.candidateId } });
    const { secret, apiKey } = fresh.body.data.createCandidateToken;
    expect((await client.request('{ viewer { role } }', {}, { key: secret })).status).toBe(200);
    expect(await userErrorsOf(client, 'rotateApiKey', { id: apiKey.id })).toMatchObject([
      { code: 'INVALID', field: ['input', 'id'] },
    ]);
    await client.done('revokeApiKey', { id: apiKey.id });
    expect((await client.request('{ viewer { role } }', {}, { key: secret })).status).toBe(401);
  });

  it.each(['PT59S', 'P31D', '-P1D'])('refuses to last for %s', async (expiresIn) => {
    const { candidateId } = scene;
    expect(await userErrorsOf(client, 'createCandidateToken', { candidateId, expiresIn })).toMatchObject([
      { code: 'INVALID', field: ['input', 'expiresIn'] },
    ]);
  });
});

describe.each(transports)('over %s', (transport) => {
  const follow = (applicationId: string) => {
    const query = 'subscription ($id: ID!) { applicationChanged(applicationId: $id) { id version } }';
    return new Subscriber(transport, new URL(api.url).origin, token, query, { id: applicationId });
  };

  test('a candidate follows an application of the own', async () => {
    const { applicationId } = scene;
    const subscriber = follow(applicationId);
    const [first] = await subscriber.has(1);
    const { version } = first.data.applicationChanged;
    await client.done('deferAction', inputs(scene).deferAction as Json);
    const [, second] = await subscriber.has(2);
    expect(second.data).toEqual({ applicationChanged: { id: applicationId, version: version + 1 } });
    await subscriber.close();
  });

  test.each([
    ['worklistChanged { at }', 'worklistChanged'],
    ['eventRecorded { node { id } }', 'eventRecorded'],
  ])('but not %s', async (selection, field) => {
    const subscriber = new Subscriber(
      transport,
      new URL(api.url).origin,
      token,
      `subscription { ${selection} }`,
    );
    const ended = await subscriber.ended;
    const [error] = transport === 'WebSocket' ? (ended as Json) : subscriber.results[0].errors;
    expect(error.extensions).toMatchObject({ code: 'FORBIDDEN', field: `Subscription.${field}` });
  });

  test('and of others learns nothing, not even that there are any', async () => {
    const subscribers = [follow(otherApplicationId), follow(otherApplicationId.slice(0, -4))];
    for (const subscriber of subscribers) {
      expect(await subscriber.ended).toBe('complete');
      expect(subscriber.results).toMatchObject([{ data: { applicationChanged: null } }]);
    }
    expect(subscribers[0]?.results).toEqual(subscribers[1]?.results);
  });
});
