import { readFileSync } from 'node:fs';
import { makeApollo } from '../../src/graphql/apollo';
import { Budget } from '../../src/graphql/budget';
import { makeLog } from '../../src/http/log';
import { makeServer } from '../../src/http/server';
import { backlogs } from '../../src/store/counts';
import { claimJob, queueJob } from '../../src/store/jobs';
import { handOut, type Lease, leaseWebhooks } from '../../src/store/webhooks/hand-out';
import { makeAgency } from '../support/agency';
import { type AgencyClient, Api } from '../support/api';
import { Scene } from '../webhooks/scene';
import { type Answer, send } from './serving';

let api: Api;
let client: AgencyClient;
beforeAll(async () => {
  api = await Api.start();
  client = await api.agency();
});
afterAll(() => api.close());

const scrape = (headers: Record<string, string> = {}): Promise<Answer> =>
  send(api.url.replace('/graphql', '/metrics'), { headers });

/** The value of one line. */
async function shown(line: string): Promise<number> {
  const { text } = await scrape();
  const found = text.split('\n').find((each) => each.startsWith(`${line} `));
  return found === undefined ? 0 : Number(found.slice(line.length + 1));
}

/** By how much the work has raised the value of a line. */
async function risen(line: string, work: () => Promise<unknown>): Promise<number> {
  const before = await shown(line);
  await work();
  return (await shown(line)) - before;
}

const operations = (type: string, outcome: string) =>
  `followline_graphql_operations_total{type="${type}",outcome="${outcome}"}`;
const appends = (outcome: string) => `followline_appends_total{outcome="${outcome}"}`;
const requests = (route: string, method: string, status: string) =>
  `followline_http_request_duration_seconds_count{route="${route}",method="${method}",status="${status}"}`;

describe('metrics', () => {
  it('come as text, or as OpenMetrics where that is asked for, one after the other', async () => {
    const accept = 'application/openmetrics-text;version=1.0.0;q=0.8,text/plain;version=0.0.4;q=0.5';
    for (let time = 0; time < 2; time++) {
      const [open, text] = await Promise.all([scrape({ accept }), scrape()]);
      expect(open.headers.get('content-type')).toBe(
        'application/openmetrics-text; version=1.0.0; charset=utf-8',
      );
      expect(open.text).toMatch(/^# TYPE followline_appends counter\nfollowline_appends_total\{/m);
      expect(open.text).toMatch(/\n# EOF\n$/);
      expect(text.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
      expect(text.text).toMatch(/^# TYPE followline_appends_total counter\nfollowline_appends_total\{/m);
    }
  });

  it('are all described in docs/operating.md, which describes no others', async () => {
    const { text } = await scrape();
    const measured = [...text.matchAll(/^# TYPE (followline_\w+) (\w+)$/gm)].map(([, name, type]) => [
      name,
      type,
    ]);
    const page = readFileSync('docs/operating.md', 'utf8');
    const described = [...page.matchAll(/^\| `(followline_\w+)` \| (\w+) \|/gm)].map(([, name, type]) => [
      name,
      type,
    ]);
    expect(described.sort()).toEqual(measured.sort());
  });

  it('count operations by type and outcome', async () => {
    const query = '{ viewer { agencyName } }';
    expect(await risen(operations('query', 'answered'), () => client.request(query))).toBe(1);
    expect(await risen(operations('none', 'refused'), () => client.request('{ nothing }'))).toBe(1);
    const badPage = '{ worklist(first: 0) { nodes { action { kind } } } }';
    expect(await risen(operations('query', 'refused'), () => client.request(badPage))).toBe(1);
    expect(await risen(operations('mutation', 'answered'), () => client.candidate())).toBe(1);
  });

  it('count what fails by a fault of ours', async () => {
    const { everyAgency } = api.store;
    const failed = () => {
      const failing = jest.spyOn(everyAgency, 'query').mockImplementation((() => {
        failing.mockRestore();
        return Promise.reject(Object.assign(new Error('no connection'), { code: 'ECONNREFUSED' }));
      }) as never);
      return api.request('{ viewer { agencyName } }', {}, client);
    };
    expect(await risen(requests('/graphql', 'POST', '5xx'), failed)).toBe(1);
  });

  it('count appends by outcome', async () => {
    const posting = await client.posting(await client.employer());
    const applicationId = await client.application(await client.candidate(), posting);
    const attempt = {
      ...{ applicationId, method: 'EMAIL', attemptedAt: '2026-03-04T16:00:00Z', idempotencyKey: 'once' },
    };
    const record = (input: object) => () => client.mutate('recordContactAttempt', input);
    expect(await risen(appends('appended'), record(attempt))).toBe(1);
    expect(await risen(appends('replayed'), record(attempt))).toBe(1);
    expect(await risen(appends('key_reused'), record({ ...attempt, method: 'PHONE' }))).toBe(1);
    const early = { ...attempt, idempotencyKey: 'early', attemptedAt: '2026-03-01T16:00:00Z' };
    expect(await risen(appends('refused'), record(early))).toBe(1);
  });

  it('leave streams out, which last as long as somebody listens', async () => {
    const stream = await send(`${api.url}/stream?query={viewer{role}}`, {
      headers: { authorization: `Bearer ${client.key}` },
    });
    expect(stream.text).toContain('ADMINISTRATOR');
    expect((await scrape()).text).not.toMatch(/route="\/graphql\/stream"/);
  });

  it('name a route as it is declared, and never what a client has put into it', async () => {
    const ask = (path: string, method = 'GET') => send(new URL(path, api.url).href, { method });
    expect(await risen(requests('none', 'GET', '4xx'), () => ask('/secret/path'))).toBe(1);
    expect(await risen(requests('none', 'other', '4xx'), () => ask('/graphql', 'PROPFIND'))).toBe(1);
    expect(await risen(requests('/graphql', 'GET', '4xx'), () => ask('/graphql?query={secret}'))).toBe(1);
    expect((await scrape()).text).not.toMatch(/secret|PROPFIND/);
  });

  it('show what waits for a new plan, and for how long', async () => {
    backlogs.set('one', { since: performance.now() - 90_000, applications: 3 });
    backlogs.set('two', { since: performance.now(), applications: 4 });
    expect(await shown('followline_replanning_applications')).toBe(7);
    expect(Math.round(await shown('followline_replanning_oldest_seconds'))).toBe(90);
    backlogs.clear();
    expect(await shown('followline_replanning_applications')).toBe(0);
    expect(await shown('followline_replanning_oldest_seconds')).toBe(0);
  });

  it('show the connections, the event loop and the collection of garbage', async () => {
    const { text } = await scrape();
    expect(text).toMatch(/^followline_pool_connections\{pool="agency",state="idle"\} [1-9]/m);
    expect(text).toMatch(/^nodejs_eventloop_lag_p99_seconds \d/m);
    expect(text).toMatch(/^# TYPE nodejs_gc_duration_seconds histogram/m);
  });
});

describe('what waits for work in the background', () => {
  const due = 'followline_webhook_deliveries{state="due"}';
  const later = 'followline_webhook_deliveries{state="later"}';
  const oldestDue = 'followline_webhook_oldest_due_seconds';
  const oldestQueued = 'followline_jobs_oldest_queued_seconds';
  const query = (text: string) => api.store.owner.query(text);
  const minutesOf = async (line: string) => Math.round((await shown(line)) / 60);

  it('is nothing where there is nothing to do', async () => {
    for (const line of [due, later, oldestDue, oldestQueued])
      expect([line, await shown(line)]).toEqual([line, 0]);
  });

  it('is each delivery to an open webhook, and how long one has been due', async () => {
    const scene = await Scene.open(api.store);
    const lease = async () => (await leaseWebhooks(api.store, 1, 1))[0] as Lease;
    await scene.webhook('http://127.0.0.1:9/hook');
    await scene.application(2);
    expect([await shown(due), await shown(later)]).toEqual([0, 0]);
    const { rows } = await api.store.owner.query(
      'select extract(epoch from now() - min(recorded_at))::float8 as age from event where agency_id = $1',
      [scene.agency.agencyId],
    );
    const seconds = await shown(oldestDue);
    expect([seconds > rows[0].age, seconds < rows[0].age + 5]).toEqual([true, true]);
    await query(`update webhook set failing_since = now()`);
    expect(await shown(oldestDue)).toBe(0);
    await query(`update webhook set failing_since = null`);
    expect(await handOut(api.store, await lease())).toBe(3);
    // The first of an application holds the others.
    expect([await shown(due), await shown(later), await minutesOf(oldestDue)]).toEqual([1, 2, 0]);
    await query(`update webhook_delivery set next_attempt_at = now() - interval '7 minutes'
      where next_attempt_at is not null`);
    expect(await minutesOf(oldestDue)).toBe(7);
    await query(`update webhook set paused_until = now() - interval '3 minutes'`);
    expect(await minutesOf(oldestDue)).toBe(3);
    await query(`update webhook_delivery set next_attempt_at = now() + interval '7 minutes'
      where next_attempt_at is not null`);
    expect([await shown(due), await shown(later), await shown(oldestDue)]).toEqual([0, 3, 0]);
    await query(`update webhook set paused_until = now() + interval '1 hour'`);
    expect([await shown(due), await shown(later), await shown(oldestDue)]).toEqual([0, 0, 0]);
    await scene.close();
  });

  it('is each job, and how long one could have been taken up', async () => {
    const { session } = await makeAgency(api.store);
    await queueJob(api.store, session, 'EXPORT', {}, null);
    await queueJob(api.store, session, 'EXPORT', {}, null);
    await claimJob(api.store.everyAgency);
    const jobs = async () => [
      await shown('followline_jobs{state="queued"}'),
      await shown('followline_jobs{state="running"}'),
    ];
    expect(await jobs()).toEqual([1, 1]);
    await query(
      `update job set created_at = now() - interval '20 minutes', not_before = now() - interval '9 minutes'`,
    );
    expect(await minutesOf(oldestQueued)).toBe(9);
    await query(`update job set not_before = now() + interval '9 minutes'`);
    expect([await shown(oldestQueued), ...(await jobs())]).toEqual([0, 1, 1]);
    await query('delete from job');
    expect(await jobs()).toEqual([0, 0]);
  });

  it('is left out while the database does not tell, and the rest comes all the same', async () => {
    const { everyAgency } = api.store;
    const taken = await Promise.all(Array.from({ length: 4 }, () => everyAgency.connect()));
    const start = performance.now();
    const answers = await Promise.all(Array.from({ length: 5 }, () => scrape()));
    expect(performance.now() - start).toBeLessThan(3_000);
    for (const { status, text } of answers) {
      expect(status).toBe(200);
      expect(text).not.toMatch(/^followline_(jobs|webhook_\w+)[{ ]/m);
      // However many have asked.
      expect(text).toMatch(/^followline_pool_waiting\{pool="every_agency"\} 1$/m);
      expect(text).toMatch(/^followline_pool_connections\{pool="every_agency",state="busy"\} 4$/m);
    }
    for (const connection of taken) connection.release();
    expect((await scrape()).text).toMatch(/^followline_jobs\{state="queued"\} 0$/m);
  });
});

describe('metrics may be read', () => {
  it.each(['x-forwarded-for', 'forwarded', 'via', 'x-real-ip'])(
    'not through a proxy, where there is no token: %s',
    async (header) => {
      const { status, code } = await scrape({ [header]: '203.0.113.7' });
      expect({ status, code }).toEqual({ status: 403, code: 'FORBIDDEN' });
    },
  );

  it('with the token only, where there is one', async () => {
    const token = 'a-token-of-prometheus';
    const apollo = await makeApollo();
    const server = makeServer({
      ...{ store: api.store, apollo, budget: new Budget(0), log: makeLog('silent'), metricsToken: token },
    });
    try {
      const origin = await server.listen({ host: '127.0.0.1', port: 0 });
      const statuses = [undefined, 'Bearer wrong', `Bearer ${token}`].map(async (authorization) => {
        const headers: Record<string, string> = { 'x-forwarded-for': '203.0.113.7' };
        if (authorization) headers.authorization = authorization;
        return (await send(`${origin}/metrics`, { headers })).status;
      });
      expect(await Promise.all(statuses)).toEqual([401, 401, 200]);
    } finally {
      await server.close();
      await apollo.stop();
    }
  });
});
