import { parse } from 'csv-parse/sync';
import { exportJob } from '../../src/cli/export-job';
import { JobFailure, type Jobs, startJobs } from '../../src/cli/jobs';
import { columns } from '../../src/http/exports/columns';
import { makeLog } from '../../src/http/log';
import { type AgencyClient, Api, type Json } from '../support/api';
import { makeBusy, makeScene } from '../support/scene';

let api: Api;
let client: AgencyClient;
let origin: string;
beforeAll(async () => {
  api = await Api.start();
  origin = new URL(api.url).origin;
  client = await api.agency('Agency "A"');
  await makeBusy(client);
  await makeScene(await api.agency('Another agency'));
});
afterAll(() => api.close());

const download = (path: string, key = client.key) =>
  fetch(`${origin}${path}`, { headers: { authorization: `Bearer ${key}` } });

async function text(path: string): Promise<string> {
  const response = await download(path);
  expect({ path, status: response.status }).toEqual({ path, status: 200 });
  return response.text();
}

const jsonLines = (whole: string): Json[] =>
  whole
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));

/** All pages of a list. */
async function all(list: string, selection: string, args = ''): Promise<Json[]> {
  const nodes: Json[] = [];
  for (let after: string | null = null; ; ) {
    const query = `query ($after: String) { ${list}(first: 20, after: $after ${args}) {
      nodes { ${selection} } pageInfo { endCursor hasNextPage } } }`;
    const page: Json = (await client.data(query, { after }))[list];
    nodes.push(...page.nodes);
    if (!page.pageInfo.hasNextPage) return nodes;
    after = page.pageInfo.endCursor;
  }
}

const place = `id candidate { name } jobPosting { title employer { name } } assignee { name }`;
const placeOf = ({ id, candidate, jobPosting, assignee }: Json) => ({
  applicationId: id,
  candidateName: candidate.name,
  employerName: jobPosting.employer.name,
  positionTitle: jobPosting.title,
  assigneeName: assignee?.name ?? null,
});
const byText = (rows: Json[]) => rows.map((row) => JSON.stringify(row)).sort();

describe('what is exported is what the API lists', () => {
  it('applications', async () => {
    const listed = await all(
      'applications',
      `${place} candidate { id email } jobPosting { id employer { id } } submittedAt channel stage outcome version
       attempts(first: 10) { nodes { id } } unansweredAttempts lastAttemptAt lastResponseAt decisionExpectedOn
       nextAction { kind method opensAt dueAt }`,
    );
    const expected = listed.map(({ id, jobPosting, candidate, attempts, assignee, nextAction, ...rest }) => ({
      ...placeOf({ id, jobPosting, candidate, assignee }),
      ...{ candidateId: candidate.id, candidateEmail: candidate.email, employerId: jobPosting.employer.id },
      ...{ jobPostingId: jobPosting.id, ...rest, attempts: attempts.nodes.length },
      ...{ nextActionKind: nextAction.kind, nextActionMethod: nextAction.method },
      ...{ nextActionOpensAt: nextAction.opensAt, nextActionDueAt: nextAction.dueAt },
    }));
    const exported = jsonLines(await text('/exports/applications.jsonl'));
    expect(exported.length).toBeGreaterThan(20);
    const sorted = (rows: Json[]) => byText(rows.map((row) => Object.entries(row).sort()));
    expect(sorted(exported)).toEqual(sorted(expected));
    const stages = jsonLines(await text('/exports/applications.jsonl?stages=CLOSED,OFFERED'));
    expect(stages).toEqual(exported.filter(({ stage }) => ['CLOSED', 'OFFERED'].includes(stage)));
    expect(stages).not.toHaveLength(0);
    const since = '2026-03-04T00:00:00Z';
    const late = jsonLines(await text(`/exports/applications.jsonl?since=${since}`));
    expect(late).toEqual(exported.filter(({ submittedAt }) => submittedAt >= since));
  });

  it('attempts', async () => {
    const listed = await all(
      'applications',
      `${place} attempts(first: 10) { nodes { id attemptedAt timeZone method purpose contact { id name }
        recipientRole response respondedAt note attemptedBy { name } recordedAt corrected } }`,
    );
    const expected = listed.flatMap(({ attempts, ...application }) =>
      attempts.nodes.map(({ id, contact, attemptedBy, ...rest }: Json) => ({
        ...{ attemptId: id, ...placeOf(application), ...rest, attemptedBy: attemptedBy.name },
        ...{ contactId: contact?.id ?? null, contactName: contact?.name ?? null },
      })),
    );
    const exported = jsonLines(await text('/exports/attempts.jsonl'));
    const sorted = (rows: Json[]) => byText(rows.map((row) => Object.entries(row).sort()));
    expect(sorted(exported)).toEqual(sorted(expected));
    const since = '2026-03-05T16:00:00.000Z';
    const late = jsonLines(await text(`/exports/attempts.jsonl?since=${since}`));
    expect(late).toEqual(exported.filter(({ attemptedAt }) => attemptedAt >= since));
    expect(late).not.toHaveLength(0);
  });

  it.each(['2026-03-04T12:00:00Z', '2026-03-12T15:00:00Z'])('the worklist at %s', async (at) => {
    const listed = await all(
      'worklist',
      `application { ${place} } action { kind method urgency recipient { role contact { id name } }
        opensAt dueAt lateAt until reason }`,
      `, at: "${at}"`,
    );
    const expected = listed.map(({ application, action: { recipient, ...rest } }) => ({
      ...{ ...placeOf(application), ...rest, recipientRole: recipient?.role ?? null },
      ...{ contactId: recipient?.contact?.id ?? null, contactName: recipient?.contact?.name ?? null },
    }));
    const exported = jsonLines(await text(`/exports/worklist.jsonl?at=${at}`));
    const sorted = (rows: Json[]) => byText(rows.map((row) => Object.entries(row).sort()));
    expect(sorted(exported)).toEqual(sorted(expected));
    expect(exported).not.toHaveLength(0);
  });

  it.each(['applications', 'attempts', 'worklist'])('%s as CSV are the same values as text', async (kind) => {
    const query = kind === 'worklist' ? '?at=2026-03-04T12:00:00Z' : '';
    const response = await download(`/exports/${kind}.csv${query}`);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': `attachment; filename="${kind}.csv"`,
      'cache-control': 'no-store',
    });
    const whole = await response.text();
    const rows: Json[] = parse(whole, { columns: true, record_delimiter: '\r\n' });
    const values = jsonLines(await text(`/exports/${kind}.jsonl${query}`));
    const asText = (row: Json) =>
      Object.fromEntries(
        Object.entries(row).map(([name, value]) => [name, value === null ? '' : String(value)]),
      );
    expect(rows).toEqual(values.map(asText));
    const names = columns[kind.toUpperCase() as keyof typeof columns].map(([name]) => name);
    expect(whole.split('\r\n')[0]).toBe(names.join(','));
  });
});

it('a value that a spreadsheet would run is text, quotes and line breaks stay, and a byte order mark is on request', async () => {
  const other = await api.agency('Formulas');
  const names = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', 'a, "b"\nc; ä 😀'];
  const posting = await other.posting(await other.employer({ name: '=HYPERLINK("http://x")' }));
  for (const name of names) await other.application(await other.candidate({ name }), posting);
  const whole = await (await download('/exports/applications.csv?bom=true', other.key)).text();
  const bytes = Buffer.from(
    await (await download('/exports/applications.csv?bom=true', other.key)).arrayBuffer(),
  );
  expect(bytes.subarray(0, 3).toString('hex')).toBe('efbbbf');
  const rows: Json[] = parse(whole, { columns: true, bom: true, record_delimiter: '\r\n' });
  expect(rows.map(({ candidateName }) => candidateName)).toEqual([
    ...names.slice(0, 5).map((name) => `'${name}`),
    names[5],
  ]);
  expect(rows[0].employerName).toBe(`'=HYPERLINK("http://x")`);
  const exact = jsonLines(await (await download('/exports/applications.jsonl', other.key)).text());
  expect(exact.map(({ candidateName }) => candidateName)).toEqual(names);
});

describe('an export is refused', () => {
  it.each(['VIEWER'] as const)('to a %s, and to nobody', async (role) => {
    const { key } = await api.keyOf(client, role);
    for (const path of ['/exports/attempts.csv', '/exports/jobs/x']) {
      expect((await download(path, key)).status).toBe(403);
      expect((await fetch(`${origin}${path}`)).status).toBe(401);
    }
  });

  it.each([
    ['applications.csv?since=soon', 'since'],
    ['applications.csv?since=2026-03-04T00:00:00Z&since=2026-03-04T00:00:00Z', 'since'],
    ['applications.csv?stages=OPEN', 'stages'],
    ['applications.csv?at=2026-03-04T00:00:00Z', 'since, stages, bom'],
    ['worklist.csv?stages=CLOSED', 'at, bom'],
    ['worklist.csv?bom=yes', 'bom'],
  ])('for %s', async (path, named) => {
    const response = await download(`/exports/${path}`);
    const { errors } = (await response.json()) as Json;
    expect([response.status, errors[0].extensions.code]).toEqual([400, 'BAD_REQUEST']);
    expect(errors[0].message).toContain(named);
  });

  it('by other methods than GET', async () => {
    for (const path of ['/exports/attempts.csv', '/exports/jobs/x']) {
      const response = await fetch(`${origin}${path}`, { method: 'POST' });
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET']);
    }
    expect((await download('/exports/candidates.csv')).status).toBe(404);
  });
});

describe('an export in the background', () => {
  const runs = () => ({
    EXPORT: exportJob(api.store),
    IMPORT: () => Promise.reject(new JobFailure('Not here.')),
  });
  let jobs: Jobs;
  beforeAll(() => {
    jobs = startJobs(api.store, makeLog('silent'), runs());
  });
  afterAll(() => jobs.stop());

  const fields = 'id kind format state done total rowCount bytes failure path expiresAt createdBy { name }';
  const start = async (input: object) =>
    (
      await client.data(
        `mutation ($input: StartExportInput!) { startExport(input: $input) { exportJob { ${fields} } userErrors { code field } } }`,
        { input },
      )
    ).startExport;
  const find = async (id: string, by: AgencyClient = client) =>
    (await by.data(`query ($id: ID!) { exportJob(id: $id) { ${fields} } }`, { id })).exportJob;
  const finished = async (id: string) => {
    for (;;) {
      const job = await find(id);
      if (!['QUEUED', 'RUNNING'].includes(job.state)) return job;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };

  it('makes the same file as the download', async () => {
    const input = { kind: 'ATTEMPTS', format: 'CSV', idempotencyKey: 'a key' };
    const { exportJob: queued } = await start(input);
    expect((await start(input)).exportJob.id).toBe(queued.id);
    const job = await finished(queued.id);
    const whole = await text('/exports/attempts.csv');
    const count = (await all('applications', 'id')).length;
    expect(job).toMatchObject({
      ...{ kind: 'ATTEMPTS', format: 'CSV', state: 'DONE', done: count, total: count, failure: null },
      ...{
        bytes: Buffer.byteLength(whole),
        path: `/exports/jobs/${job.id}`,
        createdBy: { name: 'Administrator' },
      },
      rowCount: jsonLines(await text('/exports/attempts.jsonl')).length,
    });
    expect(await text(job.path)).toBe(whole);
    const { node, exportJobs } = await client.data(
      `query ($id: ID!) { node(id: $id) { ... on ExportJob { ${fields} } } exportJobs { nodes { id } } }`,
      { id: job.id },
    );
    expect(node).toEqual(job);
    expect(exportJobs.nodes[0]).toEqual({ id: job.id });
  });

  it('is there for no other agency, and not for ever', async () => {
    const job = await finished((await start({ kind: 'WORKLIST', format: 'JSON_LINES' })).exportJob.id);
    const other = await api.agency('A third agency');
    expect(await find(job.id, other)).toBeNull();
    expect((await download(job.path, other.key)).status).toBe(404);
    const { cancelExport } = await other.data(
      `mutation ($id: ID!) { cancelExport(input: { id: $id }) { exportJob { id } userErrors { code field } } }`,
      { id: job.id },
    );
    expect(cancelExport).toEqual({
      exportJob: null,
      userErrors: [{ code: 'NOT_FOUND', field: ['input', 'id'] }],
    });
    await api.store.everyAgency.query(`update job set expires_at = now() where state = 'DONE'`);
    expect((await download(job.path)).status).toBe(404);
    expect((await find(job.id)).path).toBeNull();
  });

  it('can be called off while it waits; what is over cannot', async () => {
    await jobs.stop();
    const { exportJob: queued } = await start({ kind: 'ATTEMPTS', format: 'CSV' });
    expect(await client.done('cancelExport', { id: queued.id })).toMatchObject({
      exportJob: { id: queued.id, state: 'CANCELLED' },
    });
    jobs = startJobs(api.store, makeLog('silent'), runs());
    const { exportJob: other } = await start({ kind: 'ATTEMPTS', format: 'CSV' });
    await finished(other.id);
    expect((await find(queued.id)).state).toBe('CANCELLED');
    expect((await client.mutate('cancelExport', { id: other.id })).userErrors).toMatchObject([
      { code: 'JOB_FINISHED', field: ['input', 'id'] },
    ]);
  });

  it.each([
    [{ kind: 'WORKLIST', since: '2026-03-04T00:00:00Z' }, 'since'],
    [{ kind: 'ATTEMPTS', stages: ['CLOSED'] }, 'stages'],
    [{ kind: 'ATTEMPTS', at: '2026-03-04T00:00:00Z' }, 'at'],
  ])('%j is refused', async (input, field) => {
    expect((await start({ format: 'CSV', ...input })).userErrors).toEqual([
      { code: 'INVALID', field: ['input', field] },
    ]);
  });
});
