import { type AgencyClient, Api, type Json } from '../support/api';

/**
 * Scenarios of the practices as a frontend sees them, each in an agency of its own, asked with `at`. Every time
 * is Chicago's, in March 2026; an offset is left to a helper, as a frontend leaves it to its date library.
 */
describe('scenarios, asked over the API', () => {
  let api: Api;
  beforeAll(async () => {
    api = await Api.start();
  });
  afterAll(() => api.close());

  it('1. applied on a Tuesday, hiring manager known', async () => {
    const application = await submitted({ manager: true });
    expect(await application.at('03T11:00')).toMatchObject({
      ...{ kind: 'WAIT', method: null, recipient: null, urgency: 'UPCOMING' },
      ...{ opensAt: chicago('04T00:00'), until: chicago('04T00:00') },
    });
    const advice = await application.at('04T09:30');
    expect(advice).toMatchObject({
      ...{ kind: 'SEND_FOLLOW_UP', method: 'EMAIL', dueAt: chicago('06T17:00') },
      recipient: { role: 'HIRING_MANAGER', contact: { name: 'Sam Sample' } },
    });
    expect(practicesOf(advice)).toEqual(expect.arrayContaining(['T1', 'W1', 'W6']));
    expect(advice.because[0].guides).toContain('The Power of Personal Follow-Up');
    expect(advice.guidance.practices).toEqual(expect.arrayContaining(['M1', 'M4']));
    expect(advice.draft.body).toContain('Sam Sample');
  });

  it('3. nobody known: the switchboard, in working hours', async () => {
    const application = await submitted();
    const advice = await application.at('04T09:30');
    expect(advice).toMatchObject({
      ...{ kind: 'FIND_HIRING_MANAGER', method: 'PHONE', until: chicago('04T17:00') },
      recipient: { role: 'SWITCHBOARD', contact: null },
    });
    expect(practicesOf(advice)).toEqual(expect.arrayContaining(['W3', 'T3']));
    expect(await application.at('04T20:00')).toMatchObject({ kind: 'WAIT', until: chicago('05T09:00') });
  });

  it('5. the switchboard refuses: a message is left there', async () => {
    const application = await submitted();
    const call = { method: 'PHONE', recipientRole: 'SWITCHBOARD' };
    await application.attempted('04T10:00', { ...call, response: 'REFUSED' });
    const advice = await application.at('04T10:30');
    expect(advice).toMatchObject({ kind: 'LEAVE_MESSAGE', method: 'PHONE' });
    expect(practicesOf(advice)).toContain('W3');
    await application.attempted('04T11:00', { ...call, response: 'MESSAGE_LEFT' });
    expect(await application.at('04T12:00')).toMatchObject({ kind: 'WAIT', opensAt: chicago('11T11:00') });
    expect(await application.at('11T11:00')).toMatchObject({
      ...{ kind: 'SEND_REMINDER', dueAt: chicago('18T11:00') },
    });
  });

  it('7. after a video interview: a note by the candidate’s midnight, an e-mail within a day', async () => {
    const application = await submitted({ manager: true, timeZone: 'America/New_York' });
    await application.interviewed('VIDEO');
    const [note, email, ...others] = await application.allAt('11T15:05');
    // Wednesday 23:59:59 in New York.
    const dueAt = '2026-03-12T03:59:59.000Z';
    expect(note).toMatchObject({ kind: 'SEND_THANK_YOU_NOTE', method: 'POST', dueAt });
    expect(email).toMatchObject({
      ...{ kind: 'SEND_THANK_YOU_EMAIL', method: 'EMAIL' },
      ...{ dueAt: chicago('12T15:00'), lateAt: chicago('13T15:00') },
    });
    expect(others).toEqual([]);
    const byPhone = await submitted({ manager: true });
    await byPhone.interviewed('PHONE');
    expect((await byPhone.allAt('11T15:05')).map(({ kind }: Json) => kind)).toEqual(['SEND_THANK_YOU_EMAIL']);
  });

  it('9. a decision date was given: quiet until it has passed, and a working day more', async () => {
    const application = await submitted({ manager: true });
    await application.interviewed('VIDEO', { decisionExpectedOn: '2026-03-25' });
    const quiet = await application.at('19T10:00');
    expect(quiet).toMatchObject({ kind: 'WAIT', opensAt: chicago('27T00:00'), until: chicago('27T00:00') });
    expect(practicesOf(quiet)).toContain('T9');
    expect(await application.at('27T10:00')).toMatchObject({
      ...{ kind: 'ASK_FOR_UPDATE', method: 'EMAIL', dueAt: chicago('30T17:00') },
    });
  });

  it('11. the position is closed: never again', async () => {
    const application = await submitted({ manager: true });
    await application.client.done('recordResponse', {
      ...{ applicationId: application.id, receivedAt: chicago('10T10:00') },
      ...{ method: 'EMAIL', response: 'POSITION_CLOSED' },
    });
    for (const at of [chicago('10T10:00'), '2026-09-01T00:00:00Z', '2099-01-01T00:00:00Z']) {
      const [advice] = await application.allAt(at);
      expect(advice).toMatchObject({ kind: 'NONE', until: null });
      expect(practicesOf(advice)).toEqual(['W9']);
    }
  });

  it('11. the posting was taken down, and there is silence for 21 days: close', async () => {
    const application = await submitted({ manager: true });
    await application.attempted('05T10:00', { method: 'EMAIL', contactId: application.contactId });
    const takenDownAt = chicago('06T12:00');
    await application.client.done('updateJobPosting', { id: application.jobPostingId, takenDownAt });
    expect(await application.at('26T09:59')).not.toMatchObject({ kind: 'CLOSE' });
    const advice = await application.at('27T10:00');
    expect(advice).toMatchObject({ kind: 'CLOSE', method: null });
    expect(practicesOf(advice)).toContain('T13');
  });

  /** An application of Tuesday 3 March at 10:00, with what a scenario records on it. */
  async function submitted({ manager = false, timeZone = 'America/Chicago' } = {}) {
    const client = await api.agency();
    const employerId = await client.employer();
    const contactId = manager ? await client.contact(employerId) : null;
    const jobPostingId = await client.posting(employerId);
    const id = await client.application(await client.candidate({ timeZone }), jobPostingId);
    const allAt = (at: string) => adviceAt(client, id, at.length > 10 ? at : chicago(at));
    return {
      ...{ client, id, contactId, jobPostingId, allAt },
      at: async (at: string) => (await allAt(at))[0],
      attempted: (at: string, facts: object) =>
        client.done('recordContactAttempt', { applicationId: id, attemptedAt: chicago(at), ...facts }),
      interviewed: (format: string, facts: object = {}) =>
        client.done('recordInterview', {
          ...{ applicationId: id, format, startedAt: chicago('11T14:00'), endedAt: chicago('11T15:00') },
          ...facts,
        }),
    };
  }
});

/** "11T15:00" of March 2026 in Chicago, where the clocks go forward on the 8th. */
function chicago(dayAndTime: string): string {
  const offset = dayAndTime < '08T02:00' ? '-06:00' : '-05:00';
  return new Date(`2026-03-${dayAndTime}:00${offset}`).toISOString();
}

const practicesOf = ({ because }: Json): string[] => because.flatMap(({ practices }: Json) => practices);

async function adviceAt(client: AgencyClient, id: string, at: string): Promise<Json> {
  const query = `query ($id: ID!, $at: DateTime!) { application(id: $id) {
    nextAction(at: $at) { kind dueAt }
    nextActions(at: $at) { kind method opensAt dueAt lateAt urgency until reason
      recipient { role contact { name } } because { rule practices guides } guidance { practices } draft { body } } } }`;
  const { nextAction, nextActions } = (await client.data(query, { id, at })).application;
  expect(nextActions[0]).toMatchObject(nextAction);
  return nextActions;
}
