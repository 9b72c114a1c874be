import { type AgencyClient, Api, type Json } from '../support/api';

/** An agency's work on one application from submission to the end, as its own frontend does it, in this order. */
describe('an application from beginning to end', () => {
  let api: Api;
  let client: AgencyClient;
  let candidateId: string;
  let employerId: string;
  let contactId: string;
  let jobPostingId: string;
  let applicationId: string;

  beforeAll(async () => {
    api = await Api.start();
    client = await api.agency();
    candidateId = await client.candidate({ timeZone: 'America/New_York' });
    employerId = await client.employer();
    jobPostingId = await client.posting(employerId);
    applicationId = await client.application(candidateId, jobPostingId);
  });
  afterAll(() => api.close());

  const read = async (fields: string, variables: object = {}, types = ''): Promise<Json> => {
    const query = `query ($id: ID! ${types}) { application(id: $id) { ${fields} } }`;
    return (await client.data(query, { id: applicationId, ...variables })).application;
  };
  const actionsAt = async (at: string): Promise<Json> => {
    const fields = `nextAction(at: $at) { kind } nextActions(at: $at) { kind method dueAt urgency until }`;
    return read(fields, { at }, '$at: DateTime!');
  };
  const adviceAt = async (at: string): Promise<string[]> =>
    (await actionsAt(at)).nextActions.map(({ kind }: Json) => kind);
  const worklistAt = async (at: string): Promise<string[]> => {
    const query = `query ($at: DateTime!) { worklist(at: $at) { nodes { action { kind } application { id } } } }`;
    const { nodes } = (await client.data(query, { at })).worklist;
    return nodes
      .filter((one: Json) => one.application.id === applicationId)
      .map((one: Json) => one.action.kind);
  };
  const record = (name: string, facts: object) => client.done(name, { applicationId, ...facts });

  it('looks for the person who decides first, and then follows up there', async () => {
    expect(await adviceAt('2026-03-04T09:30:00-06:00')).toEqual(['FIND_HIRING_MANAGER']);
    await record('recordContactAttempt', {
      ...{ attemptedAt: '2026-03-04T09:40:00-06:00', method: 'PHONE' },
      ...{ recipientRole: 'SWITCHBOARD', response: 'DETAILS_OBTAINED', note: 'Ask for Sam.' },
    });
    contactId = await client.contact(employerId);
    await record('identifyContact', { contactId, role: 'HIRING_MANAGER' });
    expect((await actionsAt('2026-03-04T10:00:00-06:00')).nextActions).toEqual([
      {
        ...{ kind: 'SEND_FOLLOW_UP', method: 'EMAIL', urgency: 'OPEN' },
        dueAt: '2026-03-06T23:00:00.000Z',
        until: expect.any(String),
      },
    ]);
  });

  it('shows each attempt with its date, time, method and response', async () => {
    await record('recordContactAttempt', {
      ...{ attemptedAt: '2026-03-04T10:30:00-06:00', method: 'EMAIL', contactId, note: 'Any news?' },
    });
    const { attempts, ...rest } = await read(`
      version stage unansweredAttempts lastAttemptAt lastResponseAt
      attempts { nodes { attemptedAt timeZone method purpose recipientRole response contact { name } note
        attemptedBy { kind name } corrected } }`);
    expect(rest).toEqual({
      ...{ version: 4, stage: 'APPLIED', unansweredAttempts: 1, lastAttemptAt: '2026-03-04T16:30:00.000Z' },
      lastResponseAt: '2026-03-04T15:40:00.000Z',
    });
    const usual = { timeZone: 'America/Chicago', corrected: false };
    const attemptedBy = { kind: 'API_KEY', name: 'Administrator' };
    expect(attempts.nodes).toEqual([
      {
        ...{ ...usual, attemptedBy, attemptedAt: '2026-03-04T15:40:00.000Z', method: 'PHONE' },
        ...{ purpose: 'FIND_HIRING_MANAGER', recipientRole: 'SWITCHBOARD', response: 'DETAILS_OBTAINED' },
        ...{ contact: null, note: 'Ask for Sam.' },
      },
      {
        ...{ ...usual, attemptedBy, attemptedAt: '2026-03-04T16:30:00.000Z', method: 'EMAIL' },
        ...{ purpose: 'FOLLOW_UP', recipientRole: null, response: 'NONE' },
        ...{ contact: { name: 'Sam Sample' }, note: 'Any news?' },
      },
    ]);
  });

  it('has the response to an attempt change what is next', async () => {
    expect(await adviceAt('2026-03-05T09:00:00-06:00')).toEqual(['WAIT']);
    const { attempts } = await read('attempts { nodes { id } }');
    await record('recordResponse', {
      ...{ attemptId: attempts.nodes[1].id, receivedAt: '2026-03-05T08:00:00-06:00' },
      ...{ method: 'EMAIL', response: 'INTERVIEW_OFFERED' },
    });
    expect(await adviceAt('2026-03-05T09:00:00-06:00')).toEqual(['ANSWER_EMPLOYER']);
    expect(await read('stage unansweredAttempts')).toEqual({ stage: 'INTERVIEWING', unansweredAttempts: 0 });
  });

  it('thanks after the interview, in the worklist too', async () => {
    const times = { startsAt: '2026-03-11T14:00:00-05:00', endsAt: '2026-03-11T15:00:00-05:00' };
    await record('scheduleInterview', { ...times, format: 'VIDEO', contactIds: [contactId] });
    const { startsAt: startedAt, endsAt: endedAt } = times;
    await record('recordInterview', { startedAt, endedAt, format: 'VIDEO', contactIds: [contactId] });
    const thanks = ['SEND_THANK_YOU_NOTE', 'SEND_THANK_YOU_EMAIL'];
    expect(await adviceAt('2026-03-11T15:05:00-05:00')).toEqual(thanks);
    expect(await worklistAt('2026-03-11T15:05:00-05:00')).toEqual(thanks);
    expect(await read('stage interviews { held duration }')).toEqual({
      stage: 'INTERVIEWED',
      interviews: [{ held: true, duration: 'PT1H' }],
    });
  });

  it('plans what comes if nothing more happens, without a gap, to the end of time', async () => {
    const { plan } = await read('plan { from until actions { kind } }');
    expect(plan[0].from).toBe('2026-03-11T20:00:00.000Z');
    expect(plan.slice(1).map(({ from }: Json) => from)).toEqual(
      plan.slice(0, -1).map(({ until }: Json) => until),
    );
    expect(plan.at(-1)).toMatchObject({ until: null, actions: [{ kind: 'CLOSE' }] });
  });

  it('corrects what was recorded wrongly; the wrong event stays, superseded', async () => {
    const wrong = await record('recordContactAttempt', {
      ...{ attemptedAt: '2026-03-11T16:00:00-05:00', method: 'PHONE', contactId, purpose: 'THANK_YOU' },
    });
    const attempt = { applicationId, attemptedAt: '2026-03-11T17:00:00-05:00', method: 'EMAIL', contactId };
    const corrected = await client.done('correctEvent', {
      ...{ eventId: wrong.event.id, reason: 'It was an e-mail.' },
      attempt: { ...attempt, purpose: 'THANK_YOU' },
    });
    const { attempts, history } = await read(`attempts { nodes { attemptedAt method corrected } }
      history { nodes { id type supersededBy } }`);
    expect(attempts.nodes.at(-1)).toEqual({
      ...{ attemptedAt: '2026-03-11T22:00:00.000Z', method: 'EMAIL', corrected: true },
    });
    expect(history.nodes.slice(-2)).toEqual([
      { id: wrong.event.id, type: 'ContactAttempted', supersededBy: corrected.event.id },
      { id: corrected.event.id, type: 'EventCorrected', supersededBy: null },
    ]);
    expect(await adviceAt('2026-03-11T18:00:00-05:00')).toEqual(['SEND_THANK_YOU_NOTE']);
  });

  it('retracts what never happened', async () => {
    const facts = { receivedAt: '2026-03-12T09:00:00-05:00', method: 'EMAIL', response: 'REJECTED' };
    const wrong = await record('recordResponse', facts);
    expect(wrong.application).toMatchObject({ stage: 'CLOSED', outcome: 'REJECTED' });
    const retracted = await client.done('retractEvent', {
      eventId: wrong.event.id,
      reason: 'Another Robin.',
    });
    expect(retracted.application).toMatchObject({ stage: 'INTERVIEWED', outcome: null });
    expect(await adviceAt('2026-03-12T17:00:00-05:00')).toEqual(['SEND_FOLLOW_UP']);
  });

  it('defers, until the time or until something happens', async () => {
    const until = '2026-03-20T09:00:00-05:00';
    await record('deferAction', { until, deferredAt: '2026-03-13T09:00:00-05:00', why: 'A fair.' });
    expect(await adviceAt('2026-03-16T09:00:00-05:00')).toEqual(['WAIT']);
    expect(await worklistAt('2026-03-16T09:00:00-05:00')).toEqual([]);
    expect(await read('deferredUntil')).toEqual({ deferredUntil: '2026-03-20T14:00:00.000Z' });
    expect(await adviceAt('2026-03-20T09:00:00-05:00')).not.toEqual(['WAIT']);
  });

  it('closes, and reopens', async () => {
    await record('closeApplication', { outcome: 'WITHDRAWN', closedAt: '2026-03-21T09:00:00-05:00' });
    expect(await adviceAt('2026-03-23T09:00:00-05:00')).toEqual(['NONE']);
    await record('reopenApplication', { why: 'A mistake.', reopenedAt: '2026-03-23T10:00:00-05:00' });
    expect(await read('stage outcome')).toEqual({ stage: 'INTERVIEWED', outcome: null });
    expect(await adviceAt('2026-03-23T09:00:00-05:00')).toEqual(['NONE']);
    expect(await adviceAt('2026-03-24T09:00:00-05:00')).not.toEqual(['NONE']);
  });

  it('tells every open application of a change of the posting', async () => {
    const other = await client.application(candidateId, jobPostingId);
    const changes = { noPhoneCalls: true, takenDownAt: '2026-03-25T12:00:00Z' };
    await client.done('updateJobPosting', { id: jobPostingId, ...changes });
    for (const id of [applicationId, other]) {
      const { history } = await read(
        `history { nodes { type ... on PostingChanged { changes { noPhoneCalls takenDownAt noFollowUp } } } }`,
        { id },
      );
      const told = history.nodes.filter(({ type }: Json) => type === 'PostingChanged');
      expect(told.map((event: Json) => event.changes)).toEqual(
        expect.arrayContaining([
          { noPhoneCalls: null, takenDownAt: '2026-03-25T12:00:00.000Z', noFollowUp: null },
          { noPhoneCalls: true, takenDownAt: null, noFollowUp: null },
        ]),
      );
    }
  });

  it('shows what was recommended in the past, on what had happened by then', async () => {
    expect(await adviceAt('2026-03-02T09:00:00-06:00')).toEqual(['NONE']);
    expect(await adviceAt('2026-03-05T09:00:00-06:00')).toEqual(['ANSWER_EMPLOYER']);
    expect(await worklistAt('2026-03-05T09:00:00-06:00')).toEqual(['ANSWER_EMPLOYER']);
  });
});

it('a new policy changes what is advised from now on, at once', async () => {
  const api = await Api.start();
  const client = await api.agency();
  const employerId = await client.employer();
  const contactId = await client.contact(employerId);
  const daysFromNow = (days: number) => new Date(Date.now() + days * 86_400_000);
  const submittedAt = daysFromNow(-30);
  const applicationId = await client.application(await client.candidate(), await client.posting(employerId), {
    submittedAt,
  });
  await client.done('recordContactAttempt', {
    ...{ applicationId, contactId, method: 'EMAIL', attemptedAt: daysFromNow(-1) },
  });
  // A reminder opens a week after the attempt, or some days later where holidays and weekends come between.
  const variables = { id: applicationId, at: daysFromNow(11) };
  const kinds = async () => {
    const query = `query ($id: ID!, $at: DateTime!) { application(id: $id) { nextAction(at: $at) { kind } }
      worklist(at: $at) { nodes { action { kind } } } policy { applicationsToReplan } }`;
    const { application, worklist, policy } = await client.data(query, variables);
    return [application.nextAction.kind, worklist.nodes.length, policy.applicationsToReplan];
  };
  expect(await kinds()).toEqual(['SEND_REMINDER', 1, 0]);
  await client.done('setPolicy', {
    preset: 'PATIENT',
    values: { reminderWaitDays: 20, reminderDueDays: 30 },
  });
  expect(await kinds()).toEqual(['WAIT', 0, 0]);
  await client.done('setPolicy', { preset: 'PERSISTENT' });
  expect(await kinds()).toEqual(['SEND_REMINDER', 1, 0]);
  await api.close();
});
