import { DateTime } from 'luxon';
import { checkApplication } from '../../src/import/check';
import { gather } from '../../src/import/gather';
import { type ImportOptions, importLog } from '../../src/import/import-log';
import { readLog } from '../../src/import/log';
import { recordPlan } from '../../src/import/record';
import { loadRecorded } from '../../src/import/recorded';
import { createAgency } from '../../src/store/api-keys';
import { openStore, type Store } from '../../src/store/data-source';
import { execute } from '../../src/store/execute';
import { createDatabase, type TestDatabase } from '../support/database';
import { fileOf, options, type SmallLine, settings, smallLog } from './small-log';

let database: TestDatabase;
let store: Store;
let agencyId: string;

beforeAll(async () => {
  database = await createDatabase();
  store = await openStore(database.connection);
});
beforeEach(async () => {
  agencyId = await createAgency(store, 'Agency', 'America/Chicago');
});
afterAll(async () => {
  await store.close();
  await database.drop();
});

const importLines = (lines: SmallLine[], said: Partial<ImportOptions> = {}) =>
  importLog(store, agencyId, fileOf(smallLog(lines)), options(said));

interface EventRow {
  type: string;
  eventId: string;
  applicationId: string;
  data: Record<string, unknown>;
  actor: { kind: string; name: string };
}

async function events(): Promise<EventRow[]> {
  const { rows } = await store.everyAgency.query<EventRow>(
    `select type, event_id as "eventId", application_id as "applicationId", data, actor
     from event where agency_id = $1 order by position`,
    [agencyId],
  );
  return rows;
}

const types = async () => (await events()).map(({ type }) => type);

async function rowCounts(): Promise<Record<string, number>> {
  const tables = ['candidate', 'employer', 'contact', 'job_posting', 'application', 'event', 'command'];
  const parts = tables.map(
    (table) => `(select count(*)::integer from ${table} where agency_id = $1) as ${table}`,
  );
  const { rows } = await store.everyAgency.query(`select ${parts.join(', ')}`, [agencyId]);
  return rows[0];
}

const nothing = {
  candidate: 0,
  employer: 0,
  contact: 0,
  job_posting: 0,
  application: 0,
  event: 0,
  command: 0,
};
const messages = (list: { line: number; column: string | null; message: string }[]) =>
  list.map(({ line, column, message }) => `${line} ${column}: ${message}`);

const attempt: SmallLine = {};
const later: SmallLine = { Date: '2026-09-24', Time: '11:00', Purpose: 'Reminder' };
const interview: SmallLine = { Type: 'Interview', Date: '2026-09-28', Method: 'Video', Until: '11:00' };
const bad: SmallLine = { Date: '2026-09-29', Method: 'Pigeon' };

test('lines become events of the application, by the import', async () => {
  const { refused, notices } = await importLines([
    interview,
    { ...attempt, Response: 'In progress', 'Responded on': '2026-09-16' },
    { Type: 'Response', Date: '2026-09-30', Response: 'Rejected', Contact: '', 'Contact role': '' },
  ]);
  expect([refused, notices]).toEqual([[], []]);
  expect(await types()).toEqual([
    'ApplicationSubmitted',
    'ContactAttempted',
    'ContactIdentified',
    'InterviewHeld',
    'ResponseReceived',
  ]);
  const [submitted, attempted, , held] = await events();
  expect(submitted?.actor).toMatchObject({ kind: 'IMPORT', name: 'Import of log.csv' });
  expect(attempted?.data).toMatchObject({ response: 'IN_PROGRESS', respondedAt: '2026-09-16T05:00:00.000Z' });
  expect(held?.data.contactIds).toEqual([attempted?.data.contactId]);
});

test('the same again adds nothing', async () => {
  const lines = [attempt, later, interview, { 'Posting taken down': '2026-10-01', Type: 'Applied' }];
  await importLines(lines);
  const before = await rowCounts();
  const { checked, refused, notices } = await importLines(lines);
  expect(await rowCounts()).toEqual(before);
  expect([refused, notices, checked.flatMap(({ requests }) => requests)]).toEqual([[], [], []]);
});

test('dates written in another way are the same lines', async () => {
  await importLines([attempt]);
  const before = await rowCounts();
  await importLines([
    { Date: '15 Sep 2026', Time: '10:05 am', 'Applied on': '14/09/2026', 'Employer country': 'USA' },
  ]);
  await importLines([{ 'Time zone': 'America/New_York', Time: '11:05', Candidate: ' ada  QUILL' }]);
  expect(await rowCounts()).toEqual(before);
});

test('a longer log adds what is new, in its place', async () => {
  await importLines([later]);
  await importLines([attempt, later, { Date: '2026-10-05' }]);
  const { rows } = await store.everyAgency.query(`select state from application where agency_id = $1`, [
    agencyId,
  ]);
  expect(rows).toHaveLength(1);
  expect(rows[0].state.attempts.map((one: { attemptedAt: number }) => one.attemptedAt)).toEqual([
    Date.parse('2026-09-15T15:05:00Z'),
    Date.parse('2026-09-24T16:00:00Z'),
    Date.parse('2026-10-05T15:05:00Z'),
  ]);
});

describe('lines that were imported before', () => {
  const answered = {
    ...attempt,
    Response: 'In progress',
    'Responded on': '2026-09-17',
    'Responded at': '09:00',
  };

  test('with a response filled in since: it answers the attempt, once', async () => {
    await importLines([attempt, later]);
    await importLines([answered, later]);
    const { checked } = await importLines([answered, later]);
    const all = await events();
    const first = all.find(({ type }) => type === 'ContactAttempted');
    expect(all.filter(({ type }) => type === 'ContactAttempted')).toHaveLength(2);
    expect(all.filter(({ type }) => type === 'ResponseReceived')).toMatchObject([
      { data: { attemptId: first?.eventId, response: 'IN_PROGRESS' } },
    ]);
    expect(checked.flatMap(({ requests }) => requests)).toEqual([]);
  });

  test('with another response than before: it stays, and is told', async () => {
    await importLines([answered]);
    const before = await rowCounts();
    const { notices } = await importLines([{ ...answered, Response: 'Acknowledged' }]);
    expect(messages(notices)[0]).toMatch(/^2 Response: Was recorded as in progress before, which stays/);
    expect(await rowCounts()).toEqual(before);
  });

  test('with another time: one attempt more', async () => {
    await importLines([attempt]);
    await importLines([{ Time: '10:15' }]);
    expect((await types()).filter((type) => type === 'ContactAttempted')).toHaveLength(2);
  });

  test('and retracted since are not brought back', async () => {
    await importLines([attempt]);
    const [{ applicationId }, { eventId }] = (await events()) as [EventRow, EventRow];
    const session = { agencyId, actor: { kind: 'API_KEY', id: 'key', name: 'Recruiter' } } as const;
    const command = { type: 'RetractEvent', eventId, reason: 'It was another candidate' } as const;
    await execute(store, session, [{ applicationId, command, expectedVersion: null }]);
    const before = await rowCounts();
    await importLines([attempt]);
    expect(await rowCounts()).toEqual(before);
  });
});

describe('lines of one file that say the same', () => {
  test('are one, with a notice', async () => {
    const { notices, refused } = await importLines([attempt, attempt]);
    expect(refused).toEqual([]);
    expect(messages(notices)).toEqual(['3 null: Says the same as line 2; it is counted once.']);
    expect((await types()).filter((type) => type === 'ContactAttempted')).toHaveLength(1);
  });

  test('but for a detail are refused', async () => {
    const { refused } = await importLines([attempt, { ...attempt, Note: 'again?' }]);
    expect(messages(refused)[0]).toMatch(/^3 null: Has the same time, method and person as line 2/);
  });
});

describe('what contradicts what is known is refused', () => {
  test.each<[string, SmallLine[], string]>([
    [
      'an attempt before the application',
      [{ Date: '2026-09-13' }],
      '2 Date: Lies before the application was made',
    ],
    ['a date ahead', [{ Date: '2027-09-13' }], '2 Date: Lies more than a day in the future'],
    [
      'a response before its attempt',
      [{ Response: 'Acknowledged', 'Responded on': '2026-09-14', 'Responded at': '10:00' }],
      '2 Responded on: Lies before the attempt',
    ],
    [
      'a decision date without its response',
      [{ 'Decision expected': '2026-10-01' }],
      '2 Response: Does not fit; a response date, a decision date',
    ],
    [
      'a timeline without its date',
      [{ Response: 'Timeline given' }],
      '2 Decision expected: Empty; expected the date',
    ],
    [
      'a promise without its time',
      [{ Response: 'Call promised' }],
      '2 Promised: Empty; expected the promised date',
    ],
    ['an interview that ends first', [{ ...interview, Until: '09:00' }], '2 Until: Lies before the start'],
    [
      'an application ahead',
      [{ 'Applied on': '2027-01-01' }],
      '2 Applied on: Lies more than a day in the future',
    ],
  ])('%s', async (_, lines, expected) => {
    const { refused } = await importLines(lines);
    expect(messages(refused)[0]).toContain(expected);
    expect(await rowCounts()).toEqual(nothing);
  });

  test('a closing with another outcome; the same outcome is no contradiction', async () => {
    const rejected = { ...attempt, Response: 'Rejected' };
    const closed = { Type: 'Closed', Date: '2026-09-20', Outcome: 'Rejected' };
    const hired = { Type: 'Closed', Date: '2026-09-21', Outcome: 'Hired' };
    const { refused } = await importLines([rejected, closed, hired]);
    expect(messages(refused)).toEqual([expect.stringContaining('4 null: The application is closed already')]);
    expect(await types()).toEqual(['ApplicationSubmitted', 'ContactAttempted', 'ContactIdentified']);
  });
});

test('a dry run writes nothing, and counts the same', async () => {
  const { plan, checked } = await importLines([attempt, later, bad], { dryRun: true });
  expect(await rowCounts()).toEqual(nothing);
  expect(plan.applications).toHaveLength(1);
  expect(checked[0]?.requests.map(({ line }) => line)).toEqual([2, 2, 3]);
});

test('the rest is imported where a line is bad', async () => {
  const { refused, written } = await importLines([attempt, bad, later]);
  expect(messages(refused)[0]).toMatch(/^3 Method: "Pigeon"/);
  expect(written).toBe(true);
  expect((await types()).filter((type) => type === 'ContactAttempted')).toHaveLength(2);
});

test.each([
  ['cannot be read', bad],
  ['contradicts another', { ...later, Channel: 'LinkedIn' }],
  ['the domain refuses', { Date: '2026-09-13' }],
])('strict writes nothing where a line %s', async (_, line) => {
  const { refused, written } = await importLines([attempt, line], { strict: true });
  expect(refused).not.toEqual([]);
  expect(written).toBe(false);
  expect(await rowCounts()).toEqual(nothing);
});

test('semicolons, a byte order mark, line breaks within quotes and Windows line endings', async () => {
  const text = `\uFEFF${smallLog([{ Note: 'Said: "call me; or write"\nThen rang off' }, later], ';')}\n`;
  const { refused } = await importLog(store, agencyId, fileOf(text.replaceAll('\n', '\r\n')), options());
  expect(refused).toEqual([]);
  const attempted = (await events()).find(({ type }) => type === 'ContactAttempted');
  expect(attempted?.data.note).toBe('Said: "call me; or write"\nThen rang off');
});

test('an interview ahead is scheduled once, and held once it is over', async () => {
  const starts = DateTime.now().setZone('America/Chicago').plus({ hours: 3 });
  const ahead = {
    ...interview,
    Date: starts.toFormat('yyyy-MM-dd'),
    Time: starts.toFormat('HH:mm'),
    Until: '',
  };
  await importLines([ahead]);
  await importLines([ahead]);
  expect(await types()).toEqual(['ApplicationSubmitted', 'InterviewScheduled', 'ContactIdentified']);
  const clock = jest.spyOn(Date, 'now').mockReturnValue(starts.plus({ hours: 2 }).toMillis());
  await importLines([ahead]).finally(() => clock.mockRestore());
  expect((await types()).slice(3)).toEqual(['InterviewHeld']);
});

test('somebody who is recorded meanwhile is taken into account', async () => {
  await importLines([attempt]);
  const text = smallLog([attempt, later]);
  const log = readLog(Buffer.from(text), settings, Date.now());
  const { plan } = gather(log.lines, log.columns);
  const recorded = await loadRecorded(store, agencyId, plan);
  const checked = plan.applications.map((one) => checkApplication(one, recorded, log.columns, Date.now()));
  await importLines([attempt, later]);
  const session = { agencyId, actor: { kind: 'IMPORT', id: 'late', name: 'Late' } } as const;
  const recording = {
    store,
    session,
    columns: log.columns,
    recorded,
    now: Date.now(),
    progress: () => undefined,
  };
  expect(await recordPlan(recording, plan, checked)).toEqual([]);
  expect((await types()).filter((type) => type === 'ContactAttempted')).toHaveLength(2);
});

test('a new e-mail address of a contact replaces the one that bounced', async () => {
  const bounced = { 'Contact e-mail': 'd.holloway@larkmoor.example', Response: 'Bounced' };
  await importLines([bounced, later]);
  const { rows } = await store.everyAgency.query(
    'select email, email_changed_at as at from contact where agency_id = $1',
    [agencyId],
  );
  expect(rows).toEqual([{ email: 'derek.holloway@larkmoor.example', at: expect.any(Date) }]);
});

test('a posting that was taken down is so from that day', async () => {
  await importLines([{ ...attempt, 'Posting taken down': '2026-10-01' }, later]);
  const { rows } = await store.everyAgency.query('select state from application where agency_id = $1', [
    agencyId,
  ]);
  expect(rows[0].state.posting.takenDownAt).toBe(Date.parse('2026-10-01T05:00:00Z'));
});

test('two hiring managers of one employer are told apart by the application', async () => {
  const other = { Contact: 'Yvonne Castellano', 'Contact e-mail': '', 'Job title': 'Driver' };
  await importLines([attempt, other]);
  const { rows } = await store.everyAgency.query<{ state: { identified: { contactId: string }[] } }>(
    'select state from application where agency_id = $1 order by id',
    [agencyId],
  );
  const [first, second] = rows.map(({ state }) => state.identified.map(({ contactId }) => contactId));
  expect(first).toHaveLength(1);
  expect(second).toHaveLength(1);
  expect(first).not.toEqual(second);
});

test('applications of more lines than go into one call', async () => {
  const lines = Array.from({ length: 260 }, (_, index) => ({
    Date: `2026-09-${15 + Math.floor(index / 60)}`,
    Time: `10:${String(index % 60).padStart(2, '0')}`,
  }));
  const { refused } = await importLines(lines);
  expect(refused).toEqual([]);
  expect(await types()).toHaveLength(262);
});

test('two imports of one file at once make no doubles', async () => {
  const lines = [attempt, later, interview, { 'Job title': 'Driver' }];
  await Promise.all([importLines(lines), importLines(lines)]);
  expect(await types()).toHaveLength(8);
});

test('an import that is stopped half way is completed by the next, without doubles', async () => {
  const lines = ['Driver', 'Clerk', 'Planner'].flatMap((title) => [
    { ...attempt, 'Job title': title },
    { ...later, 'Job title': title },
  ]);
  const stopAt = (step: number) => (done: number) => {
    if (done === step) throw new Error(`stopped after step ${step}`);
  };
  // 1 candidate, 1 employer, 1 contact, 3 postings, 3 applications
  for (let step = 1; step <= 9; step++) {
    await expect(importLines(lines, { progress: stopAt(step) })).rejects.toThrow('stopped');
  }
  await importLines(lines);
  expect(await rowCounts()).toMatchObject({
    candidate: 1,
    employer: 1,
    contact: 1,
    job_posting: 3,
    application: 3,
  });
  expect(await types()).toHaveLength(12);
});
