import { type AgencyClient, Api, type Json } from '../../support/api';
import { readsOf } from '../../support/plans';
import { inputs, makeScene, mutationOf, type Scene } from '../../support/scene';
import { sentBy } from '../../support/statements';
import { asAddress, type Trace, tablesOf, traceOf } from '../../support/traces';

/** An agency with one of everything, and with all that mutations can write. */
export interface Side {
  client: AgencyClient;
  scene: Scene;
  /** Ids by the names of the arguments that take them. */
  ids: Record<string, string>;
  trace: Trace;
  /** Of its candidate. */
  token: string;
}

/** Without new figures of the tables, by which the same statement might be planned in another way the next time. */
export async function startQuietly(): Promise<Api> {
  const api = await Api.start();
  for (const name of await tablesOf(api.store))
    await api.store.owner.query(`alter table ${name} set (autovacuum_enabled = off)`);
  return api;
}

export async function makeSide(api: Api, mark: string): Promise<Side> {
  const client = await api.agency(mark);
  const scene = await makeScene(client);
  const { client: _, attemptEventId, ...ids } = scene;
  await write(scene, mark);
  const { createCandidateToken } = await client.data(
    `mutation ($input: CreateCandidateTokenInput!) { createCandidateToken(input: $input) { secret } }`,
    { input: { candidateId: ids.candidateId } },
  );
  const trace = await traceOf(api.store, client.agencyId, mark);
  return {
    ...{ client, scene, trace, token: createCandidateToken.secret },
    ids: { ...ids, eventId: attemptEventId },
  };
}

/** The idempotency key under which an agency writes the input of this label. */
export const idempotencyKeyOf = (label: string, mark: string) => `${label} of ${mark}`;

/** The input of a mutation under an idempotency key; of a batch the first has it. */
export function keyed(input: Json, idempotencyKey: string): Json {
  if (Array.isArray(input)) return [keyed(input[0], idempotencyKey), ...input.slice(1)];
  return { ...input, idempotencyKey };
}

/** But for what would leave nothing to be done. */
async function write(scene: Scene, mark: string): Promise<void> {
  const written = Object.entries(inputs(scene)).filter(
    ([label]) => !/close|cancel|revoke|delete|disable|doNotContact|updateJobPosting/i.test(label),
  );
  for (const [label, input] of written) {
    const all = keyed(marked(input, mark), idempotencyKeyOf(label, mark));
    await scene.client.mutate(mutationOf(label), all);
  }
}

/** What a person may write. */
const texts =
  /^(name|title|note|reason|why|what|saidBy|description|availability|postalAddress|body|email|generalEmail)$/;

function marked(value: Json, mark: string, key = ''): Json {
  if (Array.isArray(value)) return value.map((each) => marked(each, mark, key));
  if (value && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, marked(each, mark, name)]));
  if (typeof value !== 'string' || !texts.test(key)) return value;
  return /email/i.test(key) ? `${asAddress(mark)}@example.com` : `${mark}: ${value}`;
}

/** Those that differ with every answer. */
const headersOfMoment = /^(date|x-request-id)$/;

/** All that is answered to a request. */
export async function answerTo(
  { client }: Side,
  key: string,
  query: string,
  variables: Json,
): Promise<string> {
  const { status, headers, body, cost } = await client.request(query, variables, { key });
  const lasting = [...headers].filter(([name]) => !headersOfMoment.test(name));
  return JSON.stringify({ status, body, cost, headers: lasting });
}

/** The answer, and what its statements read; they run beside each other, and come in any order. */
export interface Measured {
  text: string;
  reads: string[];
}

export async function measure(side: Side, key: string, query: string, variables: Json): Promise<Measured> {
  let text = '';
  const statements = await sentBy(async () => {
    text = await answerTo(side, key, query, variables);
  });
  const { api, agencyId } = side.client;
  return { text, reads: (await readsOf(api.store, agencyId, statements)).sort() };
}
