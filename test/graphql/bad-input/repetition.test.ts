import { type AgencyClient, Api, argumentOf, type Json } from '../../support/api';
import { placesOf, withValue } from '../../support/paths';
import { userErrorsOf } from '../../support/refusals';
import { inputs, makeScene, mutationOf, type Scene } from '../../support/scene';
import { writingNothing } from '../../support/tables';

let api: Api;
beforeAll(async () => {
  api = await Api.start();
});
afterAll(() => api.close());

const newScene = async () => makeScene(await api.agency());
const labels = Object.keys(inputs({} as Scene));

/** For each mutation something else that it could have been asked. */
const others: Record<string, [path: string, value: unknown]> = {
  createCandidate: ['name', 'Kim Example'],
  createEmployer: ['region', 'BE'],
  updateEmployer: ['switchboardPhone', null],
  createContact: ['decides', false],
  updateContact: ['availability', 'never'],
  createJobPosting: ['title', 'Fitter'],
  updateJobPosting: ['closedAt', null],
  submitApplication: ['channel', 'EMAIL'],
  recordContactAttempt: ['note', null],
  'recordContactAttempt that keeps a promise': ['note', null],
  'recordContactAttempts that keep promises': ['0.note', null],
  'correctEvent of what keeps a promise': ['attempt.note', null],
  recordContactAttempts: ['1.note', 'Something else.'],
  recordResponse: ['response', 'OFFER_MADE'],
  scheduleInterview: ['format', 'IN_PERSON'],
  recordInterview: ['topics', ['shifts', 'welding']],
  moveInterview: ['format', 'VIDEO'],
  prepareInterview: ['note', null],
  cancelInterview: ['why', null],
  identifyContact: ['role', 'REFERRER'],
  recordPromise: ['what', 'references'],
  pinAction: ['opensAt', '2026-03-20T12:00:00.001Z'],
  dismissAction: ['kind', 'CLOSE'],
  deferAction: ['until', '2026-03-20T12:00:00.001Z'],
  closeApplication: ['outcome', 'HIRED'],
  reopenApplication: ['why', 'Another reason.'],
  correctEvent: ['attempt.method', 'SMS'],
  'correctEvent by a response': ['response.note', 'Something else.'],
  retractEvent: ['reason', 'Another reason.'],
  createApiKey: ['name', 'Portal'],
  rotateApiKey: ['overlap', 'PT2H'],
  revokeApiKey: ['id', 'another'],
  createCandidateToken: ['expiresIn', 'PT3H'],
  setIdentityProvider: ['roleClaim', 'groups'],
  removeIdentityProvider: ['issuer', 'https://other.example'],
  createMember: ['name', 'Alex Recruiter'],
  updateMember: ['active', false],
  createCalendarFeed: ['name', 'To be done'],
  startExport: ['format', 'JSON_LINES'],
  cancelImport: ['id', 'another'],
  cancelExport: ['id', 'another'],
  revokeCalendarFeed: ['id', 'another'],
  createWebhook: ['eventTypes', []],
  updateWebhook: ['description', null],
  rotateWebhookSecret: ['overlapHours', 0],
  disableWebhook: ['id', 'another'],
  enableWebhook: ['id', 'another'],
  testWebhook: ['id', 'another'],
  redeliverWebhookDelivery: ['id', 'another'],
  redeliverWebhookSince: ['position', '4'],
  deleteWebhook: ['id', 'another'],
  assignApplication: ['memberId', null],
  assignApplications: ['memberId', null],
  recordDoNotContact: ['saidBy', 'Somebody else'],
  'recordDoNotContact of an employer': ['note', 'Something else.'],
  withdrawDoNotContact: ['reason', 'Another reason.'],
  setPolicy: ['values.thankYouNoteWanted', false],
  setMessageTemplate: ['body', 'Is there any news?'],
  resetMessageTemplate: ['medium', 'CALL'],
  'setPolicy for an employer': ['preset', null],
  'setPolicy for a posting': ['values', null],
};

describe('a request that is repeated with its idempotency key', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await newScene();
  });

  it.each(labels)('%s: is answered as the first one, and done once', async (label) => {
    const name = mutationOf(label);
    const key = mutationOf(label) === 'recordContactAttempts' ? [0, 'idempotencyKey'] : ['idempotencyKey'];
    const ask = () => withValue(inputs(scene)[label], key, label);
    let input = ask();
    let first = await scene.client.mutate(name, input);
    if (first.userErrors.length > 0) {
      // What was done in the scene before leaves no room for it.
      scene = await newScene();
      input = ask();
      first = await scene.client.done(name, input);
    }
    const again = await writingNothing(api.store, () => scene.client.done(name, input));
    expect(again).toEqual(first);
    const [path, value] = others[label] as [string, unknown];
    const other = withValue(input, path.split('.'), value);
    expect(await userErrorsOf(scene.client, name, other)).toEqual([
      {
        code: 'IDEMPOTENCY_KEY_REUSED',
        field: [argumentOf(name).name, 'idempotencyKey'],
        message: 'This key was used for another request.',
      },
    ]);
  });

  it.each([
    'createCandidate',
    'updateEmployer',
    'updateJobPosting',
    'submitApplication',
    'recordContactAttempt',
  ])('%s: also where ten arrive at once', async (name) => {
    const scene = await newScene();
    const input = { ...inputs(scene)[name], idempotencyKey: 'a key' };
    const answers = await Promise.all(Array.from({ length: 10 }, () => scene.client.done(name, input)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    await writingNothing(api.store, () => scene.client.done(name, input));
  });

  it('after it was refused, may be mended under the same key', async () => {
    const { client } = await newScene();
    const wrong = { name: 'Robin', timeZone: 'Mars/Phobos', idempotencyKey: 'a key' };
    await userErrorsOf(client, 'createCandidate', wrong);
    await client.done('createCandidate', { ...wrong, timeZone: 'UTC' });
  });

  it('is another one in another agency, and another one as another mutation', async () => {
    const [scene, foreign] = await Promise.all([newScene(), newScene()]);
    const asked = { name: 'Robin Example', timeZone: 'UTC', idempotencyKey: 'a key' };
    const ids = [await scene.client.candidate(asked), await foreign.client.candidate(asked)];
    expect(new Set(ids).size).toBe(2);
    expect(await userErrorsOf(scene.client, 'createEmployer', { ...asked, country: 'US' })).toMatchObject([
      { code: 'IDEMPOTENCY_KEY_REUSED', field: ['input', 'idempotencyKey'] },
    ]);
  });

  it('a batch is known by the first key in it', async () => {
    const scene = await newScene();
    const [first, second] = inputs(scene).recordContactAttempts;
    const batch = [first, { ...second, idempotencyKey: 'a key' }];
    const { events } = await scene.client.done('recordContactAttempts', batch);
    const again = await writingNothing(api.store, () => scene.client.done('recordContactAttempts', batch));
    expect(again.events).toEqual(events);
  });
});

describe('a change that was decided on another version', () => {
  const versioned = labels.filter((label) =>
    placesOf(argumentOf(mutationOf(label)).type, ({ name }) => name === 'Int').some(
      (path) => path.at(-1) === 'expectedVersion',
    ),
  );

  let scene: Scene;
  beforeAll(async () => {
    scene = await newScene();
  });

  it.each(versioned)('%s: is refused', async (label) => {
    const path = mutationOf(label) === 'recordContactAttempts' ? [1, 'expectedVersion'] : ['expectedVersion'];
    const name = mutationOf(label);
    const input = () => inputs(scene)[label];
    const idOf = () => (label === 'reopenApplication' ? scene.closedApplicationId : scene.applicationId);
    const version = await versionOf(scene.client, idOf());
    for (const stale of [version - 1, version + 1, 0, -1]) {
      const [error] = await userErrorsOf(scene.client, name, withValue(input(), path, stale));
      expect(error).toMatchObject({
        code: 'VERSION_CONFLICT',
        field: [argumentOf(name).name, ...path.map(String)],
        message: expect.stringContaining(`version ${version}`),
      });
    }
    const { userErrors } = await scene.client.mutate(name, withValue(input(), path, version));
    if (userErrors.length === 0) return;
    // What was done in the scene before leaves no room for it.
    scene = await newScene();
    await scene.client.done(name, withValue(input(), path, await versionOf(scene.client, idOf())));
  });

  const versionOf = async (client: AgencyClient, id: string): Promise<number> =>
    (await client.data(`query ($id: ID!) { application(id: $id) { version } }`, { id })).application.version;
});

describe('recordContactAttempts', () => {
  const attemptsOf = async ({ client, applicationId }: Scene): Promise<Json[]> => {
    const query = `query ($id: ID!) { application(id: $id) { attempts(first: 100) { nodes { id } } } }`;
    return (await client.data(query, { id: applicationId })).application.attempts.nodes;
  };

  it('takes 250 at once, of several applications, and answers in their order', async () => {
    const scene = await newScene();
    const [attempt] = inputs(scene).recordContactAttempts;
    const other = await scene.client.application(scene.candidateId, scene.jobPostingId);
    const batch = Array.from({ length: 250 }, (_, index) =>
      index % 2 === 0 ? attempt : { ...attempt, applicationId: other },
    );
    const { events, applications } = await scene.client.done('recordContactAttempts', batch);
    expect(events.map((event: Json) => event.applicationId)).toEqual(
      batch.map((input) => input.applicationId),
    );
    expect(applications.map(({ version }: Json) => version)).toEqual([5 + 125, 1 + 125]);
    expect(await attemptsOf(scene)).toHaveLength(100);
  });

  it.each([0, 251])('refuses %i', async (count) => {
    const scene = await newScene();
    const [attempt] = inputs(scene).recordContactAttempts;
    expect(await userErrorsOf(scene.client, 'recordContactAttempts', Array(count).fill(attempt))).toEqual([
      { code: 'INVALID', field: ['inputs'], message: 'Must be from 1 to 250 inputs.' },
    ]);
  });

  it('records nothing where one is wrong, and tells every one that is', async () => {
    const scene = await newScene();
    const [attempt] = inputs(scene).recordContactAttempts;
    const early = { ...attempt, attemptedAt: '2026-03-01T00:00:00Z' };
    const batch = [attempt, early, attempt, { ...attempt, applicationId: 'x' }, attempt];
    expect(await userErrorsOf(scene.client, 'recordContactAttempts', batch)).toMatchObject([
      { code: 'BEFORE_SUBMISSION', field: ['inputs', '1', 'attemptedAt'] },
      { code: 'NOT_FOUND', field: ['inputs', '3', 'applicationId'] },
    ]);
    const invalid = [attempt, { ...attempt, note: '' }, { ...attempt, timeZone: 'x' }];
    expect(await userErrorsOf(scene.client, 'recordContactAttempts', invalid)).toMatchObject([
      { code: 'INVALID', field: ['inputs', '1', 'note'] },
      { code: 'INVALID', field: ['inputs', '2', 'timeZone'] },
    ]);
  });
});
