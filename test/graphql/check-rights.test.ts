import { type GraphQLField, Kind, type OperationDefinitionNode, parse, validate } from 'graphql';
import { checkRights } from '../../src/graphql/check-rights';
import { makeSchema } from '../../src/graphql/schema';
import type { KeyHolder } from '../../src/store/api-keys';
import { Scope } from '../../src/store/scopes';

const schema = makeSchema();

/** The field and the scope that are missing to somebody with these scopes; null where nothing is. */
function missing(text: string, scopes: Scope[], name?: string): string | null {
  const document = parse(text);
  expect(validate(schema, document)).toEqual([]);
  const operation = document.definitions.find(
    (each) => each.kind === Kind.OPERATION_DEFINITION && (!name || each.name?.value === name),
  ) as OperationDefinitionNode;
  const holder = { role: 'RECRUITER', scopes, candidateId: null } as Partial<KeyHolder> as KeyHolder;
  try {
    checkRights({ schema, document, operation, variables: {}, holder });
    return null;
  } catch (error) {
    const { message, extensions } = error as { message: string; extensions: Record<string, string> };
    expect(extensions.code).toBe('FORBIDDEN');
    expect(message).toContain(`${extensions.field} needs the scope ${extensions.scope}`);
    return `${extensions.field} ${extensions.scope}`;
  }
}

test('every operation declares a need', () => {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const fields = roots.flatMap((type) => Object.values(type?.getFields() ?? {}));
  const silent = fields.filter(({ extensions }) => !extensions.needs);
  expect(silent.map(({ name }: GraphQLField<unknown, unknown>) => name)).toEqual([]);
  const known = ['SIGN_IN', ...Object.keys(Scope)];
  expect(fields.filter(({ extensions }) => !known.includes(extensions.needs as string))).toEqual([]);
});

test('a mutation beside one that is allowed', () => {
  const text = `mutation {
    createCandidate(input: { name: "A", timeZone: "UTC" }) { userErrors { code } }
    other: createMember(input: { name: "A" }) { userErrors { code } } }`;
  expect(missing(text, ['RECORD'])).toBe('Mutation.createMember MEMBERS');
  expect(missing(text, ['MEMBERS'])).toBe('Mutation.createCandidate RECORD');
  expect(missing(text, ['RECORD', 'MEMBERS'])).toBeNull();
});

describe('finds what is needed', () => {
  const email = 'Contact.email READ';
  test.each([
    [
      'in a fragment',
      '{ applications { nodes { ...A } } } fragment A on Application { ...B } fragment B on Application { identifiedContacts { contact { email } } }',
      email,
    ],
    [
      'under another name',
      '{ applications { nodes { identifiedContacts { contact { name: email } } } } }',
      email,
    ],
    [
      'in an inline fragment',
      '{ applications { nodes { ... { identifiedContacts { contact { ... on Contact { email } } } } } } }',
      email,
    ],
    ['behind an interface', '{ events { nodes { ... on ContactAttempted { contact { email } } } } }', email],
    [
      'though it is skipped',
      '{ applications { nodes { identifiedContacts { contact { email @skip(if: true) } } } } }',
      email,
    ],
  ])('%s', (_, text, expected) => {
    expect(missing(text, ['APPLICATIONS'])).toBe(expected);
    expect(missing(text, ['APPLICATIONS', 'READ'])).toBeNull();
  });

  test('of a type, wherever it comes from', () => {
    const node = '{ node(id: "x") { id __typename ... on Application { id } ... on ActionDeferred { id } } }';
    expect(missing(node, ['READ'])).toBeNull();
    expect(missing('{ node(id: "x") { ... on Application { stage } } }', ['READ'])).toBe(
      'Application.stage APPLICATIONS',
    );
    expect(missing('{ node(id: "x") { ... on Event { type } } }', ['READ'])).toBe('Event.type APPLICATIONS');
    expect(missing('{ node(id: "x") { ... on ActionDeferred { why } } }', ['READ'])).toBe(
      'ActionDeferred.why APPLICATIONS',
    );
    const recording = (payload: string) =>
      `mutation { deferAction(input: { applicationId: "x", until: "2026-03-03T10:00:00Z" }) { ${payload} } }`;
    expect(missing(recording('application { id } event { id }'), ['RECORD'])).toBeNull();
    expect(missing(recording('application { stage }'), ['RECORD'])).toBe('Application.stage APPLICATIONS');
  });

  test('of the operation that runs, and of no other in the document', () => {
    const text =
      'query A { viewer { role } } query B { members { nodes { ...M } } } fragment M on Member { id }';
    expect(missing(text, [], 'A')).toBeNull();
    expect(missing(text, [], 'B')).toBe('Query.members READ');
  });
});

test('introspection, and who is asking, need nothing but a key', () => {
  expect(
    missing('{ __typename __schema { types { name fields { name } } } __type(name: "Query") { name } }', []),
  ).toBeNull();
  expect(missing('{ viewer { role agencyName } }', [])).toBeNull();
});

test('a fragment is looked at once, however often it is spread', () => {
  const depth = 26;
  const fragments = Array.from({ length: depth }, (_, index) => {
    const next = index + 1 < depth ? `...F${index + 1} ...F${index + 1}` : 'candidate { email }';
    return `fragment F${index} on Application { ${next} }`;
  });
  const document = parse(`{ applications { nodes { ...F0 } } } ${fragments.join(' ')}`);
  const holder = {
    role: 'VIEWER',
    scopes: ['APPLICATIONS'],
    candidateId: null,
  } as Partial<KeyHolder> as KeyHolder;
  const operation = document.definitions[0] as OperationDefinitionNode;
  const started = performance.now();
  const check = () => checkRights({ schema, document, operation, variables: {}, holder });
  expect(check).toThrow('Candidate.email needs the scope READ');
  expect(performance.now() - started).toBeLessThan(1_000);
});
