import { type AgencyClient, Api, type Json, mutationText } from '../support/api';
import { errorsOf, userErrorsOf } from '../support/refusals';
import { makeScene, type Scene } from '../support/scene';
import { writingNothing } from '../support/tables';

let api: Api;
let client: AgencyClient;
let scene: Scene;
beforeAll(async () => {
  api = await Api.start();
});
afterAll(() => api.close());
beforeEach(async () => {
  client = await api.agency();
  scene = await makeScene(client);
});

const memberText = '{ id name email active }';
const namesOf = async (list: string): Promise<string[]> =>
  Object.values<Json>(await client.data(`{ ${list} { nodes { name } } }`))[0].nodes.map(
    ({ name }: Json) => name,
  );
const assigneeOf = async (id: string): Promise<Json> =>
  (await client.data(`query ($id: ID!) { application(id: $id) { assignee ${memberText} } }`, { id }))
    .application.assignee;

describe('members', () => {
  it('are recorded, changed, listed and found', async () => {
    const id = await client.member({ name: 'Alex Recruiter', email: 'alex@example.com' });
    const read = async () =>
      (await client.data(`query ($id: ID!) { node(id: $id) { ... on Member ${memberText} } }`, { id })).node;
    expect(await read()).toEqual({ id, name: 'Alex Recruiter', email: 'alex@example.com', active: true });
    await client.done('updateMember', { id, name: 'Alex Senior' });
    await client.done('updateMember', { id, name: null, active: null, email: null });
    await client.done('updateMember', { id });
    expect(await read()).toEqual({ id, name: 'Alex Senior', email: null, active: true });
    await client.done('updateMember', { id, active: false });
    expect(await namesOf('members')).toEqual(['Kim Recruiter', 'Alex Senior']);
    expect(await namesOf('members(where: { active: true })')).toEqual(['Kim Recruiter']);
    expect(await namesOf('members(where: { active: false, nameContains: "SENIOR" })')).toEqual([
      'Alex Senior',
    ]);
    expect(await namesOf('members(where: { active: true, nameContains: "SENIOR" })')).toEqual([]);
  });

  it.each(['RECRUITER', 'INTEGRATION', 'VIEWER'] as const)('are not for a %s to keep', async (role) => {
    const { key } = await api.keyOf(client, role);
    const asked = { createMember: { name: 'Alex' }, updateMember: { id: scene.memberId, active: false } };
    for (const [name, input] of Object.entries(asked)) {
      const answer = await writingNothing(api.store, () =>
        client.request(mutationText(name), { input }, { key }),
      );
      expect(answer.body.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    }
  });
});

describe('assignApplication', () => {
  it('says who looks after it, also to one who has left since; null is nobody', async () => {
    const { applicationId, memberId } = scene;
    const { key } = await api.keyOf(client, 'RECRUITER');
    const query = `mutation ($id: ID!, $memberId: ID) { assignApplication(input: { applicationId: $id, memberId: $memberId }) {
      application { version assignee ${memberText} } event { type ... on ApplicationAssigned { memberId member { name } } }
      userErrors { code } } }`;
    const assign = async (to: string | null) =>
      (await client.request(query, { id: applicationId, memberId: to }, { key })).body.data.assignApplication;
    const member = { id: memberId, name: 'Kim Recruiter', email: null, active: true };
    expect(await assign(memberId)).toEqual({
      application: { version: 6, assignee: member },
      event: { type: 'ApplicationAssigned', memberId, member: { name: 'Kim Recruiter' } },
      userErrors: [],
    });
    await client.done('updateMember', { id: memberId, active: false });
    expect(await assigneeOf(applicationId)).toEqual({ ...member, active: false });
    expect(await assign(null)).toEqual({
      application: { version: 7, assignee: null },
      event: { type: 'ApplicationAssigned', memberId: null, member: null },
      userErrors: [],
    });
    expect(await assigneeOf(applicationId)).toBeNull();
  });

  it('is refused to one who is not active; a request from before can be repeated', async () => {
    const { applicationId, memberId } = scene;
    const input = { applicationId, memberId, idempotencyKey: 'a key' };
    const first = await client.done('assignApplication', input);
    await client.done('updateMember', { id: memberId, active: false });
    const refusal = [{ code: 'MEMBER_INACTIVE', field: ['input', 'memberId'] }];
    expect(await userErrorsOf(client, 'assignApplication', { applicationId, memberId })).toMatchObject(
      refusal,
    );
    expect(
      await userErrorsOf(client, 'assignApplications', { applicationIds: [applicationId], memberId }),
    ).toMatchObject(refusal);
    expect(await writingNothing(api.store, () => client.done('assignApplication', input))).toEqual(first);
  });

  it('takes nothing from anybody by a slip: nobody is to be said', async () => {
    const { closedApplicationId: applicationId } = scene;
    const refusal = [{ code: 'INVALID', field: ['input', 'memberId'] }];
    expect(await userErrorsOf(client, 'assignApplication', { applicationId })).toMatchObject(refusal);
    expect(
      await userErrorsOf(client, 'assignApplications', { applicationIds: [applicationId] }),
    ).toMatchObject(refusal);
  });
});

describe('assignApplications', () => {
  it('hands 250 over at once', async () => {
    const { candidateId, jobPostingId } = scene;
    const memberId = await client.member({ name: 'Alex' });
    const applicationIds: string[] = [];
    while (applicationIds.length < 250)
      applicationIds.push(await client.application(candidateId, jobPostingId));
    const { applications, events } = await client.done('assignApplications', { applicationIds, memberId });
    expect(applications.map(({ id }: Json) => id)).toEqual(applicationIds);
    expect(events.map((event: Json) => event.applicationId)).toEqual(applicationIds);
    const query = `query ($id: ID!) { applications(where: { assigneeId: $id }, last: 100) {
      nodes { id } pageInfo { hasPreviousPage } } }`;
    const { nodes, pageInfo } = (await client.data(query, { id: memberId })).applications;
    expect(nodes).toHaveLength(100);
    expect(pageInfo.hasPreviousPage).toBe(true);
  });

  it.each([0, 251])('refuses %i', async (count) => {
    const applicationIds = Array.from({ length: count }, (_, index) => String(index));
    expect(await userErrorsOf(client, 'assignApplications', { applicationIds, memberId: null })).toEqual([
      { code: 'INVALID', field: ['input', 'applicationIds'], message: 'Must be from 1 to 250 applications.' },
    ]);
  });

  it('assigns none where one is wrong, and tells every one that is', async () => {
    const { applicationId, closedApplicationId, memberId, candidateId } = scene;
    const foreign = await makeScene(await api.agency('Another agency'));
    const applicationIds = [applicationId, foreign.applicationId, closedApplicationId, candidateId];
    const field = ['input', 'applicationIds'];
    expect(await userErrorsOf(client, 'assignApplications', { applicationIds, memberId })).toEqual([
      { code: 'NOT_FOUND', field, message: 'Number 2: No application has this id.' },
      { code: 'NOT_FOUND', field, message: 'Number 4: No application has this id.' },
    ]);
    const twice = { applicationIds: [applicationId, applicationId], memberId };
    expect(await userErrorsOf(client, 'assignApplications', twice)).toMatchObject([
      { code: 'INVALID', field },
    ]);
  });
});

describe('what is assigned can be asked for', () => {
  const at = '2026-03-04T12:00:00Z';
  const where = (text: string) => `where: { ${text} }`;

  it('as applications and as a worklist, and is counted', async () => {
    const { applicationId, closedApplicationId, memberId } = scene;
    const ask = async (text: string) => {
      const { applications, worklist, worklistCounts } = await client.data(`{
        applications(${where(text)}) { nodes { id } }
        worklist(at: "${at}", ${where(text)}) { nodes { application { id } } }
        worklistCounts(at: "${at}", ${where(text)}) { total byAssignee { value { id } count } } }`);
      const ids = applications.nodes.map(({ id }: Json) => id);
      expect(worklist.nodes.map(({ application }: Json) => application.id)).toEqual(ids);
      expect(worklistCounts.total).toBe(ids.length);
      return [ids, worklistCounts.byAssignee];
    };
    const kim = { value: { id: memberId }, count: 1 };
    const nobody = { value: null, count: 1 };
    expect(await ask(`assigneeId: "${memberId}"`)).toEqual([[closedApplicationId], [kim]]);
    expect(await ask('unassigned: true')).toEqual([[applicationId], [nobody]]);
    expect(await ask('unassigned: false')).toEqual([[closedApplicationId], [kim]]);
    expect(await ask(`unassigned: true, assigneeId: "${memberId}"`)).toEqual([[], []]);
  });

  it('the counts name what they are of', async () => {
    const { candidateId, employerId, memberId } = scene;
    const counted = `{ worklistCounts(at: "${at}") { total byKind { value count } byMethod { value count }
      byUrgency { value count } byAssignee { value { id name } count } byCandidate { value { id name } count }
      byEmployer { value { id name } count } } }`;
    const { byAssignee, ...counts } = (await client.data(counted)).worklistCounts;
    expect(counts).toEqual({
      total: 2,
      byKind: [{ value: 'SEND_FOLLOW_UP', count: 2 }],
      byMethod: [{ value: 'EMAIL', count: 2 }],
      byUrgency: [{ value: 'OPEN', count: 2 }],
      byCandidate: [{ value: { id: candidateId, name: 'Robin Example' }, count: 2 }],
      byEmployer: [{ value: { id: employerId, name: 'Example Works' }, count: 2 }],
    });
    expect(byAssignee).toHaveLength(2);
    expect(byAssignee).toEqual(
      expect.arrayContaining([
        { value: { id: memberId, name: 'Kim Recruiter' }, count: 1 },
        { value: null, count: 1 },
      ]),
    );
    const closing = (await client.data('{ worklistCounts { byMethod { value count } } }')).worklistCounts;
    expect(closing.byMethod).toEqual([{ value: null, count: 1 }]);
  });

  it('an urgency that is none is refused', async () => {
    const query = '{ worklist(where: { urgencies: [SOON] }) { nodes { __typename } } }';
    expect(await errorsOf(client, query)).toMatchObject([
      { extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } },
    ]);
  });
});
