import { getNamedType, isEnumType, isInputObjectType, isNonNullType, isRequiredInputField } from 'graphql';
import { type AgencyClient, Api, argumentOf, mutationText } from '../../support/api';
import { fieldsOf, type Path, valueAt, withValue } from '../../support/paths';
import { errorsOf } from '../../support/refusals';
import { inputs, makeScene, mutationOf, type Scene } from '../../support/scene';
import { stored } from '../../support/tables';

let api: Api;
let scene: Scene;
let client: AgencyClient;
beforeAll(async () => {
  api = await Api.start();
  client = await api.agency();
  scene = await makeScene(client);
});
afterAll(() => api.close());

const samples = inputs({} as Scene);
const labels = Object.keys(samples);

const fieldsIn = (label: string) =>
  fieldsOf(argumentOf(mutationOf(label)).type)
    // Of a choice, one side is tried with one label, the other with another.
    .filter(({ path }) => valueAt(samples[label], path.slice(0, -1)));

/** As an error names it: input.attempt.note, inputs[0].note. */
const written = (argument: string, path: Path) =>
  path.reduce<string>((text, key) => text + (typeof key === 'number' ? `[${key}]` : `.${key}`), argument);

/** Sends the label's input with such a value in one place; expects an error that names the place. */
async function expectRefusedAt(label: string, path: Path, value: unknown): Promise<void> {
  const { name } = argumentOf(mutationOf(label));
  const input = withValue(inputs(scene)[label], path, value);
  const [error, ...others] = await errorsOf(client, mutationText(mutationOf(label)), { [name]: input });
  // What is missing is told of where it should be.
  const field = written(name, value === undefined ? path.slice(0, -1) : path);
  expect({ path, value, others, error }).toMatchObject({
    ...{ path, value, others: [] },
    error: {
      message: expect.stringContaining(String(path.at(-1))),
      extensions: { code: 'BAD_USER_INPUT', field },
    },
  });
}

describe('a value that does not fit its type', () => {
  let before: Record<string, string>;
  beforeAll(async () => {
    before = await stored(api.store);
  });
  afterAll(async () => {
    expect(await stored(api.store)).toEqual(before);
  });

  const wrong: Record<string, unknown> = {
    String: 5,
    ID: 1.5,
    Int: '1',
    Boolean: 1,
    DateTime: 'now',
    Date: 'x',
    Duration: 5,
  };

  it.each(labels)('%s, in each place', async (label) => {
    for (const { path, field } of fieldsIn(label)) {
      const type = getNamedType(field.type);
      const value = isEnumType(type) ? 'NONSENSE' : isInputObjectType(type) ? 'x' : wrong[type.name];
      const isList = Array.isArray(valueAt(samples[label], path));
      await expectRefusedAt(label, isList ? [...path, 0] : path, value);
    }
  });

  it.each(labels)('%s, null or nothing where something is needed', async (label) => {
    for (const { path, field } of fieldsIn(label)) {
      if (isNonNullType(field.type)) await expectRefusedAt(label, path, null);
      if (isRequiredInputField(field)) await expectRefusedAt(label, path, undefined);
    }
  });

  it.each<[string, unknown[]]>([
    [
      'attemptedAt',
      ['', '2026-03-03', '2026-03-03T10:00:00', '2026-02-30T10:00:00Z', '2026-03-03T24:00:00Z', 1772553600],
    ],
    [
      'attemptedAt',
      ['0000-01-01T00:00:00Z', '1899-12-31T23:59:59Z', '3000-01-01T00:00:00Z', '9999-12-31T23:59:59-12:00'],
    ],
    [
      'decisionExpectedOn',
      ['', '2026-02-30', '2026-3-3', '2026-03-03T00:00:00Z', '1899-12-31', '9999-12-31', 20260303],
    ],
    ['method', ['email', '', 'NONE', 0, true, ['EMAIL'], {}]],
    ['note', [5, true, {}, ['x', 'y']]],
    ['expectedVersion', ['1', 1.5, 2 ** 31, true, {}]],
    ['contactId', [1.5, true, {}, ['x', 'y']]],
    ['nonsense', ['x', null, {}]],
    ['__typename', ['x']],
    ['constructor', ['x']],
  ])('%s: %j', async (field, values) => {
    for (const value of values) {
      const input = { ...inputs(scene).recordContactAttempt, [field]: value };
      const [error] = await errorsOf(client, mutationText('recordContactAttempt'), { input });
      expect(error).toMatchObject({
        ...{ message: expect.stringContaining(field), extensions: { code: 'BAD_USER_INPUT' } },
      });
    }
  });
});

describe('what may be left out', () => {
  it.each(labels)('%s: may be null as well, each and all, and neither makes it fail', async (label) => {
    const optional = fieldsIn(label).filter(({ field }) => !isNonNullType(field.type));
    const each = optional.map(({ path }) => withValue(inputs(scene)[label], path, null));
    const all = [null, undefined].map((value) =>
      optional.reduce(
        (input, { path }) => (valueAt(input, path.slice(0, -1)) ? withValue(input, path, value) : input),
        inputs(scene)[label],
      ),
    );
    for (const input of [...each, ...all]) {
      const payload = await client.mutate(mutationOf(label), input);
      expect(payload).toEqual({ ...payload, userErrors: expect.any(Array) });
    }
  });

  it('in a query', async () => {
    const lists = [
      'applications',
      'candidates',
      'employers',
      'contacts',
      'jobPostings',
      'worklist',
      'events',
    ];
    for (const list of lists) {
      const isForward = ['worklist', 'events'].includes(list);
      const nulls = `first: null, after: null, where: null ${isForward ? '' : ', last: null, before: null'}`;
      await client.data(`{ ${list}(${nulls}) { nodes { __typename } } }`);
    }
    await client.data(
      '{ worklist(at: null) { nodes { __typename } } applications(orderBy: null) { nodes { id } } }',
    );
    const query = `query ($id: ID!) { application(id: $id) { attempts(first: null, after: null) { nodes { id } }
      history(first: null, after: null, asOf: null) { nodes { id } }
      nextAction(at: null) { draft(locale: null) { locale } } nextActions(at: null) { kind } } }`;
    await client.data(query, { id: scene.applicationId });
  });
});
