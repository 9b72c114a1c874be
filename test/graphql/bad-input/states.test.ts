import { Api, type Json } from '../../support/api';
import { userErrorsOf } from '../../support/refusals';
import { inputs, makeScene, type Scene } from '../../support/scene';

let api: Api;
let scene: Scene;
beforeAll(async () => {
  api = await Api.start();
});
afterAll(() => api.close());
beforeEach(async () => {
  scene = await makeScene(await api.agency());
});

async function expectRefused(name: string, input: object, code: string, field: string) {
  expect(await userErrorsOf(scene.client, name, input)).toMatchObject([{ code, field: ['input', field] }]);
}

describe('what is closed', () => {
  const closed = () => ({ applicationId: scene.closedApplicationId });

  it('cannot be closed again', () =>
    expectRefused(
      'closeApplication',
      { ...closed(), outcome: 'HIRED' },
      'APPLICATION_CLOSED',
      'applicationId',
    ));

  it.each(['scheduleInterview', 'deferAction', 'pinAction', 'dismissAction', 'recordPromise'])(
    'has no %s',
    (name) =>
      expectRefused(name, { ...inputs(scene)[name], ...closed() }, 'APPLICATION_CLOSED', 'applicationId'),
  );

  it('can still be added to: what happened, happened', async () => {
    for (const name of ['recordContactAttempt', 'recordInterview', 'identifyContact']) {
      const { application } = await scene.client.done(name, { ...inputs(scene)[name], ...closed() });
      expect(application).toMatchObject({ stage: 'CLOSED', outcome: 'WITHDRAWN' });
    }
  });

  it('cannot be reopened once the position is closed', async () => {
    await scene.client.done('recordResponse', {
      ...{ ...closed(), receivedAt: '2026-03-20T12:00:00Z', method: 'EMAIL', response: 'POSITION_CLOSED' },
    });
    await expectRefused(
      'reopenApplication',
      { ...closed(), why: 'A wish.' },
      'POSITION_CLOSED',
      'applicationId',
    );
  });
});

it('what is open cannot be reopened', () =>
  expectRefused(
    ...(['reopenApplication', { applicationId: scene.applicationId, why: 'A wish.' }] as const),
    ...(['APPLICATION_OPEN', 'applicationId'] as const),
  ));

it('a closed posting takes no applications', async () => {
  await scene.client.done('updateJobPosting', { id: scene.jobPostingId, closedAt: '2026-03-02T12:00:00Z' });
  await expectRefused(
    'submitApplication',
    inputs(scene).submitApplication,
    'POSITION_CLOSED',
    'jobPostingId',
  );
});

it('an interview that was held, or called off, cannot be called off', async () => {
  const { cancelInterview, recordInterview } = inputs(scene);
  await scene.client.done('recordInterview', recordInterview);
  await expectRefused('cancelInterview', cancelInterview, 'NOT_FOUND', 'interviewId');
});

describe('what is superseded', () => {
  it.each(['correctEvent', 'retractEvent'])('cannot be superseded again: %s', async (name) => {
    const { retractEvent, correctEvent } = inputs(scene);
    const { event } = await scene.client.done('correctEvent', correctEvent);
    await expectRefused(name, inputs(scene)[name], 'EVENT_SUPERSEDED', 'eventId');
    // What superseded it can.
    await scene.client.done('retractEvent', { ...retractEvent, eventId: event.id });
    await expectRefused(name, { ...inputs(scene)[name], eventId: event.id }, 'EVENT_SUPERSEDED', 'eventId');
  });

  it('once it is retracted, nothing answers it', async () => {
    await scene.client.done('retractEvent', inputs(scene).retractEvent);
    await expectRefused('recordResponse', inputs(scene).recordResponse, 'NOT_FOUND', 'attemptId');
  });
});

describe('a correction', () => {
  it.each([
    ['neither', {}],
    ['both', { attempt: 'attempt', response: 'response' }],
    ['two nulls', { attempt: null, response: null }],
  ])('has exactly one replacement, not %s', async (_, given: Json) => {
    const { correctEvent, 'correctEvent by a response': other } = inputs(scene);
    const { eventId, reason } = correctEvent;
    const attempt = given.attempt && correctEvent.attempt;
    const response = given.response && other.response;
    await expectRefused('correctEvent', { eventId, reason, attempt, response }, 'INVALID', 'eventId');
  });

  it('replaces an event with one of its type', async () => {
    const { correctEvent, 'correctEvent by a response': other } = inputs(scene);
    const { attemptEventId, responseEventId, interviewId } = scene;
    const mismatch = 'EVENT_TYPE_MISMATCH';
    await expectRefused('correctEvent', { ...correctEvent, eventId: responseEventId }, mismatch, 'attempt');
    await expectRefused('correctEvent', { ...correctEvent, eventId: interviewId }, mismatch, 'attempt');
    await expectRefused('correctEvent', { ...other, eventId: attemptEventId }, mismatch, 'response');
  });

  it('is of the same application, whatever else it says', async () => {
    const { correctEvent } = inputs(scene);
    const attempt = { ...correctEvent.attempt, applicationId: scene.closedApplicationId };
    expect(await userErrorsOf(scene.client, 'correctEvent', { ...correctEvent, attempt })).toMatchObject([
      { code: 'NOT_FOUND', field: ['input', 'attempt', 'applicationId'] },
    ]);
  });
});

it('some events cannot be retracted: something else undoes them', async () => {
  const { client, applicationId, jobPostingId } = scene;
  await client.done('updateJobPosting', { id: jobPostingId, noPhoneCalls: true });
  await client.done('retractEvent', inputs(scene).retractEvent);
  const query = `query ($id: ID!) { application(id: $id) { history { nodes { id type } } } }`;
  const { nodes } = (await client.data(query, { id: applicationId })).application.history;
  const fixed = nodes.filter(
    ({ type }: Json) => !/^(ContactAttempted|ResponseRe|InterviewSch|Promise)/.test(type),
  );
  expect(fixed.map(({ type }: Json) => type)).toEqual([
    'ApplicationSubmitted',
    'PostingChanged',
    'EventRetracted',
  ]);
  for (const { id } of fixed) {
    await expectRefused('retractEvent', { eventId: id, reason: 'A mistake.' }, 'NOT_RETRACTABLE', 'eventId');
  }
});
