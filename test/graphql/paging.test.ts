import { type AgencyClient, Api, type Json } from '../support/api';

let api: Api;
let client: AgencyClient;
let applicationId: string;

const count = 5;
const upTo = (n: number) => Array.from({ length: n }, (_, index) => index);

beforeAll(async () => {
  api = await Api.start();
  client = await api.agency();
  // Of another agency, so that a page that reached too far would show.
  await client.api.agency('Another').then(fill);
  applicationId = await fill(client);
});
afterAll(() => api.close());

/** Five of everything, several of them at the same time, so that only the id tells them apart. */
async function fill(agency: AgencyClient): Promise<string> {
  const applicationIds: string[] = [];
  for (const index of upTo(count)) {
    const employerId = await agency.employer();
    await agency.contact(employerId);
    await agency.member();
    const posting = await agency.posting(employerId);
    const submittedAt = `2026-03-0${2 + (index % 3)}T16:00:00Z`;
    applicationIds.push(await agency.application(await agency.candidate(), posting, { submittedAt }));
  }
  const [first] = applicationIds;
  for (const index of upTo(count)) {
    const attemptedAt = `2026-03-0${9 - (index % 3)}T16:00:00Z`;
    await agency.done('recordContactAttempt', { applicationId: first, attemptedAt, method: 'EMAIL' });
  }
  return first as string;
}

interface List {
  /** The field with its arguments. */
  field: (page: string) => string;
  /** By what a node is known. */
  key: string;
  isForward?: boolean;
  isOfApplication?: boolean;
}

const lists: Record<string, List> = {
  'applications by submission': { field: (page) => `applications(${page})`, key: 'id' },
  'applications by submission, the latest first': {
    field: (page) => `applications(orderBy: { field: SUBMITTED_AT, direction: DESC }, ${page})`,
    key: 'id',
  },
  'applications by last event': {
    field: (page) => `applications(orderBy: { field: LAST_EVENT_AT }, ${page})`,
    key: 'id',
  },
  'applications by last event, the latest first': {
    field: (page) => `applications(orderBy: { field: LAST_EVENT_AT, direction: DESC }, ${page})`,
    key: 'id',
  },
  'applications in some stages': {
    field: (page) => `applications(where: { stages: [APPLIED, OFFERED] }, ${page})`,
    key: 'id',
  },
  candidates: { field: (page) => `candidates(${page})`, key: 'id' },
  'candidates of a name': {
    field: (page) => `candidates(where: { nameContains: "ROBIN" }, ${page})`,
    key: 'id',
  },
  employers: { field: (page) => `employers(${page})`, key: 'id' },
  contacts: { field: (page) => `contacts(${page})`, key: 'id' },
  jobPostings: { field: (page) => `jobPostings(${page})`, key: 'id' },
  members: { field: (page) => `members(${page})`, key: 'id' },
  'members of a name who are active': {
    field: (page) => `members(where: { nameContains: "KIM", active: true }, ${page})`,
    key: 'id',
  },
  'applications that nobody looks after': {
    field: (page) => `applications(where: { unassigned: true }, ${page})`,
    key: 'id',
  },
  events: { field: (page) => `events(${page})`, key: 'id', isForward: true },
  'events of a type': {
    field: (page) => `events(where: { types: [ApplicationSubmitted] }, ${page})`,
    ...{ key: 'id', isForward: true },
  },
  worklist: {
    field: (page) => `worklist(at: "2026-03-05T16:00:00Z", ${page})`,
    ...{ key: 'application { id } action { kind }', isForward: true },
  },
  'worklist of a kind': {
    field: (page) => `worklist(at: "2026-03-05T16:00:00Z", where: { kinds: [SEND_FOLLOW_UP] }, ${page})`,
    ...{ key: 'application { id }', isForward: true },
  },
  'worklist of an urgency, assigned to nobody': {
    field: (page) =>
      `worklist(at: "2026-03-05T16:00:00Z", where: { urgencies: [OPEN, DUE], unassigned: true }, ${page})`,
    ...{ key: 'application { id } action { kind }', isForward: true },
  },
  history: { field: (page) => `history(${page})`, key: 'id', isForward: true, isOfApplication: true },
  attempts: { field: (page) => `attempts(${page})`, key: 'id', isForward: true, isOfApplication: true },
};

interface Page {
  nodes: string[];
  cursors: string[];
  pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
}

async function read({ field, key, isOfApplication }: List, page: string): Promise<Page> {
  const selection = `${field(page)} { nodes { ${key} } edges { cursor node { ${key} } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }`;
  const data = isOfApplication
    ? (await client.data(`query ($id: ID!) { application(id: $id) { ${selection} } }`, { id: applicationId }))
        .application
    : await client.data(`{ ${selection} }`);
  const [{ nodes, edges, pageInfo }] = Object.values<Json>(data);
  expect(edges.map(({ node }: Json) => node)).toEqual(nodes);
  const cursors = edges.map(({ cursor }: Json) => cursor);
  expect([pageInfo.startCursor, pageInfo.endCursor]).toEqual([cursors[0] ?? null, cursors.at(-1) ?? null]);
  return { nodes: nodes.map((node: Json) => JSON.stringify(node)), cursors, pageInfo };
}

describe.each(Object.entries(lists))('%s', (_, list) => {
  let all: Page;
  beforeAll(async () => {
    all = await read(list, 'first: 100');
  });

  it('holds every row once', () => {
    expect(all.nodes.length).toBeGreaterThanOrEqual(count - 1);
    expect(new Set(all.nodes).size).toBe(all.nodes.length);
    expect(new Set(all.cursors).size).toBe(all.nodes.length);
    expect(all.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: false });
  });

  it('is covered by pages of every size, forward', async () => {
    for (const size of upTo(all.nodes.length + 1).map((index) => index + 1)) {
      const seen: string[] = [];
      for (let after: string | null = null, more = true; more; ) {
        const page: Page = await read(list, `first: ${size}${after ? `, after: "${after}"` : ''}`);
        expect(page.pageInfo.hasPreviousPage).toBe(seen.length > 0);
        seen.push(...page.nodes);
        more = page.pageInfo.hasNextPage;
        expect(more).toBe(seen.length < all.nodes.length);
        expect(page.nodes).toHaveLength(more ? size : page.nodes.length);
        after = page.pageInfo.endCursor;
      }
      expect(seen).toEqual(all.nodes);
    }
  });

  if (!list.isForward) {
    it('is covered by pages of every size, backward, in the same order', async () => {
      for (const size of upTo(all.nodes.length + 1).map((index) => index + 1)) {
        const seen: string[] = [];
        for (let before: string | null = null, more = true; more; ) {
          const page: Page = await read(list, `last: ${size}${before ? `, before: "${before}"` : ''}`);
          expect(page.pageInfo.hasNextPage).toBe(seen.length > 0);
          seen.unshift(...page.nodes);
          more = page.pageInfo.hasPreviousPage;
          expect(more).toBe(seen.length < all.nodes.length);
          before = page.pageInfo.startCursor;
        }
        expect(seen).toEqual(all.nodes);
      }
    });

    it('shows what lies between two cursors', async () => {
      const between = `after: "${all.cursors[0]}", before: "${all.cursors.at(-1)}"`;
      const inner = all.nodes.slice(1, -1);
      expect((await read(list, `first: 100, ${between}`)).nodes).toEqual(inner);
      expect((await read(list, `first: 2, ${between}`)).nodes).toEqual(inner.slice(0, 2));
      expect((await read(list, `last: 2, ${between}`)).nodes).toEqual(inner.slice(-2));
    });
  }

  it('has an end: after the last one there is an empty page', async () => {
    const { nodes, pageInfo } = await read(list, `first: 5, after: "${all.cursors.at(-1)}"`);
    expect(nodes).toEqual([]);
    expect(pageInfo).toEqual({
      hasNextPage: false,
      hasPreviousPage: true,
      startCursor: null,
      endCursor: null,
    });
  });
});

it('a page goes on where it was, whatever has come and gone meanwhile', async () => {
  const agency = await api.agency();
  const id = await fill(agency);
  const attempts = async (after: string | null) => {
    const query = `query ($id: ID!, $after: String) { application(id: $id) {
      attempts(first: 3, after: $after) { nodes { id attemptedAt } pageInfo { endCursor hasNextPage } } } }`;
    return (await agency.data(query, { id, after })).application.attempts;
  };
  const { nodes, pageInfo } = await attempts(null);
  const next = (await attempts(pageInfo.endCursor)).nodes;
  // One before, and the very one that the cursor is of.
  await agency.done('recordContactAttempt', {
    ...{ applicationId: id, attemptedAt: '2026-03-06T16:00:00Z', method: 'SMS' },
  });
  await agency.done('retractEvent', { eventId: nodes[2].id, reason: 'It never happened.' });
  const then = (await attempts(pageInfo.endCursor)).nodes;
  expect(then.every(({ id: one }: Json) => !nodes.some((seen: Json) => seen.id === one))).toBe(true);
  expect(then.map(({ attemptedAt }: Json) => attemptedAt)).toEqual(
    next.map(({ attemptedAt }: Json) => attemptedAt),
  );
});
