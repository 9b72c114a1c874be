import { type AgencyClient, Api, type Json } from '../support/api';
import { errorsOf } from '../support/refusals';
import { makeScene } from '../support/scene';
import { stored } from '../support/tables';

let api: Api;
let client: AgencyClient;
let employerId: string;
let contactId: string;
let applicationId: string;
let before: Record<string, string>;
beforeAll(async () => {
  api = await Api.start();
  client = await api.agency();
  employerId = await client.employer({ name: 'Exampel Werke' });
  contactId = await client.contact(employerId, { name: 'Sam Sampel' });
  const candidateId = await client.candidate({ name: 'Robyn Exampel' });
  applicationId = await client.application(candidateId, await client.posting(employerId));
  await client.done('recordInterview', {
    ...{ applicationId, contactIds: [contactId], format: 'VIDEO', topics: ['pipe welding'] },
    ...{ startedAt: '2026-03-11T19:00:00Z', endedAt: '2026-03-11T20:00:00Z' },
  });
  // On a busy machine whoever comes before the thread has started goes without.
  while (!(await review('Hello')).proofread);
  before = await stored(api.store);
});
afterAll(async () => {
  const after = await stored(api.store);
  await api.close();
  // A review stores nothing.
  expect(after).toEqual(before);
});

const query = `query (
  $applicationId: ID!, $method: ContactMethod! = EMAIL, $text: String!, $subject: String, $kind: ActionKind
  $contactId: ID, $locale: String, $at: DateTime = "2026-03-11T20:05:00Z"
) {
  reviewMessage(applicationId: $applicationId, method: $method, text: $text, subject: $subject, kind: $kind,
    contactId: $contactId, locale: $locale, at: $at) {
    kind locale maxWords proofread notProofreadReason
    findings { rule practices guides severity inSubject start end line column message suggestions }
  }
}`;

async function review(text: string, more: object = {}): Promise<Json> {
  return (await client.data(query, { applicationId, text, ...more })).reviewMessage;
}

const rulesOf = ({ findings }: Json) => findings.map(({ rule }: Json) => rule);

const thanks = `Dear Sam Sampel,

Thank you for taking the time to meet Robyn Exampel on March 11. We enjoyed talking about pipe welding, and Robyn would bring eight years of experience to the position of Welder at Exampel Werke.

Could you tell me what the next steps are?

Kind regards
Kym Yungh`;

it('nothing is wrong with a good message, whatever the spelling of its names', async () => {
  expect(await review(thanks, { subject: 'Thank you: Robyn Exampel, Welder' })).toEqual({
    ...{ kind: 'SEND_THANK_YOU_EMAIL', locale: 'en', maxWords: 180 },
    ...{ proofread: true, notProofreadReason: null, findings: [] },
  });
});

it('tells where something is misspelled, in UTF-16 code units, with what is right (M10)', async () => {
  const text = thanks.replace('We enjoyed', '👩‍🔬 We realy enjoyed').replace('Could you', 'Could you you');
  const { findings } = await review(text);
  const misspelled = findings.find(({ rule }: Json) => rule === 'spelling');
  expect(misspelled).toMatchObject({
    ...{ severity: 'WARNING', practices: ['M10'], inSubject: false, line: 3 },
    guides: ['Effective Strategies for Following Up on a Job Application Post-Interview'],
    column: (text.split('\n')[2] as string).indexOf('realy') + 1,
    suggestions: expect.arrayContaining(['really']),
  });
  expect(text.slice(misspelled.start, misspelled.end)).toBe('realy');
  const repeated = findings.find(({ rule }: Json) => rule === 'repeated-word');
  expect(text.slice(repeated.start, repeated.end)).toBe('you you');
});

it('proofreads the subject too (M10)', async () => {
  const { findings } = await review(thanks, { subject: 'An intervew' });
  expect(findings).toMatchObject([
    { rule: 'spelling', inSubject: true, start: 3, end: 11, line: 1, column: 4 },
  ]);
});

it('follows the spelling of the region, and without one takes either (M10)', async () => {
  const text = thanks.replace('enjoyed', 'organised and enjoyed');
  expect(rulesOf(await review(text, { locale: 'en-US' }))).toEqual(['spelling']);
  expect(rulesOf(await review(text, { locale: 'en-GB' }))).toEqual([]);
  expect(rulesOf(await review(text))).toEqual([]);
});

it('tells what goes against the practices (M1, M2, M5, M6, M9, M11)', async () => {
  const { findings, kind } = await review(
    'Hey,\n\nI am still waiting for your decision. Call me at [your phone number].',
  );
  expect(kind).toBe('SEND_THANK_YOU_EMAIL');
  const told = findings.map(
    ({ rule, severity, line, column }: Json) => `${severity} ${rule} ${line}:${column}`,
  );
  expect(told).toEqual(
    expect.arrayContaining([
      ...['WARNING not-addressed-by-name 1:1', 'WARNING slang 1:1', 'WARNING no-thanks 3:1'],
      ...['WARNING position-not-mentioned 3:1', 'WARNING company-not-mentioned 3:1'],
      ...['WARNING topic-not-mentioned 3:1', 'WARNING impatience 3:6', 'ERROR unfilled-gap 3:50'],
    ]),
  );
  const greeting = findings.find(({ rule }: Json) => rule === 'not-addressed-by-name');
  expect(greeting).toMatchObject({ practices: ['M1'], suggestions: ['Dear Sam Sampel'] });
  expect(greeting.guides).toEqual(['The Power of Personal Follow-Up']);
});

it('checks a German text for everything but its spelling, and says so', async () => {
  const text = 'Guten Tag Frau Sampel,\n\nich habe noch keine Antwort von Ihnen, sehrr geehrte Frau Sampel.';
  const answer = await review(text);
  expect(answer).toMatchObject({ locale: 'de', proofread: false });
  expect(answer.notProofreadReason).toContain('English only');
  expect(rulesOf(answer)).toEqual(expect.arrayContaining(['no-thanks', 'impatience']));
  expect(rulesOf(answer)).not.toContain('spelling');
  expect(rulesOf(await review(text, { locale: 'en' }))).not.toContain('impatience');
});

it('takes a message for what the caller says that it is', async () => {
  const long = `${thanks}\n\n${'And so on, and so forth. '.repeat(12)}`;
  expect(rulesOf(await review(long))).not.toContain('too-many-words');
  const nudge = await review(long, { kind: 'CHECK_IN' });
  expect(nudge).toMatchObject({ kind: 'CHECK_IN', maxWords: 70 });
  expect(rulesOf(nudge)).toContain('too-many-words');
});

it('takes it for the open action that fits the method, and what is spoken for no matter of spelling', async () => {
  expect(await review(thanks, { method: 'POST' })).toMatchObject({
    kind: 'SEND_THANK_YOU_NOTE',
    maxWords: 100,
  });
  const spoken = await review('Hello Sam Sampel, thank yuo.', { method: 'PHONE' });
  expect(spoken).toMatchObject({ maxWords: null, proofread: false });
  expect(spoken.notProofreadReason).toContain('spoken');
});

it('takes it for what comes next where nothing is open, also at a moment of the past', async () => {
  // On the evening of the application: the follow-up of the next day, to the hiring manager.
  const early = await review('Dear Alex,\n\nIs there any news?', { at: '2026-03-03T20:00:00Z' });
  expect(early.kind).toBe('SEND_FOLLOW_UP');
  expect(rulesOf(early)).toContain('wrong-name');
  expect(rulesOf(early)).not.toContain('no-thanks');
  expect((await review(thanks, { at: '2026-03-01T20:00:00Z' })).kind).toBe('SEND_FOLLOW_UP');
  expect((await review(thanks, { at: '2030-01-01T00:00:00Z' })).kind).toBe('SEND_FOLLOW_UP');
});

it('knows another recipient by their id (M1)', async () => {
  const otherId = await client.contact(employerId, { name: 'Alex Other', role: 'RECRUITER' });
  before = await stored(api.store);
  expect(rulesOf(await review(thanks, { contactId: otherId }))).toEqual(['wrong-name']);
  expect(rulesOf(await review(thanks.replace('Sam Sampel', 'Alex'), { contactId: otherId }))).toEqual([]);
});

it('answers null for what is not the agency’s, as for what is unknown', async () => {
  const foreign = await api.agency('Another agency');
  before = await stored(api.store);
  for (const id of [applicationId, 'x', contactId]) {
    const { reviewMessage } = await foreign.data(query, { applicationId: id, text: 'Hello.' });
    expect(reviewMessage).toBeNull();
  }
});

it('refuses a recipient of another employer or another agency alike', async () => {
  const elsewhere = await client.contact(await client.employer());
  const foreign = await makeScene(await api.agency('A third agency'));
  before = await stored(api.store);
  const messages = [];
  for (const id of [elsewhere, foreign.contactId, applicationId, 'x']) {
    const errors = await errorsOf(client, query, { applicationId, text: 'Hello.', contactId: id });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: 'contactId' } }]);
    messages.push(errors[0]?.message);
  }
  expect(new Set(messages).size).toBe(1);
});

it.each([
  ['text', { text: ' \n' }],
  ['text', { text: 'x'.repeat(10_001) }],
  ['text', { text: 'x\0' }],
  ['text', { text: 'x\ud800' }],
  ['subject', { subject: 'x'.repeat(501) }],
  ['subject', { subject: '\0' }],
  ['kind', { kind: 'WAIT' }],
  ['kind', { kind: 'CLOSE' }],
  ['locale', { locale: 'fr' }],
  ['locale', { locale: '' }],
  ['locale', { locale: 'x'.repeat(10_000) }],
])('refuses what it cannot use: %s', async (field, given) => {
  const errors = await errorsOf(client, query, { applicationId, text: 'Hello.', ...given });
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field }, path: ['reviewMessage'] }]);
  expect(errors[0]?.message.length).toBeLessThan(200);
});

it('reads ten thousand characters of any writing', async () => {
  for (const piece of ['łŁ ', '👩‍🔬', 'x', 'She dont know. ']) {
    const text = piece.repeat(10_000 / piece.length);
    const { findings, proofread } = await review(text, { locale: 'en' });
    expect(proofread).toBe(true);
    expect(findings.length).toBeLessThanOrEqual(100);
  }
});
