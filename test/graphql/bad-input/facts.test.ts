import { Api, argumentOf } from '../../support/api';
import { withValue } from '../../support/paths';
import { userErrorsOf } from '../../support/refusals';
import { inputs, makeScene, mutationOf, type Scene } from '../../support/scene';

let api: Api;
let scene: Scene;
beforeAll(async () => {
  api = await Api.start();
  scene = await makeScene(await api.agency());
});
afterAll(() => api.close());

/** By paths such as "attempt.attemptedAt". */
type ByPath<T> = Record<string, T>;

/** Sends the label's valid input with some values changed; expects these codes at these paths, and no others. */
async function expectRefused(label: string, changes: ByPath<unknown>, expected: ByPath<string>) {
  const input = Object.entries(changes).reduce(
    (changed, [path, value]) => withValue(changed, path.split('.'), value),
    inputs(scene)[label],
  );
  const { name } = argumentOf(mutationOf(label));
  const userErrors = await userErrorsOf(scene.client, mutationOf(label), input);
  const codes = userErrors.map(({ field, code }) => [field.join('.'), code]);
  expect(codes).toEqual(Object.entries(expected).map(([path, code]) => [`${name}.${path}`, code]));
}

const daysAhead = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
const early = '2026-03-03T15:59:59Z';

// What was said by a response or at an interview would be wrong too, if only the time were changed.
const nothingSaid = { response: 'ACKNOWLEDGED', promisedAt: null, decisionExpectedOn: null };

it.each<[string, string, object?]>([
  ['submitApplication', 'submittedAt'],
  ['recordContactAttempt', 'attemptedAt', { ...nothingSaid, response: 'NONE', respondedAt: null }],
  ['recordContactAttempt', 'respondedAt', nothingSaid],
  ['recordContactAttempts', '1.attemptedAt', { '1.respondedAt': null, '1.decisionExpectedOn': '2199-01-01' }],
  ['recordResponse', 'receivedAt', nothingSaid],
  ['recordInterview', 'endedAt', { decisionExpectedOn: null }],
  ['cancelInterview', 'cancelledAt'],
  ['identifyContact', 'identifiedAt'],
  ['deferAction', 'deferredAt'],
  ['closeApplication', 'closedAt'],
  ['reopenApplication', 'reopenedAt'],
  ['updateJobPosting', 'takenDownAt'],
  ['updateJobPosting', 'closedAt'],
])('more than a day ahead: %s %s', (label, path, others = {}) =>
  expectRefused(label, { ...others, [path]: daysAhead(1.1) }, { [path]: 'TIME_IN_FUTURE' }),
);

it('less than a day ahead is taken: clocks differ', async () => {
  const input = { ...inputs(scene).submitApplication, submittedAt: daysAhead(0.9) };
  await scene.client.done('submitApplication', input);
});

const attempt = 'recordContactAttempt';
const response = 'recordResponse';

it.each<[string, string, ByPath<unknown>, ByPath<string>]>([
  [
    'an end before the start',
    'recordInterview',
    { endedAt: '2026-03-11T18:59:59Z' },
    { endedAt: 'END_BEFORE_START' },
  ],
  [
    'an end at the start',
    'scheduleInterview',
    { endsAt: '2026-03-17T19:00:00Z' },
    { endsAt: 'END_BEFORE_START' },
  ],
  ['an attempt before the submission', attempt, { attemptedAt: early }, { attemptedAt: 'BEFORE_SUBMISSION' }],
  ['a response', response, { receivedAt: early, attemptId: null }, { receivedAt: 'BEFORE_SUBMISSION' }],
  ['an interview', 'scheduleInterview', { startsAt: early }, { startsAt: 'BEFORE_SUBMISSION' }],
  ['a closing', 'closeApplication', { closedAt: early }, { closedAt: 'BEFORE_SUBMISSION' }],
  [
    'a response before its attempt',
    attempt,
    { respondedAt: early },
    { respondedAt: 'RESPONSE_BEFORE_ATTEMPT' },
  ],
  [
    'that, recorded later',
    response,
    { receivedAt: '2026-03-04T14:00:00Z' },
    { receivedAt: 'RESPONSE_BEFORE_ATTEMPT' },
  ],
  [
    'a timeline without its date',
    attempt,
    { decisionExpectedOn: null },
    { decisionExpectedOn: 'DATE_REQUIRED' },
  ],
  ['a promise without its time', response, { promisedAt: null }, { promisedAt: 'DATE_REQUIRED' }],
  ['a promise for before', response, { promisedAt: '2026-03-05T15:00:00Z' }, { promisedAt: 'DATE_PASSED' }],
  [
    'a decision before',
    'recordInterview',
    { decisionExpectedOn: '2026-03-10' },
    { decisionExpectedOn: 'DATE_PASSED' },
  ],
  ['a date that nobody gave', attempt, { response: 'NO_ANSWER' }, { response: 'RESPONSE_MISSING' }],
  ['a response of nothing', response, { ...nothingSaid, response: 'NONE' }, { response: 'RESPONSE_MISSING' }],
  ['a deferral to the past', 'deferAction', { until: '2026-03-12T11:00:00Z' }, { until: 'UNTIL_PASSED' }],
  [
    'a correction of an attempt to before',
    'correctEvent',
    { 'attempt.attemptedAt': early },
    { 'attempt.attemptedAt': 'BEFORE_SUBMISSION' },
  ],
  [
    'a correction of a response to half of one',
    'correctEvent by a response',
    { 'response.promisedAt': null },
    { 'response.promisedAt': 'DATE_REQUIRED' },
  ],
  [
    'two mistakes at once',
    'recordInterview',
    { endedAt: '2026-03-11T18:00:00Z', decisionExpectedOn: '2026-03-01' },
    { endedAt: 'END_BEFORE_START', decisionExpectedOn: 'DATE_PASSED' },
  ],
])('facts that contradict each other: %s', (_, label, changes, expected) =>
  expectRefused(label, changes, expected),
);

const manyHours = Array(51).fill({ dayOfWeek: 1, opens: '08:00', closes: '09:00' });

it.each<[string, string, string, unknown]>([
  ['an unknown zone', 'createCandidate', 'timeZone', 'Mars/Phobos'],
  ['an empty zone', 'createEmployer', 'timeZone', ''],
  ['a zone with NUL', 'updateEmployer', 'timeZone', 'Europe/Berlin\0'],
  ['a zone of an attempt', 'recordContactAttempt', 'timeZone', 'Chicago'],
  ['a zone in a correction', 'correctEvent', 'attempt.timeZone', 'Chicago'],
  ['an unknown country', 'createEmployer', 'country', 'XX'],
  ['a country in lower case', 'createEmployer', 'country', 'de'],
  ['a member of every object', 'createEmployer', 'country', 'constructor'],
  ['a region of another country', 'createEmployer', 'region', 'CA'],
  ['an empty region', 'createEmployer', 'region', ''],
  ['an address that is none', 'createCandidate', 'email', 'robin'],
  ['an address with NUL', 'createContact', 'email', 'robin@example.com\0'],
  ['a blank name', 'createContact', 'name', ' \n '],
  ['a title without end', 'createJobPosting', 'title', 'x'.repeat(201)],
  ['an eighth day', 'createEmployer', 'workingHours.0.dayOfWeek', 8],
  ['another clock', 'createEmployer', 'workingHours.0.opens', '1:00 pm'],
  ['a day that ends before it starts', 'updateEmployer', 'workingHours.0.closes', '07:59'],
  ['no hours at all', 'updateEmployer', 'workingHours', []],
  ['hours without end', 'updateEmployer', 'workingHours', manyHours],
  ['people without end', 'scheduleInterview', 'contactIds', Array(21).fill('x')],
  ['topics without end', 'recordInterview', 'topics', Array(21).fill('x')],
  ['a blank topic', 'recordInterview', 'topics', ['x', '']],
  ['a wait of minus one day', 'setPolicy', 'values.reminderWaitDays', -1],
  ['a limit of none', 'setPolicy', 'values.nudgesPerWeekMax', 0],
  ['a hundred years', 'setPolicy', 'values.goneColdDays', 36_500],
  ['an empty key', 'createCandidate', 'idempotencyKey', ''],
  ['a key without end', 'createCandidate', 'idempotencyKey', 'x'.repeat(256)],
])('a value that is none: %s', (_, label, path, value) =>
  expectRefused(label, { [path]: value }, { [path]: 'INVALID' }),
);
