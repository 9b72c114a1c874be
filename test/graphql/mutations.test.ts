import { type AgencyClient, Api, type Json } from '../support/api';
import { inputs, makeScene, type Scene } from '../support/scene';

let api: Api;
let client: AgencyClient;
let scene: Scene;
beforeAll(async () => {
  api = await Api.start();
  client = await api.agency();
});
afterAll(() => api.close());
beforeEach(async () => {
  scene = await makeScene(client);
});

const ids = () => {
  const { contactId, employerId, applicationId } = scene;
  return { contactId, employerId, applicationId };
};

describe('several mutations in one request', () => {
  it('are done one after the other, and each sees what the former ones did', async () => {
    const answer = await client.data(
      `mutation ($contactId: ID!, $employerId: ID!, $applicationId: ID!) {
        a: updateContact(input: { id: $contactId, name: "A" }) { contact { name employer { name } } }
        b: updateEmployer(input: { id: $employerId, name: "B" }) { employer { name } }
        c: updateContact(input: { id: $contactId, name: "C" }) { contact { name employer { name } } }
        d: deferAction(input: { applicationId: $applicationId, until: "2999-01-01T00:00:00Z" }) { application { version } }
        e: closeApplication(input: { applicationId: $applicationId, outcome: HIRED }) {
          application { version attempts { nodes { contact { name } } } history { nodes { type } } } } }`,
      ids(),
    );
    expect(answer).toMatchObject({
      a: { contact: { name: 'A', employer: { name: 'Example Works' } } },
      b: { employer: { name: 'B' } },
      c: { contact: { name: 'C', employer: { name: 'B' } } },
      d: { application: { version: 6 } },
      e: { application: { version: 7, attempts: { nodes: [{ contact: { name: 'C' } }] } } },
    });
    expect(answer.e.application.history.nodes.slice(-2)).toEqual([
      { type: 'ActionDeferred' },
      { type: 'ApplicationClosed' },
    ]);
  });

  it('do not fail together: each tells its own errors', async () => {
    const answer = await client.data(
      `mutation ($applicationId: ID!) {
        a: reopenApplication(input: { applicationId: $applicationId, why: "x" }) { userErrors { code } }
        b: closeApplication(input: { applicationId: $applicationId, outcome: HIRED }) { userErrors { code } }
        c: reopenApplication(input: { applicationId: $applicationId, why: "x" }) { userErrors { code } application { stage } } }`,
      ids(),
    );
    expect(answer).toEqual({
      a: { userErrors: [{ code: 'APPLICATION_OPEN' }] },
      b: { userErrors: [] },
      c: { userErrors: [], application: { stage: 'INTERVIEWING' } },
    });
  });
});

describe('what is left out of a change stays, and null takes away what may be missing', () => {
  const read = async (id: string, fields: string): Promise<Json> =>
    (await client.data(`query ($id: ID!) { node(id: $id) { ${fields} } }`, { id })).node;

  it('of a contact', async () => {
    const { contactId: id } = scene;
    const fields = '... on Contact { name role decides email phone availability }';
    await client.done('updateContact', inputs(scene).updateContact);
    await client.done('updateContact', { id, name: null, role: null, decides: null, email: null });
    expect(await read(id, fields)).toEqual({
      ...{ name: 'Sam Sample', role: 'RECRUITER', decides: false, email: null },
      ...{ phone: '+1 312 555 0100', availability: 'afternoons' },
    });
  });

  it('of an employer', async () => {
    const { employerId: id } = scene;
    const fields =
      '... on Employer { name timeZone country switchboardPhone workingHours { dayOfWeek opens closes } }';
    await client.done('updateEmployer', inputs(scene).updateEmployer);
    await client.done('updateEmployer', { id, timeZone: null, switchboardPhone: null });
    expect(await read(id, fields)).toEqual({
      ...{ name: 'Example Works LLC', timeZone: 'America/Denver', country: 'US', switchboardPhone: null },
      workingHours: [{ dayOfWeek: 1, opens: '08:00', closes: '24:00' }],
    });
  });

  it('of a job posting', async () => {
    const { jobPostingId: id } = scene;
    const fields = '... on JobPosting { title noPhoneCalls noFollowUp generalEmail takenDownAt closedAt }';
    await client.done('updateJobPosting', inputs(scene).updateJobPosting);
    await client.done('updateJobPosting', { id, noPhoneCalls: null, generalEmail: null, closedAt: null });
    expect(await read(id, fields)).toEqual({
      ...{ title: 'Welder', noPhoneCalls: true, noFollowUp: false, generalEmail: null },
      ...{ takenDownAt: '2026-03-08T12:00:00.000Z', closedAt: null },
    });
  });
});

it('a correction is told with all that it says', async () => {
  const { correctEvent, 'correctEvent by a response': byResponse } = inputs(scene);
  const fields = `replacementType happenedAt method response purpose recipientRole respondedAt attemptId
    decisionExpectedOn promisedAt note contact { id }`;
  const told = async (input: Json) => {
    const { event } = await client.done('correctEvent', input);
    const query = `query ($id: ID!) { node(id: $id) { ... on EventCorrected { ${fields} } } }`;
    return (await client.data(query, { id: event.id })).node;
  };
  const contact = { id: scene.contactId };
  expect(await told(correctEvent)).toEqual({
    ...{ replacementType: 'ContactAttempted', happenedAt: '2026-03-05T16:00:00.000Z', method: 'PHONE' },
    ...{ response: 'TIMELINE_GIVEN', purpose: 'CHECK_IN', recipientRole: 'RECRUITER', attemptId: null },
    ...{ respondedAt: '2026-03-05T17:00:00.000Z', decisionExpectedOn: '2026-03-25', promisedAt: null },
    ...{ note: 'They decide soon.', contact },
  });
  expect(await told(byResponse)).toEqual({
    ...{ replacementType: 'ResponseReceived', happenedAt: '2026-03-05T16:00:00.000Z', method: 'EMAIL' },
    ...{ response: 'CALL_PROMISED', purpose: null, recipientRole: null, attemptId: scene.attemptId },
    ...{ respondedAt: null, decisionExpectedOn: '2026-03-25', promisedAt: '2026-03-06T19:00:00.000Z' },
    ...{ note: 'They will call.', contact },
  });
});
