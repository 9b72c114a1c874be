import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { getNamedType, Kind, type OperationDefinitionNode, parse, print, typeFromAST, visit } from 'graphql';
import { v7 as newId } from 'uuid';
import { parseGlobalId, toGlobalId } from '../../src/graphql/ids';
import { makeSchema } from '../../src/graphql/schema';
import { Subscriber } from '../live/subscriber';
import { type AgencyClient, Api, type Json } from '../support/api';
import { inputs, makeScene, mutationOf, type Scene } from '../support/scene';
import { statementsOf } from '../support/statements';

/** Stands in every text that the other agency has written. */
const canary = 'Canary of theirs';

const schema = makeSchema();
const examples = parse(readFileSync(join(__dirname, '../../schema/examples.graphql'), 'utf8'));
/** Without idempotency keys: an answer to an earlier request would hide what this one does. */
const operations = visit(examples, {
  ObjectField: ({ name }) => (name.value === 'idempotencyKey' ? null : undefined),
}).definitions.filter((each): each is OperationDefinitionNode => each.kind === Kind.OPERATION_DEFINITION);

let api: Api;
let client: AgencyClient;
let ours: Record<string, string>;
let theirs: Record<string, string>;
let theirKey: AgencyClient;

beforeAll(async () => {
  api = await Api.start();
  client = await api.agency('Ours');
  ours = idsIn(await makeScene(client));
  theirKey = await api.agency(canary);
  const scene = await makeScene(theirKey);
  theirs = idsIn(scene);
  await fill(theirKey, scene);
});

afterAll(() => api.close());

/** Ids by the names of the variables that take them. */
function idsIn({ client: _, attemptEventId, ...ids }: Scene): Record<string, string> {
  return { ...ids, eventId: attemptEventId };
}

/** What a person may write: each of these holds the canary. */
const texts =
  /^(name|title|note|reason|why|what|saidBy|description|availability|postalAddress|body|email|generalEmail)$/;

function marked(value: Json, key = ''): Json {
  if (Array.isArray(value)) return value.map((each) => marked(each, key));
  if (value && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, marked(each, name)]));
  if (typeof value !== 'string' || !texts.test(key)) return value;
  return /email/i.test(key) ? `${canary.replaceAll(' ', '.')}@example.com` : `${canary}: ${value}`;
}

/** All that mutations can write, at the other agency. */
async function fill(their: AgencyClient, scene: Scene): Promise<void> {
  const written = Object.entries(inputs(scene)).filter(
    ([label]) => !/close|cancel|revoke|delete|disable/i.test(label),
  );
  for (const [label, input] of written) await their.mutate(mutationOf(label), marked(input));
}

/** The variables of an operation that take ids, and whether they take several. */
function idVariables({ variableDefinitions = [] }: OperationDefinitionNode): [string, boolean][] {
  return (variableDefinitions ?? []).flatMap(({ variable, type }) => {
    const given = typeFromAST(schema, type as never);
    const isId = given && getNamedType(given)?.name === 'ID';
    return isId ? [[variable.name.value, print(type).startsWith('[')] as [string, boolean]] : [];
  });
}

const origins = ['own', 'foreign', 'unknown', 'malformed'] as const;
type Origin = (typeof origins)[number];

const names = [
  'candidateId',
  'employerId',
  'contactId',
  'jobPostingId',
  'applicationId',
  'memberId',
  'eventId',
];
/** The names of the ids that one variable takes. */
const idsOf = (variable: string) => {
  if (variable === 'ids') return [...names, 'webhookId', 'webhookDeliveryId', 'exportJobId', 'importJobId'];
  return [variable.replace(/Ids$/, 'Id')];
};

/** For every name of an id one that nobody has, of the type that it should be. */
let unknown: Record<string, string>;
beforeAll(() => {
  unknown = Object.fromEntries(
    Object.entries(ours).map(([name, id]) => [name, toGlobalId(parseGlobalId(id)?.type ?? 'Event', newId())]),
  );
});

function idFor(name: string, origin: Origin): string {
  const from = { own: ours, foreign: theirs, unknown }[origin as 'own'];
  return from ? (from[name] as string) : `none of the ${name}`;
}

/** The answer, with each id that was sent in place of itself, and the statements that it took. */
async function answerTo(operation: OperationDefinitionNode, from: Record<string, Origin>) {
  const sent: [string, string][] = [];
  const variables = idVariables(operation).map(([variable, isList]) => {
    const ids = idsOf(variable).map((name) => {
      const id = idFor(name, from[variable] as Origin);
      sent.push([id, `(${variable} ${name})`]);
      return id;
    });
    return [variable, isList ? ids : ids[0]];
  });
  let text = '';
  const statements = await statementsOf(async () => {
    const { status, body } = await client.request(print(operation), Object.fromEntries(variables));
    text = JSON.stringify({ status, body });
  });
  return {
    text: sent.reduce((so, [id, name]) => so.replaceAll(id, name), text),
    // Those of one request run beside each other, and come in any order.
    statements: statements.sort(),
  };
}

/** All of the other agency's rows, in digests, by table. */
async function theirRows(): Promise<Json> {
  const { rows: tables } = await api.store.owner.query(
    'select table_of_agency::text as name from tables_of_agencies()',
  );
  const digests = tables.map(
    ({ name }) => `(select md5(string_agg(t::text, '' order by t::text)) from ${name} t) as ${name}`,
  );
  return (await api.store.of(theirKey.agencyId).query(`select ${digests.join(', ')}`)).rows[0];
}

const traces = () => [canary, canary.replaceAll(' ', '.'), theirKey.agencyId, ...Object.values(theirs)];

function expectNoTrace(text: string): void {
  for (const trace of traces()) expect(text).not.toContain(trace);
}

const asked = operations.filter(({ operation }) => operation !== 'subscription');
const withIds = asked.filter((operation) => idVariables(operation).length > 0);
const nameOf = ({ name }: OperationDefinitionNode) => name?.value ?? '';

describe('an id of another agency is answered as one that nobody has, by the same statements', () => {
  let before: Json;
  beforeAll(async () => {
    before = await theirRows();
  });

  it.each(withIds.map((each) => [nameOf(each), each] as const))('%s', async (_, operation) => {
    const variables = idVariables(operation).map(([name]) => name);
    const all = (origin: Origin) => Object.fromEntries(variables.map((name) => [name, origin]));
    const assignment = fc
      .record(Object.fromEntries(variables.map((name) => [name, fc.constantFrom(...origins)])))
      .map((from) =>
        Object.values(from).includes('foreign') ? from : { ...from, [variables[0] as string]: 'foreign' },
      );
    await fc.assert(
      fc.asyncProperty(assignment as fc.Arbitrary<Record<string, Origin>>, async (from) => {
        const asUnknown = Object.fromEntries(
          Object.entries(from).map(([name, origin]) => [name, origin === 'foreign' ? 'unknown' : origin]),
        ) as Record<string, Origin>;
        const foreign = await answerTo(operation, from);
        expectNoTrace(foreign.text);
        expect(foreign).toEqual(await answerTo(operation, asUnknown));
      }),
      { numRuns: 3, examples: [[all('foreign')]] },
    );
  });

  it('and nothing of theirs has changed', async () => {
    expect(await theirRows()).toEqual(before);
  });
});

it.each(asked.map((each) => [nameOf(each), each] as const))(
  '%s tells nothing of another agency where all ids are our own',
  async (_, operation) => {
    const from = Object.fromEntries(idVariables(operation).map(([name]) => [name, 'own' as const]));
    const { text } = await answerTo(operation, from);
    expectNoTrace(text);
    expect(JSON.parse(text).status).toBe(200);
  },
);

it('the canary stands where it should: the other agency reads it', async () => {
  const { body } = await theirKey.request(
    '{ viewer { agencyName } candidates { nodes { name } } employers { nodes { name } } events(first: 100) { nodes { __typename } } }',
  );
  expect(JSON.stringify(body).split(canary).length).toBeGreaterThan(3);
  const filled = Object.values(await theirRows()).filter((digest) => digest !== null);
  expect(filled.length).toBeGreaterThan(15);
});

it('subscriptions tell nothing of what happens at another agency', async () => {
  const origin = api.url.replace('/graphql', '');
  const subscribe = (query: string, variables: Json = {}) =>
    new Subscriber('WebSocket', origin, client.key, query, variables);
  const application = `subscription ($id: ID!) { applicationChanged(applicationId: $id) { id version } }`;
  const foreign = subscribe(application, { id: theirs.applicationId });
  const nobodys = subscribe(application, { id: unknown.applicationId });
  const events = subscribe('subscription { eventRecorded { node { id type } } }');
  const worklist = subscribe('subscription { worklistChanged { __typename } }');
  expect(await foreign.has(1)).toEqual(await nobodys.has(1));
  expect(await foreign.ended).toEqual(await nobodys.ended);
  await worklist.has(1);
  const attempt = { method: 'EMAIL', attemptedAt: '2026-03-10T15:00:00Z' };
  await theirKey.mutate('recordContactAttempt', { applicationId: theirs.applicationId, ...attempt });
  const { event } = await client.done('submitApplication', {
    ...{ candidateId: ours.candidateId, jobPostingId: ours.jobPostingId, channel: 'LINKEDIN' },
    submittedAt: '2026-03-11T15:00:00Z',
  });
  // The first that comes is ours, which was recorded after theirs.
  const [first] = await events.has(1);
  expect(first.data.eventRecorded.node.id).toBe(event.id);
  for (const each of [foreign, nobodys, events, worklist]) await each.close();
});
