import { Agent, request } from 'node:http';
import { makeSchema } from '../../src/graphql/schema';
import { createDatabase, type TestDatabase } from '../support/database';
import { RandomQueries, randomNumbers } from '../support/random-queries';
import { endPrograms, type ServingProgram, startServer, urlOf } from './program';

const count = 10_000;
const inFlight = 16;
const seed = Number(process.env.RANDOM_QUERIES_SEED) || Date.now() % 2 ** 31;

const key = 'a-key-for-random-queries';
const agent = new Agent({ keepAlive: true, maxSockets: inFlight });

let database: TestDatabase;
let server: ServingProgram;
beforeAll(async () => {
  database = await createDatabase();
  server = await startServer({
    DATABASE_URL: urlOf(database.connection),
    ...{ BOOTSTRAP_API_KEY: key, RATE_LIMIT_POINTS_PER_MINUTE: '0', LOG_LEVEL: 'warn' },
    // What held on to requests would run out of memory long before the end.
    NODE_OPTIONS: '--max-old-space-size=192',
  });
});
afterAll(async () => {
  agent.destroy();
  await endPrograms();
  await database.drop();
});

interface Sent {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string;
}

interface Received {
  status: number;
  type: string;
  text: string;
}

function send({ method, path, headers, body }: Sent): Promise<Received> {
  return new Promise((resolve, reject) => {
    const sent = request(`${server.origin}${path}`, { method, headers, agent, timeout: 30_000 }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (part) => {
        text += part;
      });
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, type: answer.headers['content-type'] ?? '', text }),
      );
      answer.on('error', reject);
    });
    sent.on('timeout', () => sent.destroy(new Error('No answer')));
    sent.on('error', reject);
    sent.end(body);
  });
}

const authorized = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
const post = (body: string, headers: Record<string, string> = {}): Sent => ({
  ...{ method: 'POST', path: '/graphql', body, headers: { ...authorized, ...headers } },
});

/** Somebody to ask about: an id of each kind of thing. */
async function makeThings(): Promise<string[]> {
  const ids: string[] = [];
  const make = async (name: string, thing: string, input: string) => {
    const query = `mutation { ${name}(input: { ${input} }) { ${thing} { id } userErrors { message } } }`;
    const { data } = JSON.parse((await send(post(JSON.stringify({ query })))).text);
    const { id } = data[name][thing];
    ids.push(id);
    return id;
  };
  const candidateId = await make(
    'createCandidate',
    'candidate',
    'name: "Robin", timeZone: "America/Chicago"',
  );
  const employerId = await make(
    'createEmployer',
    'employer',
    'name: "Works", timeZone: "UTC", country: "US"',
  );
  await make('createContact', 'contact', `employerId: "${employerId}", name: "Sam", role: HIRING_MANAGER`);
  await make('createMember', 'member', 'name: "Kim"');
  const postingId = await make(
    'createJobPosting',
    'jobPosting',
    `employerId: "${employerId}", title: "Welder"`,
  );
  const submitted = `candidateId: "${candidateId}", jobPostingId: "${postingId}", submittedAt: "2026-03-03T16:00:00Z"`;
  await make('submitApplication', 'application', `${submitted}, channel: JOB_BOARD`);
  return ids;
}

/** Two thirds of them are valid; the others are wrong in their text, their body or their headers. */
function randomRequest(random: RandomQueries): Sent {
  const { query, variables } = random.valid();
  const body = JSON.stringify({ query, variables });
  if (random.chance(0.66)) return post(body);
  const path = `/graphql?query=${encodeURIComponent(query)}&variables=${encodeURIComponent(JSON.stringify(variables))}`;
  return random.pick<() => Sent>([
    () => post(JSON.stringify({ query: random.broken(query), variables })),
    () => post(JSON.stringify({ query: random.broken(query), variables })),
    () => post(random.broken(body)),
    () => post(JSON.stringify(random.pick<unknown>([null, 1, 'x', [], [{ query }], {}, { query: 1 }]))),
    () => post(JSON.stringify({ query, variables: random.pick<unknown>([[], 'x', 1, { v0: {} }]) })),
    () => post(JSON.stringify({ query, variables, operationName: random.pick<unknown>(['x', '', 1, {}]) })),
    () =>
      post(
        JSON.stringify({
          query,
          extensions: random.pick<unknown>([
            1,
            [],
            { persistedQuery: { version: random.pick([1, 2]), sha256Hash: 'x' } },
          ]),
        }),
      ),
    () =>
      post(body, {
        'content-type': random.pick(['text/plain', 'application/json; charset=latin1', 'x', '']),
      }),
    () =>
      post(body, {
        accept: random.pick(['text/html', 'application/graphql-response+json', 'image/png', '*/*;q=0']),
      }),
    () => post(body, { authorization: random.pick(['', 'Bearer', `Bearer ${key} x`, 'Basic eDp5']) }),
    () => ({ ...post(''), method: 'GET', path: path.slice(0, 12_000) }),
    () => ({
      ...post(''),
      method: random.pick(['GET', 'PUT', 'DELETE', 'OPTIONS']),
      path: `/${random.broken('graphql?query={__typename}').replace(/[\0\s\u2028]/g, '')}`,
    }),
  ])();
}

/** What no answer may hold. */
const revealing =
  /\bat .*:\d+:\d+|node_modules|\.[jt]s:\d+|SQLSTATE|\b(select|insert into|update|delete from) .* (from|values|set|where) /i;

/** What is wrong with an answer; null where nothing is. */
function wrongWith({ status, type, text }: Received): string | null {
  if (status >= 500 || status < 200) return `status ${status}`;
  if (type.startsWith('text/html')) return null;
  const { data, errors } = JSON.parse(text);
  if (data === undefined && !Array.isArray(errors)) return 'neither data nor errors';
  const told = JSON.stringify(errors ?? '');
  return /INTERNAL_SERVER_ERROR|SERVICE_UNAVAILABLE/.test(told) || revealing.test(told)
    ? told.slice(-500)
    : null;
}

async function measured(name: string): Promise<number> {
  const { text } = await send({ ...post(''), method: 'GET', path: '/metrics' });
  return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
}

it(`answers ${count} random requests, valid and broken, without a fault, in bounded memory`, async () => {
  const random = new RandomQueries(makeSchema(), await makeThings(), randomNumbers(seed));
  const faults: string[] = [];
  const statuses = new Map<number, number>();
  let left = count;
  const client = async () => {
    while (left > 0 && faults.length < 5) {
      left -= 1;
      const sent = randomRequest(random);
      const answer = await send(sent).catch((error: Error) => ({
        status: 0,
        type: String(error),
        text: '{}',
      }));
      const fault = wrongWith(answer);
      if (fault) faults.push(`${fault}\n${JSON.stringify(sent).slice(0, 1_500)}`);
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, client));
  expect({ seed, faults }).toEqual({ seed, faults: [] });
  // It is not all refused at the door.
  expect(statuses.get(200)).toBeGreaterThan(count / 2);
  // Beside the heap, most of it is what proofreads: that thread begins with the first text, and stays.
  expect(await measured('process_resident_memory_bytes')).toBeLessThan(800 * 1024 * 1024);
  expect(server.output().stderr).toBe('');
}, 300_000);
