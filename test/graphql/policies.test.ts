import { type AgencyClient, Api, type Json } from '../support/api';
import { writingNothing } from '../support/tables';

let api: Api;
let client: AgencyClient;
let employerId: string;
let jobPostingId: string;
let applicationId: string;

beforeAll(async () => {
  api = await Api.start();
});
afterAll(() => api.close());

beforeEach(async () => {
  client = await api.agency();
  employerId = await client.employer();
  jobPostingId = await client.posting(employerId);
  await client.contact(employerId);
  const submittedAt = new Date(Date.now() - 20 * 86_400_000);
  applicationId = await client.application(await client.candidate(), jobPostingId, { submittedAt });
});

const policy = `scope preset version overridden values { closeWaitDays nudgesPerPersonPerWeekMax }
  layers { scope version employerId jobPostingId preset values { closeWaitDays } }
  applicationsToReplan replanning { applications outdated }`;

const everyPolicy = async () => {
  const query = `query ($ids: [ID!]!, $applicationId: ID!) { policy { ${policy} }
    nodes(ids: $ids) { ... on Employer { policy { ${policy} } } ... on JobPosting { policy { ${policy} } } }
    application(id: $applicationId) { policy { version scope } nextAction { kind policyVersion }
      plan { actions { policyVersion } } } worklist { nodes { action { kind policyVersion } } } }`;
  const data = await client.data(query, { ids: [employerId, jobPostingId], applicationId });
  const [employer, posting] = data.nodes.map((node: Json) => node.policy);
  return { ...data, employer, posting };
};

const errorsOf = async (input: object) => {
  const { userErrors } = await client.mutate('setPolicy', input);
  return userErrors.map(({ code, field }: Json) => [code, field.join('.')]);
};

it('an employer and a posting have policies of their own over that of the agency', async () => {
  await client.done('setPolicy', { preset: 'PATIENT' });
  const query = `mutation ($input: SetPolicyInput!) { setPolicy(input: $input) { policy { ${policy} }
    userErrors { code } } }`;
  const { setPolicy } = await client.data(query, { input: { employerId, values: { closeWaitDays: 20 } } });
  expect(setPolicy).toMatchObject({
    policy: { scope: 'EMPLOYER', preset: 'PATIENT', version: 2, overridden: ['closeWaitDays'] },
    userErrors: [],
  });
  await client.done('setPolicy', { jobPostingId, preset: 'PERSISTENT' });
  expect(await everyPolicy()).toMatchObject({
    policy: {
      ...{ scope: 'AGENCY', preset: 'PATIENT', version: 1, overridden: [], values: { closeWaitDays: 14 } },
      replanning: { applications: 1, outdated: 0 },
    },
    employer: {
      ...{ scope: 'EMPLOYER', version: 2, values: { closeWaitDays: 20 }, applicationsToReplan: 0 },
      layers: [
        { scope: 'AGENCY', version: 1, preset: 'PATIENT', employerId: null, jobPostingId: null },
        { scope: 'EMPLOYER', version: 2, preset: null, employerId, values: { closeWaitDays: 20 } },
      ],
    },
    posting: {
      ...{ scope: 'JOB_POSTING', preset: 'PERSISTENT', version: 3, overridden: [] },
      values: { closeWaitDays: 14, nudgesPerPersonPerWeekMax: 2 },
      replanning: { applications: 1, outdated: 0 },
    },
    application: { policy: { version: 3, scope: 'JOB_POSTING' }, nextAction: { policyVersion: 3 } },
    worklist: { nodes: [{ action: { policyVersion: 3 } }] },
  });
  await client.done('setPolicy', { jobPostingId });
  await client.done('setPolicy', { employerId });
  const { posting, application } = await everyPolicy();
  expect(posting).toMatchObject({ preset: 'PATIENT', version: 5, values: { closeWaitDays: 14 } });
  expect(application.plan.at(-1).actions).toMatchObject([{ policyVersion: 5 }]);
});

it('what was recommended before keeps the version that it followed from', async () => {
  const at = new Date();
  await client.done('setPolicy', { employerId, preset: 'PERSISTENT' });
  const query = `query ($at: DateTime!) { then: worklist(at: $at) { nodes { action { policyVersion } } }
    now: worklist { nodes { action { policyVersion } } } }`;
  const { then, now } = await client.data(query, { at });
  expect([then, now].map(({ nodes }) => nodes[0].action.policyVersion)).toEqual([0, 1]);
});

it('the history says who set what, and goes page by page', async () => {
  await client.done('setPolicy', { preset: 'PATIENT' });
  await client.done('setPolicy', { employerId, values: { closeWaitDays: 20 } });
  await client.done('setPolicy', { jobPostingId });
  const query = `query ($after: String, $employerId: ID, $jobPostingId: ID) {
    policyVersions(first: 2, after: $after, employerId: $employerId, jobPostingId: $jobPostingId) {
      nodes { version scope employerId preset values { closeWaitDays goneColdDays } setBy { kind name } setAt }
      pageInfo { hasNextPage endCursor } } }`;
  const page = async (variables: object) => (await client.data(query, variables)).policyVersions;
  const first = await page({});
  const setBy = { kind: 'API_KEY', name: 'Administrator' };
  expect(first.nodes).toMatchObject([
    { version: 3, scope: 'JOB_POSTING', preset: null, setBy },
    { version: 2, scope: 'EMPLOYER', employerId, values: { closeWaitDays: 20, goneColdDays: null }, setBy },
  ]);
  const rest = await page({ after: first.pageInfo.endCursor });
  expect(rest).toMatchObject({ nodes: [{ version: 1, scope: 'AGENCY' }], pageInfo: { hasNextPage: false } });
  expect((await page({ employerId })).nodes).toMatchObject([{ version: 2 }]);
  expect((await page({ jobPostingId })).nodes).toMatchObject([{ version: 3 }]);
  const { body } = await client.request(query, { employerId, jobPostingId });
  expect(body.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: 'jobPostingId' } }]);

  const rival = await api.agency('Rival');
  expect((await rival.data(query)).policyVersions.nodes).toEqual([]);
  expect((await rival.data(query, { employerId })).policyVersions.nodes).toEqual([]);
});

describe('refused, naming the field:', () => {
  it.each<[string, () => object, [string, string][]]>([
    ['no preset for the agency', () => ({}), [['INVALID', 'input.preset']]],
    ['an employer and a posting', () => ({ employerId, jobPostingId }), [['INVALID', 'input.jobPostingId']]],
    [
      'an employer that is a posting',
      () => ({ employerId: jobPostingId }),
      [['NOT_FOUND', 'input.employerId']],
    ],
    ['an unknown posting', () => ({ jobPostingId: employerId }), [['NOT_FOUND', 'input.jobPostingId']]],
    [
      'what is of the agency as a whole',
      () => ({ employerId, values: { nudgesPerPersonPerWeekMax: 2 } }),
      [['INVALID', 'input.values.nudgesPerPersonPerWeekMax']],
    ],
    [
      'a due before its wait',
      () => ({ jobPostingId, values: { reminderDueDays: 6 } }),
      [['INVALID', 'input.values.reminderDueDays']],
    ],
    [
      'values out of range, all of them',
      () => ({ preset: 'BALANCED', values: { weekendCutoffHour: 24, callGiveWayWorkingDays: 11 } }),
      [
        ['INVALID', 'input.values.weekendCutoffHour'],
        ['INVALID', 'input.values.callGiveWayWorkingDays'],
      ],
    ],
  ])('%s', async (_, input, problems) => {
    expect(await writingNothing(api.store, () => errorsOf(input()))).toEqual(problems);
    const query = 'query ($input: PreviewPolicyInput!) { previewPolicy(input: $input) { total } }';
    const { body } = await client.request(query, { input: input() });
    expect(body.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: problems[0]?.[1] } }]);
  });

  it('what is of another agency', async () => {
    const rival = await api.agency('Rival');
    const { userErrors } = await writingNothing(api.store, () => rival.mutate('setPolicy', { employerId }));
    expect(userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['input', 'employerId'] }]);
  });
});

describe('a preview', () => {
  const query = `query ($input: PreviewPolicyInput!) { previewPolicy(input: $input) { total considered changed
    days { date current proposed } changes { changesAt application { id } current { kind policyVersion }
      proposed { kind policyVersion draft { body } } } } }`;
  const preview = async (input: object) =>
    writingNothing(api.store, async () => (await client.data(query, { input })).previewPolicy);

  it('tells what each application would be told, and how much there would be to do', async () => {
    const answer = await preview({ employerId, values: { firstFollowUpDueWorkingDays: 1, goneColdDays: 1 } });
    expect(answer).toMatchObject({ total: 1, considered: 1, changed: 1 });
    expect(answer.days).toHaveLength(28);
    expect(answer.days[0].current).toBe(1);
    expect(answer.changes).toMatchObject([
      {
        application: { id: applicationId },
        current: { kind: 'SEND_FOLLOW_UP', policyVersion: 0 },
        proposed: { kind: 'CLOSE', policyVersion: 1 },
      },
    ]);
    expect(await preview({ preset: 'BALANCED', days: 3 })).toMatchObject({ changed: 0, days: [{}, {}, {}] });
  });

  it('is for administrators', async () => {
    for (const role of ['RECRUITER', 'VIEWER', 'INTEGRATION'] as const) {
      const { key } = await api.keyOf(client, role);
      const { body } = await client.request(query, { input: { preset: 'BALANCED' } }, { key });
      expect(body.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
      const set = 'mutation { setPolicy(input: { preset: BALANCED }) { userErrors { code } } }';
      expect((await client.request(set, {}, { key })).body.errors).toMatchObject([
        { extensions: { code: 'FORBIDDEN' } },
      ]);
    }
  });

  it.each([0, 61])('of %s days is refused', async (days) => {
    const { body } = await client.request(query, { input: { preset: 'BALANCED', days } });
    expect(body.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: 'input.days' } }]);
  });

  it('of another agency’s employer is refused', async () => {
    const rival = await api.agency('Rival');
    const { body } = await rival.request(query, { input: { employerId } });
    expect(body.errors).toMatchObject([{ extensions: { field: 'input.employerId' } }]);
  });
});
