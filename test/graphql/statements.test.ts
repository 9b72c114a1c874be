import { type AgencyClient, Api, mutationText } from '../support/api';
import { allStatementsOf, isAboutAgency, statementsOf } from '../support/statements';

let api: Api;
let client: AgencyClient;
const applicationIds: string[] = [];

const most = 25;

beforeAll(async () => {
  api = await Api.start();
  client = await api.agency();
  for (let index = 0; index < most; index++) {
    const employerId = await client.employer();
    const contactId = await client.contact(employerId);
    await client.contact(employerId, { role: 'ACQUAINTANCE' });
    const applicationId = await client.application(
      await client.candidate(),
      await client.posting(employerId),
    );
    applicationIds.push(applicationId);
    await client.done('recordContactAttempt', {
      ...{ applicationId, contactId, method: 'EMAIL', attemptedAt: '2026-03-04T16:00:00Z' },
    });
    await client.done('recordInterview', {
      ...{ applicationId, contactIds: [contactId], format: 'VIDEO', topics: ['welding'] },
      ...{ startedAt: '2026-03-11T19:00:00Z', endedAt: '2026-03-11T20:00:00Z' },
    });
    await client.done('identifyContact', { applicationId, contactId, role: 'INTERVIEWER' });
  }
});
afterAll(() => api.close());

const person = 'name email employer { name }';
const action = `kind recipient { role contact { ${person} } } because { rule guides } blockedMethods { method }
  guidance { mention } draft { subject body gaps } passedOver { contact { ${person} } reason }`;
const everything = `
  id version stage candidate { name } jobPosting { title employer { name workingHours { opens } } }
  attempts { nodes { method contact { ${person} } } }
  interviews { contacts { ${person} } } identifiedContacts { contact { ${person} } }
  history { nodes { type actor { name } supersededBy
    ... on ApplicationSubmitted { candidate { name } jobPosting { title } }
    ... on ContactAttempted { contact { ${person} } } ... on InterviewHeld { contacts { ${person} } } } }
  now: nextAction { ${action} } then: nextActions(at: "2026-03-11T20:05:00Z") { ${action} }
  before: nextActions(at: "2026-03-05T00:00:00Z") { ${action} }
  plan { from actions { ${action} } }`;

const countOf = async (query: string, variables: object = {}) =>
  (await statementsOf(() => client.data(query, variables))).length;

describe('a query takes the same number of statements, however much it reads', () => {
  it('an application with everything that hangs on it', async () => {
    const query = `query ($id: ID!) { application(id: $id) { ${everything} } }`;
    // The key, the application, then once each: candidate, posting, contacts, employer, history, past plans,
    // templates, the circumstances of choices, and whom they passed over.
    expect(await countOf(query, { id: applicationIds[0] })).toBeLessThanOrEqual(11);
  });

  it.each<[string, number, (first: number) => string]>([
    [
      'applications with all that hangs on them',
      11,
      // So many lists in each: 5 would cost more than one operation may.
      (first) => `{ applications(first: ${Math.ceil(first / 10)}) { nodes { ${everything} } } }`,
    ],
    [
      'applications with what is next',
      6,
      (
        first,
      ) => `{ applications(first: ${first}) { nodes { candidate { name } jobPosting { title employer { name } }
        nextAction { kind dueAt } attempts(first: 3) { nodes { contact { name } } } } } }`,
    ],
    [
      'the worklist with its drafts',
      9,
      (first) => `{ worklist(first: ${first}, at: "2026-03-11T20:05:00Z") { nodes {
        application { id candidate { name } jobPosting { title employer { name } } } action { ${action} } } } }`,
    ],
    [
      'events with whom they concern',
      5,
      (
        first,
      ) => `{ events(first: ${first}) { nodes { ... on ApplicationSubmitted { candidate { name } jobPosting { title } }
        ... on ContactAttempted { contact { name } } ... on InterviewHeld { contacts { name } } } } }`,
    ],
    ['contacts with their employers', 3, (first) => `{ contacts(first: ${first}) { nodes { ${person} } } }`],
    [
      'job postings with theirs',
      3,
      (first) => `{ jobPostings(first: ${first}) { nodes { employer { name } } } }`,
    ],
    [
      'employers with their policies, and how far these have come',
      4,
      (first) =>
        `{ employers(first: ${first}) { nodes { policy { version layers { setBy { name } } replanning { outdated } } } } }`,
    ],
  ])('%s: %i for 5 as for 25', async (_, statements, query) => {
    expect(await countOf(query(5))).toBe(statements);
    expect(await countOf(query(most))).toBe(statements);
  });

  it('nodes of every type, one statement a type', async () => {
    const query = `query ($ids: [ID!]!) { nodes(ids: $ids) { id } }`;
    expect(await countOf(query, { ids: applicationIds })).toBe(2);
  });

  it('and connections are told for which agency they speak only where that changes', async () => {
    const other = await api.agency();
    const toldBy = async (...clients: AgencyClient[]) => {
      const statements = await allStatementsOf(async () => {
        for (const each of clients) await each.data('{ candidates(first: 1) { nodes { name } } }');
      });
      return statements.filter(isAboutAgency).length;
    };
    await client.data('{ candidates(first: 1) { nodes { name } } }');
    expect(await toldBy(client, client, client)).toBe(0);
    expect(await toldBy(other, other, client, client)).toBe(2);
  });
});

describe('a mutation', () => {
  const attempt = (applicationId: string | undefined, facts: object = {}) => ({
    ...{ applicationId, attemptedAt: '2026-03-12T16:00:00Z', method: 'EMAIL', ...facts },
  });

  it('recordContactAttempt: who asks, what is known, what is recorded', async () => {
    const statements = await statementsOf(() =>
      client.done(
        'recordContactAttempt',
        attempt(applicationIds[1], { idempotencyKey: 'a key', expectedVersion: 4 }),
      ),
    );
    expect(statements).toEqual([
      expect.stringContaining('from api_key'),
      expect.stringContaining('from application a'),
      expect.stringContaining('record_events'),
    ]);
  });

  it('and before that, where a person is named, whether there is one', async () => {
    const { contacts } = await client.data('{ contacts { nodes { id } } }');
    const facts = { contactId: contacts.nodes[1].id };
    expect(
      await statementsOf(() => client.done('recordContactAttempt', attempt(applicationIds[1], facts))),
    ).toHaveLength(4);
  });

  it('recordContactAttempts: as many for 25 applications as for one', async () => {
    const record = async (ids: string[]) =>
      (
        await statementsOf(() =>
          client.done(
            'recordContactAttempts',
            ids.map((id) => attempt(id)),
          ),
        )
      ).length;
    expect([await record(applicationIds.slice(0, 1)), await record(applicationIds)]).toEqual([3, 3]);
  });

  it('a refused one stops where it is refused', async () => {
    expect(await statementsOf(() => client.mutate('recordContactAttempt', attempt('x')))).toHaveLength(2);
    const invalid = attempt(applicationIds[0], { note: '' });
    expect(await statementsOf(() => client.mutate('recordContactAttempt', invalid))).toHaveLength(1);
    const query = mutationText('recordContactAttempt');
    expect(await statementsOf(() => client.request(query, { input: { nonsense: 1 } }))).toHaveLength(1);
  });
});

describe('people', () => {
  it('assignApplications: one statement more, for who is to have them, however many they are', async () => {
    const memberId = await client.member();
    const assign = async (ids: string[]) =>
      (await statementsOf(() => client.done('assignApplications', { applicationIds: ids, memberId }))).length;
    expect([await assign(applicationIds.slice(0, 1)), await assign(applicationIds)]).toEqual([4, 4]);
  });

  it('the worklist with who has been reached, and who looks after it: as many for 5 as for 25', async () => {
    const { contacts } = await client.data('{ contacts(first: 100) { nodes { id } } }');
    const attempts = contacts.nodes.map(({ id: contactId }: { id: string }, index: number) => ({
      ...{ applicationId: applicationIds[index % most], contactId, method: 'SMS', purpose: 'OTHER' },
      attemptedAt: '2026-03-11T20:01:00Z',
    }));
    await client.done('recordContactAttempts', attempts);
    const query = (first: number) => `{ worklist(first: ${first}, at: "2026-03-11T20:05:00Z") { nodes {
      application { assignee { name } }
      action { reachedRecently { attemptedAt attemptedBy { name } application { stage assignee { name } } } } } } }`;
    const { worklist } = await client.data(query(most));
    expect(worklist.nodes).toHaveLength(most);
    for (const { application, action } of worklist.nodes) {
      expect(application.assignee).toEqual({ name: 'Kim Recruiter' });
      expect(action.reachedRecently).not.toEqual([]);
    }
    // The key, the worklist, the members, who was reached, on which applications.
    expect([await countOf(query(5)), await countOf(query(most))]).toEqual([5, 5]);
  });
});
