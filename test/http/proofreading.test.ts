import { createDatabase, type TestDatabase } from '../support/database';
import { endPrograms, startServer, urlOf } from './program';
import { ask } from './serving';

// On a busy machine a start of the program takes seconds.
jest.setTimeout(120_000);

const key = 'a-key-for-the-first-day';

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(async () => {
  await endPrograms();
  await database.drop();
});

test('the program as it is built proofreads, writes nothing of it down, and ends with a text under way', async () => {
  const environment = {
    DATABASE_URL: urlOf(database.connection),
    BOOTSTRAP_API_KEY: key,
    LOG_LEVEL: 'trace',
  };
  const server = await startServer(environment);
  const data = async (query: string) =>
    JSON.parse((await ask(server.origin, key, JSON.stringify({ query }))).text).data;
  const idIn = async (mutation: string) =>
    /"id":"([^"]+)"/.exec(JSON.stringify(await data(`mutation { ${mutation} }`)))?.[1];

  const candidate = await idIn(
    'createCandidate(input: { name: "Robin", timeZone: "UTC" }) { candidate { id } }',
  );
  const employer = await idIn(
    'createEmployer(input: { name: "Acme", timeZone: "UTC", country: "US" }) { employer { id } }',
  );
  const posting = await idIn(
    `createJobPosting(input: { employerId: "${employer}", title: "Welder" }) { jobPosting { id } }`,
  );
  const application = await idIn(
    `submitApplication(input: { candidateId: "${candidate}", jobPostingId: "${posting}", submittedAt: "2026-03-03T10:00:00Z",
      channel: EMAIL }) { application { id } }`,
  );
  const review = (text: string) =>
    data(
      `{ reviewMessage(applicationId: "${application}", method: EMAIL, text: "${text}") { proofread findings { rule } } }`,
    );

  const { reviewMessage } = await review('A documant of Ottokar.');
  expect(reviewMessage.proofread).toBe(true);
  expect(reviewMessage.findings).toContainEqual({ rule: 'spelling' });

  const long = review('We recieved it. '.repeat(600));
  server.process.kill('SIGTERM');
  const killedAt = Date.now();
  await long.catch(() => undefined);
  expect(await server.ended).toBe(0);
  expect(Date.now() - killedAt).toBeLessThan(9_000);
  const { stdout, stderr } = server.output();
  expect(`${stdout}${stderr}`).not.toMatch(/documant|Ottokar|recieved/);
});
