import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const key = 'fl_crash-test-administrator';
const port = 4871;
const url = `http://127.0.0.1:${port}/graphql`;

/** The program as it is built; the test command builds it first. */
function followline(dataDir: string, ...args: string[]): ChildProcess {
  return spawn(process.execPath, ['dist/src/main.js', ...args], {
    env: {
      ...process.env,
      DATABASE_URL: '',
      DATA_DIR: dataDir,
      PORT: String(port),
      BOOTSTRAP_API_KEY: key,
      LOG_LEVEL: 'silent',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

async function untilReady(): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the server did not become ready');
}

// biome-ignore lint/suspicious/noExplicitAny: answers are read as JSON
async function ask(query: string, variables: object = {}): Promise<any> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await answer.json()) as { data: unknown; errors?: unknown };
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

async function makeApplications(count: number): Promise<string[]> {
  const candidate = (
    await ask(`mutation { createCandidate(input: { name: "Robin", timeZone: "UTC" }) { candidate { id } } }`)
  ).createCandidate.candidate.id;
  const employer = (
    await ask(
      `mutation { createEmployer(input: { name: "Works", timeZone: "UTC", country: "US" }) { employer { id } } }`,
    )
  ).createEmployer.employer.id;
  const posting = (
    await ask(
      `mutation ($e: ID!) { createJobPosting(input: { employerId: $e, title: "Welder" }) { jobPosting { id } } }`,
      {
        e: employer,
      },
    )
  ).createJobPosting.jobPosting.id;
  const submit = `mutation ($c: ID!, $p: ID!) { submitApplication(input: {
    candidateId: $c, jobPostingId: $p, submittedAt: "2026-03-03T10:00:00Z", channel: JOB_BOARD }) { application { id } } }`;
  const made = [];
  for (let n = 0; n < count; n++) {
    made.push((await ask(submit, { c: candidate, p: posting })).submitApplication.application.id);
  }
  return made;
}

const attempt = `mutation ($input: RecordContactAttemptInput!) {
  recordContactAttempt(input: $input) { event { id position } userErrors { code } } }`;

async function allEvents(): Promise<{ id: string; position: string }[]> {
  const query = `query ($after: String) { events(first: 100, after: $after) {
    nodes { id position } pageInfo { hasNextPage endCursor } } }`;
  const events: { id: string; position: string }[] = [];
  let page = (await ask(query)).events;
  events.push(...page.nodes);
  while (page.pageInfo.hasNextPage) {
    page = (await ask(query, { after: page.pageInfo.endCursor })).events;
    events.push(...page.nodes);
  }
  return events;
}

function exited(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => child.once('exit', resolve));
}

async function output(child: ChildProcess): Promise<{ code: number | null; text: string }> {
  let text = '';
  child.stdout?.on('data', (chunk) => {
    text += chunk;
  });
  return { code: await exited(child), text };
}

it('loses and doubles nothing when the server is killed amid a thousand mutations', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'followline-crash-'));
  let server = followline(dataDir, 'serve');
  try {
    await untilReady();
    const applications = await makeApplications(20);
    const acknowledged: string[] = [];
    const requests = Array.from({ length: 1_000 }, (_, n) =>
      ask(attempt, {
        input: {
          applicationId: applications[n % applications.length],
          attemptedAt: new Date(Date.parse('2026-03-04T10:00:00Z') + n * 60_000).toISOString(),
          method: 'EMAIL',
          idempotencyKey: `attempt-${n}`,
        },
      }).then(
        (data) => {
          acknowledged.push(data.recordContactAttempt.event.id);
          if (acknowledged.length === 200) server.kill('SIGKILL');
        },
        () => undefined,
      ),
    );
    await Promise.all(requests);
    await exited(server);
    expect(acknowledged.length).toBeGreaterThanOrEqual(200);
    expect(acknowledged.length).toBeLessThan(1_000);

    server = followline(dataDir, 'serve');
    await untilReady();
    const events = await allEvents();
    expect(events.map(({ position }) => position)).toEqual(events.map((_, index) => String(index + 1)));
    const ids = events.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(acknowledged.filter((id) => ids.filter((other) => other === id).length !== 1)).toEqual([]);

    server.kill('SIGTERM');
    expect(await exited(server)).toBe(0);
    const verified = await output(followline(dataDir, 'verify'));
    expect(verified.text).toContain(`Verified ${events.length} events of 20 applications: 0 problems.`);
    expect(verified.code).toBe(0);
  } finally {
    server.kill('SIGKILL');
    await exited(server);
    await rm(dataDir, { recursive: true, force: true });
  }
}, 120_000);
