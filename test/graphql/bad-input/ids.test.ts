import { randomUUID } from 'node:crypto';
import { type GraphQLInputType, getNamedType, isRequiredArgument } from 'graphql';
import { makeSchema } from '../../../src/graphql/schema';
import { Api, argumentOf, type Json, mutations } from '../../support/api';
import { type Path, placesOf, valueAt, withValue } from '../../support/paths';
import { refuse, userErrorsOf } from '../../support/refusals';
import { inputs, makeScene, mutationOf, type Scene } from '../../support/scene';
import { writingNothing } from '../../support/tables';

let api: Api;
let scene: Scene;
let foreign: Scene;
beforeAll(async () => {
  api = await Api.start();
  scene = await makeScene(await api.agency());
  foreign = await makeScene(await api.agency('Another agency'));
  for (const { client, employerId, jobPostingId } of [scene, foreign]) {
    await client.done('setPolicy', { employerId });
    await client.done('setPolicy', { jobPostingId });
  }
});
afterAll(() => api.close());

const idPaths = (type: GraphQLInputType, path: Path = []) =>
  placesOf(type, ({ name }) => name === 'ID', path);

/** The same type, another thing. */
function unknown(id: string): string {
  const [type] = Buffer.from(id, 'base64url').toString().split(':');
  return Buffer.from(`${type}:${randomUUID()}`).toString('base64url');
}

/** Ids that mean nothing to the agency, of which the foreign one is valid elsewhere. */
function meaningless(id: string, foreignId: string): Record<string, string> {
  const { candidateId, employerId } = scene;
  return {
    unknown: unknown(id),
    'of another agency': foreignId,
    'of another type': id === candidateId ? employerId : candidateId,
    'not ours': randomUUID(),
    garbage: '%%%',
    empty: '',
  };
}

describe('an id that the agency does not have, in a mutation', () => {
  const samples = inputs({} as Scene);
  const labels = Object.keys(samples);

  const cases = labels.flatMap((label) =>
    idPaths(argumentOf(mutationOf(label)).type)
      // Of a choice, one side is tried with one label, the other with another.
      .filter((path) => Object.hasOwn(valueAt(samples[label], path.slice(0, -1)) ?? {}, path.at(-1) ?? ''))
      .map((path) => [label, path] as const),
  );

  it('is tried in every place where one can be', () => {
    const tried = new Set(cases.map(([label, path]) => [mutationOf(label), ...path].join('.')));
    const all = Object.keys(mutations).flatMap((name) =>
      idPaths(argumentOf(name).type).map((path) => [name, ...path].join('.')),
    );
    expect([...tried].sort()).toEqual(all.sort());
  });

  it.each(cases)('%s: %j', async (label, path) => {
    const input = inputs(scene)[label];
    // Of what is not said by every input, the scene's own.
    const idIn = (of: Scene) => valueAt(inputs(of)[label], path) ?? of.promiseId;
    const id = idIn(scene);
    const name = mutationOf(label);
    const field = [argumentOf(name).name, ...(path.at(-1) === 0 ? path.slice(0, -1) : path).map(String)];
    await writingNothing(api.store, async () => {
      const messages = new Set<string>();
      for (const [kind, bad] of Object.entries(meaningless(id, idIn(foreign)))) {
        const userErrors = await refuse(scene.client, name, withValue(input, path, bad));
        expect({ kind, userErrors }).toMatchObject({ kind, userErrors: [{ code: 'NOT_FOUND', field }] });
        for (const { message } of userErrors) messages.add(message);
      }
      // A foreign id is answered as one that nobody has.
      expect(messages.size).toBe(1);
    });
  });

  it('of another application of the agency is just as unknown where it must be of this one', async () => {
    const { client, candidateId, jobPostingId, closedApplicationId } = scene;
    const other = { ...scene, applicationId: await client.application(candidateId, jobPostingId) };
    const places: [string, string[]][] = [
      ['recordResponse', ['attemptId']],
      ['cancelInterview', ['interviewId']],
      ['correctEvent', ['attempt', 'applicationId']],
      ['correctEvent by a response', ['response', 'applicationId']],
    ];
    for (const [label, place] of places) {
      const input =
        place.at(-1) === 'applicationId'
          ? withValue(inputs(scene)[label], place, closedApplicationId)
          : inputs(other)[label];
      expect(await userErrorsOf(client, mutationOf(label), input)).toMatchObject([
        { code: 'NOT_FOUND', field: ['input', ...place] },
      ]);
    }
  });
});

describe('an id that the agency does not have, in a query', () => {
  const fields = Object.values(makeSchema().getQueryType()?.getFields() ?? {});
  // A preview refuses what setting the policy would be refused for.
  const answering = fields.filter(({ name }) => name !== 'previewPolicy');
  const places = answering.flatMap((field) =>
    field.args.flatMap((argument) =>
      // What asks for more than an id has tests of its own.
      field.args.some((other) => other !== argument && isRequiredArgument(other))
        ? []
        : idPaths(argument.type, [argument.name]).map((path) => [field.name, path] as const),
    ),
  );

  it.each(places)('%s: %j', async (name, path) => {
    const field = fields.find((one) => one.name === name);
    const [argument] = path;
    const type = field?.args.find((one) => one.name === argument)?.type;
    const isPage = getNamedType(field?.type)?.name.endsWith('Connection');
    // At that moment there is something to do, of every sort.
    const at = name.startsWith('worklist') ? ', at: "2026-03-04T12:00:00Z"' : '';
    const selection = name === 'worklistCounts' ? 'total' : isPage ? 'nodes { __typename }' : '__typename';
    const query = `query ($value: ${type}) { ${name}(${argument}: $value${at}) { ${selection} } }`;
    // A field may be called as its type is.
    const [property, named] = [path.at(-1), `${name}Id`] as (keyof Scene)[];
    const [own, theirs] = [scene, foreign].map(
      (one) => (one[property as keyof Scene] ?? one[named as keyof Scene] ?? one.applicationId) as string,
    );
    const ask = async (id: string) => {
      const value = path
        .slice(1)
        .reduceRight<Json>((inner, key) => (key === 0 ? [inner] : { [key]: inner }), id);
      const answer = (await scene.client.data(query, { value }))[name];
      if (name === 'worklistCounts') return answer.total > 0 ? [answer] : [];
      return isPage ? answer.nodes : [answer].flat().filter(Boolean);
    };
    expect(await ask(own as string)).not.toEqual([]);
    for (const [kind, id] of Object.entries(meaningless(own as string, theirs as string))) {
      // `node` knows every type.
      if (name.startsWith('node') && kind === 'of another type') continue;
      expect({ kind, found: await ask(id) }).toEqual({ kind, found: [] });
    }
  });
});
