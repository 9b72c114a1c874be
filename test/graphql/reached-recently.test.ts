import { type AgencyClient, Api, type Json } from '../support/api';

let api: Api;
let client: AgencyClient;
let contactId: string;
let applicationIds: string[];
beforeAll(async () => {
  api = await Api.start();
});
afterAll(() => api.close());
beforeEach(async () => {
  client = await api.agency();
  ({ contactId, applicationIds } = await twoApplications(client));
});

/** At one employer, of two candidates, both submitted on Tuesday 3 March 2026 at 10:00 in Chicago. */
async function twoApplications(agency: AgencyClient) {
  const employerId = await agency.employer();
  const contact = await agency.contact(employerId);
  const posting = await agency.posting(employerId);
  const apply = async () => agency.application(await agency.candidate(), posting);
  return { contactId: contact, applicationIds: [await apply(), await apply()] };
}

const reached = 'reachedRecently { attemptedAt method presses attemptedBy { name } application { id } }';
const reachedAt = async (applicationId: string | undefined, at: string): Promise<Json[]> => {
  const query = `query ($id: ID!, $at: DateTime) { application(id: $id) { nextAction(at: $at) { kind ${reached} } } }`;
  return (await client.data(query, { id: applicationId, at })).application.nextAction.reachedRecently;
};
const attempted = (applicationId: string | undefined, attemptedAt: string, facts: object = {}) =>
  client.done('recordContactAttempt', { applicationId, contactId, method: 'EMAIL', attemptedAt, ...facts });

describe('before somebody turns to a person, it is told', () => {
  it('who else at the agency has just done so, on another application', async () => {
    const [first, second] = applicationIds;
    const { key } = await api.keyOf(client, 'RECRUITER');
    const colleague = Object.assign(Object.create(client), { key }) as AgencyClient;
    expect(await reachedAt(second, '2026-03-04T16:30:00Z')).toEqual([]);
    await colleague.done('recordContactAttempt', {
      ...{ applicationId: first, contactId, method: 'EMAIL', attemptedAt: '2026-03-04T16:00:00Z' },
    });
    const told = {
      ...{ attemptedAt: '2026-03-04T16:00:00.000Z', method: 'EMAIL', presses: true },
      ...{ attemptedBy: { name: 'A RECRUITER' }, application: { id: first } },
    };
    expect(await reachedAt(second, '2026-03-04T16:30:00Z')).toEqual([told]);
    const { worklist } = await client.data(
      `{ worklist(at: "2026-03-04T16:30:00Z") { nodes { application { id } action { ${reached} } } } }`,
    );
    expect(worklist.nodes).toEqual([{ application: { id: second }, action: { reachedRecently: [told] } }]);
  });

  it('the latest first, of the 7 days before that moment, by whatever means', async () => {
    const [first, second] = applicationIds;
    await attempted(first, '2026-03-04T16:00:00Z', { purpose: 'OTHER' });
    await attempted(first, '2026-03-05T16:00:00Z', { purpose: 'THANK_YOU', method: 'POST' });
    await attempted(first, '2026-03-06T16:00:00Z', { contactId: null });
    const times = async (at: string) =>
      (await reachedAt(second, at)).map(({ attemptedAt, presses }) => [attemptedAt.slice(0, 10), presses]);
    const both = [
      ['2026-03-05', false],
      ['2026-03-04', true],
    ];
    expect(await times('2026-03-04T15:59:59.999Z')).toEqual([]);
    expect(await times('2026-03-04T16:00:00Z')).toEqual(both.slice(1));
    expect(await times('2026-03-11T16:00:00Z')).toEqual(both);
    expect(await times('2026-03-11T16:00:00.001Z')).toEqual(both.slice(0, 1));
  });

  it('at most 20 of them', async () => {
    const [first, second] = applicationIds;
    const attempts = Array.from({ length: 25 }, (_, minute) => ({
      ...{ applicationId: first, contactId, method: 'SMS', purpose: 'OTHER' },
      attemptedAt: new Date(Date.parse('2026-03-04T16:00:00Z') + minute * 60_000).toISOString(),
    }));
    await client.done('recordContactAttempts', attempts);
    const found = await reachedAt(second, '2026-03-05T16:00:00Z');
    expect(found.map(({ attemptedAt }) => attemptedAt)).toEqual(
      attempts
        .map(({ attemptedAt }) => attemptedAt)
        .toReversed()
        .slice(0, 20),
    );
  });

  it('not what has been taken back', async () => {
    const [first, second] = applicationIds;
    const { event } = await attempted(first, '2026-03-04T16:00:00Z');
    await client.done('retractEvent', { eventId: event.id, reason: 'It was another person.' });
    expect(await reachedAt(second, '2026-03-04T16:30:00Z')).toEqual([]);
  });

  it('nothing where there is nobody to turn to', async () => {
    await attempted(applicationIds[0], '2026-03-04T16:00:00Z');
    // Nothing to do but wait.
    expect(await reachedAt(applicationIds[0], '2026-03-04T16:30:00Z')).toEqual([]);
  });

  it('nothing of another agency, also where a row of theirs were to bear the same id', async () => {
    const other = await api.agency('Another agency');
    const theirs = await twoApplications(other);
    await other.done('recordContactAttempt', {
      ...{ applicationId: theirs.applicationIds[0], contactId: theirs.contactId },
      ...{ method: 'EMAIL', attemptedAt: '2026-03-04T16:00:00Z' },
    });
    // The same person's id in both agencies: only the agency tells whose an attempt is.
    await api.store.everyAgency.query(
      `with person as (
         insert into contact select (jsonb_populate_record(c, jsonb_build_object('id', ours.id,
           'employer_id', c.employer_id))).* from contact c, contact ours
         where c.agency_id = $1 and ours.agency_id = $2 returning agency_id, id
       )
       insert into person_attempt select (jsonb_populate_record(p, jsonb_build_object('contact_id', person.id,
         'attempt_id', gen_random_uuid()))).* from person_attempt p join person on person.agency_id = p.agency_id`,
      [other.agencyId, client.agencyId],
    );
    expect(await reachedAt(applicationIds[1], '2026-03-04T16:30:00Z')).toEqual([]);
  });
});
