import fc from 'fast-check';
import { type NodeType, parseGlobalId, toGlobalId } from '../../src/graphql/ids';
import { type AgencyClient, Api, type Json } from '../support/api';
import { makeBusy } from '../support/scene';

const types: NodeType[] = [
  'Application',
  'Candidate',
  'Contact',
  'Employer',
  'Event',
  'JobPosting',
  'Member',
  'ContactAttempt',
];

/** Any text, with half surrogates and NUL among it. */
const anyText = fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units));

describe('ids', () => {
  it('say again what they were made of', () => {
    fc.assert(
      fc.property(fc.constantFrom(...types), fc.uuid(), (type, id) => {
        const globalId = toGlobalId(type, id);
        expect(parseGlobalId(globalId)).toEqual({ type, id });
        expect(globalId).toMatch(/^[\w-]+$/);
      }),
    );
  });

  it('are written in one way only', () => {
    const almost = fc
      .tuple(fc.constantFrom(...types), fc.uuid(), fc.string({ maxLength: 2 }), fc.nat())
      .map(([type, id, extra, place]) => {
        const globalId = toGlobalId(type, id);
        const cut = place % globalId.length;
        return globalId.slice(0, cut) + extra + globalId.slice(cut);
      });
    fc.assert(
      fc.property(fc.oneof(almost, anyText, fc.base64String()), (text) => {
        const parsed = parseGlobalId(text);
        expect(parsed && toGlobalId(parsed.type, parsed.id)).toBe(parsed && text);
      }),
    );
  });
});

describe('over the API', () => {
  let api: Api;
  let client: AgencyClient;
  beforeAll(async () => {
    api = await Api.start();
    client = await api.agency();
    // What no plan rests on would only make more applications than a page holds.
    const concernsPlans = /Application|Contact|Interview|Response|Action|Promise|Event|Posting|Employer/;
    await makeBusy(client, (label) => concernsPlans.test(label));
  });
  afterAll(() => api.close());

  it('any text in the place of an id finds nothing, and breaks nothing', async () => {
    const encoded = fc
      .tuple(fc.constantFrom(...types, 'Agency', 'toString'), fc.oneof(fc.uuid(), anyText))
      .map(([type, id]) => Buffer.from(`${type}:${id}`).toString('base64url'));
    const query = `query ($id: ID!) { node(id: $id) { id } nodes(ids: [$id]) { id } application(id: $id) { id }
      applications(where: { candidateId: $id }) { nodes { id } } worklist(where: { employerId: $id }) { nodes { __typename } } }`;
    await fc.assert(
      fc.asyncProperty(fc.oneof(anyText, encoded, fc.webUrl(), fc.integer()), async (id) => {
        const { status, body } = await client.request(query, { id });
        expect({ status, body }).toEqual({
          status: 200,
          body: {
            data: {
              node: null,
              nodes: [null],
              application: null,
              applications: { nodes: [] },
              worklist: { nodes: [] },
            },
          },
        });
      }),
      { numRuns: 60 },
    );
  });

  it('any text in the place of a language gives a draft', async () => {
    const query = `query ($locale: String) { worklist(at: "2026-03-05T16:00:00Z") { nodes { action { draft(locale: $locale) { body } } } } }`;
    await fc.assert(
      fc.asyncProperty(fc.oneof(anyText, fc.constantFrom('de', 'DE-at', 'x', 'en_GB')), async (locale) => {
        const { nodes } = (await client.data(query, { locale })).worklist;
        expect(nodes).not.toEqual([]);
      }),
      { numRuns: 20 },
    );
  });

  it('the worklist of a moment, past or future, is what is advised then on each application', async () => {
    const query = `query ($at: DateTime!) {
      worklist(at: $at, first: 100) { nodes { application { id } action { ...Advice } } pageInfo { hasNextPage } }
      applications(first: 100) { nodes { id nextActions(at: $at) { ...Advice } } } }
      fragment Advice on RecommendedAction { kind method recipient { role contact { id } } opensAt dueAt lateAt urgency until reason
        because { rule } blockedMethods { method } }`;
    const from = Date.parse('2026-02-20T00:00:00Z');
    const to = Date.now() + 90 * 86_400_000;
    const moments = fc.oneof(
      fc.integer({ min: from, max: to }),
      // Where most of it happens.
      fc.integer({ min: from, max: Date.parse('2026-04-20T00:00:00Z') }),
      fc.integer({ min: Date.now() - 86_400_000, max: Date.now() + 10 * 86_400_000 }),
    );
    let found = 0;
    await fc.assert(
      fc.asyncProperty(moments, async (at) => {
        const { worklist, applications } = await client.data(query, { at: new Date(at).toISOString() });
        expect(worklist.pageInfo.hasNextPage).toBe(false);
        const listed = worklist.nodes.map(({ application, action }: Json) => [application.id, action]);
        const advised = applications.nodes.flatMap(({ id, nextActions }: Json) =>
          nextActions
            .filter(({ kind }: Json) => kind !== 'WAIT' && kind !== 'NONE')
            .map((one: Json) => [id, one]),
        );
        expect(sorted(listed)).toEqual(sorted(advised));
        // Of one application, in the same order; of all, what is late first, but for answers and closings.
        for (const { id } of applications.nodes) {
          const of = (all: Json[]) => all.filter(([one]) => one === id).map(([, { kind }]) => kind);
          expect(of(listed)).toEqual(of(advised));
        }
        found += listed.length;
      }),
      { numRuns: 40 },
    );
    expect(found).toBeGreaterThan(40);
  });
});

const sorted = (all: Json[]): string[] => all.map((one) => JSON.stringify(one)).sort();
