import fc from 'fast-check';
import { v7 as newId } from 'uuid';
import { parseGlobalId, toGlobalId } from '../../../src/graphql/ids';
import type { Api, Json } from '../../support/api';
import { mutations } from '../../support/api';
import { mutationOf } from '../../support/scene';
import { digestsOf, expectNothingOf } from '../../support/traces';
import { type Asked, everything, queries, swapIds, takesIds, underKeyOf } from './requests';
import { type Measured, makeSide, measure, type Side, startQuietly } from './two-agencies';

let api: Api;
let sides: [Side, Side];
/** For every name of an id some that nobody has, of the type that it should be. */
let nobodys: [Side['ids'], Side['ids']];

beforeAll(async () => {
  api = await startQuietly();
  sides = [await makeSide(api, 'Mark of ours'), await makeSide(api, 'Mark of theirs')];
  const someOf = ({ ids }: Side) =>
    Object.fromEntries(
      Object.entries(ids).map(([name, id]) => [
        name,
        toGlobalId(parseGlobalId(id)?.type ?? 'Event', newId()),
      ]),
    );
  nobodys = [someOf(sides[0]), someOf(sides[0])];
});

afterAll(() => api.close());

const origins = ['own', 'foreign', 'unknown', 'malformed', 'left out'] as const;
type Origin = (typeof origins)[number];

/** How many ids a request takes. */
function countOf(asked: Asked): number {
  let count = 0;
  swapIds(asked, asked.variables(sides[0]), (id) => {
    count += 1;
    return id;
  });
  return count;
}

/** Who asks whom for what, and where each id comes from. */
interface Draw {
  asker: 0 | 1;
  drawn: readonly Origin[];
}

/** The same twice: with ids of the other agency, and with ids of nobody in their places. */
async function askTwice(asked: Asked, { asker, drawn }: Draw): Promise<[Measured, Measured]> {
  const [own, other] = [sides[asker], sides[asker === 0 ? 1 : 0]];
  const key = asked.isByCandidate ? own.token : own.client.key;
  const nameOf = new Map(Object.entries(own.ids).map(([name, id]) => [id, name]));
  const ask = async (foreign: Side['ids'], mark: string) => {
    const sent = new Map<string, string>();
    let place = 0;
    const variables = swapIds(asked, asked.variables(own), (id, mayBeLeftOut) => {
      const name = nameOf.get(id) as string;
      const origin = drawn[place++ % drawn.length] as Origin;
      if (origin === 'left out' && mayBeLeftOut) return undefined;
      const from: Record<string, Side['ids']> = { foreign, unknown: nobodys[1], own: own.ids };
      const chosen = origin === 'malformed' ? `none of the ${name}` : (from[origin] ?? own.ids)[name];
      if (origin === 'foreign') sent.set(chosen as string, `(foreign ${name})`);
      return chosen;
    });
    const measured = await measure(own, key, asked.text, underKeyOf(asked, variables, mark));
    // With a name in place of each id that was sent.
    return {
      ...measured,
      text: [...sent].reduce((so, [id, name]) => so.replaceAll(id, name), measured.text),
    };
  };
  const measured = await ask(other.ids, other.trace.mark);
  expectNothingOf(other.trace, measured.text);
  return [measured, await ask(nobodys[0], newId())];
}

/** Where each of so many ids comes from: at least one is foreign. */
function drawOf(asked: Asked): fc.Arbitrary<Draw> {
  const count = countOf(asked);
  return fc
    .record({
      asker: fc.constantFrom(0 as const, 1 as const),
      drawn: fc.array(fc.constantFrom(...origins), { minLength: count, maxLength: count }),
      foreign: fc.nat(count - 1),
    })
    .map(({ asker, drawn, foreign }) => ({ asker, drawn: drawn.with(foreign, 'foreign') }));
}

describe('an id of another agency is answered as one that nobody has, by the same statements that read as much', () => {
  let before: Json;
  beforeAll(async () => {
    before = await Promise.all(sides.map(({ client }) => digestsOf(api.store, client.agencyId)));
  });

  it.each(everything.filter(takesIds).map((asked) => [asked.label, asked] as const))(
    '%s',
    async (_, asked) => {
      const allForeign: Draw = { asker: 0, drawn: ['foreign'] };
      await fc.assert(
        fc.asyncProperty(drawOf(asked), async (draw) => {
          const [foreign, unknown] = await askTwice(asked, draw);
          expect(foreign).toEqual(unknown);
        }),
        { numRuns: 4, examples: [[allForeign]] },
      );
    },
  );

  it('and nothing has changed, of either', async () => {
    expect(await Promise.all(sides.map(({ client }) => digestsOf(api.store, client.agencyId)))).toEqual(
      before,
    );
  });
});

it('every query and every mutation is asked for', () => {
  const asked = new Set(everything.map(({ label }) => mutationOf(label)));
  expect([...asked].sort()).toEqual([...queries.map(({ name }) => name), ...Object.keys(mutations)].sort());
});
