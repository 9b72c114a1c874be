import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FieldNode, Kind, type OperationDefinitionNode, parse, print } from 'graphql';
import { makeSchema } from '../../src/graphql/schema';
import { type ApiKeyRole, Scope, scopesOfRole } from '../../src/store/scopes';
import { type AgencyClient, Api } from '../support/api';

const schema = makeSchema();
const document = parse(readFileSync(join(__dirname, '../../schema/examples.graphql'), 'utf8'));
const operations = document.definitions.filter(
  (each): each is OperationDefinitionNode => each.kind === Kind.OPERATION_DEFINITION,
);
const fieldOf = ({ selectionSet }: OperationDefinitionNode) =>
  (selectionSet.selections[0] as FieldNode).name.value;

/** What the schema declares that an operation needs. */
function needOf(operation: OperationDefinitionNode): string {
  const field = schema.getRootType(operation.operation)?.getFields()[fieldOf(operation)];
  return field?.extensions.needs as string;
}

/** Holders of keys of every kind, with what they may do. */
const kinds: Record<string, { role: ApiKeyRole; scopes: readonly Scope[] }> = {
  ...Object.fromEntries(
    Object.entries(scopesOfRole).map(([role, scopes]) => [role, { role: role as ApiKeyRole, scopes }]),
  ),
  'an INTEGRATION with three scopes': {
    role: 'INTEGRATION',
    scopes: ['APPLICATIONS', 'READ', 'WEBHOOKS'],
  },
};

let api: Api;
let client: AgencyClient;
const keys: Record<string, string> = {};
beforeAll(async () => {
  api = await Api.start();
  client = await api.agency();
  const candidateId = await client.candidate();
  for (const [kind, { role, scopes }] of Object.entries(kinds)) {
    const made =
      role === 'CANDIDATE'
        ? `createCandidateToken(input: { candidateId: "${candidateId}" })`
        : `createApiKey(input: { name: "${kind}", role: ${role}, scopes: [${scopes.join(' ')}] })`;
    keys[kind] = (await client.data(`mutation { made: ${made} { secret } }`)).made.secret;
  }
});
afterAll(() => api.close());

/** Is it refused for want of rights, whatever else may be wrong with it? Nothing of it means anything here. */
async function isForbidden(operation: OperationDefinitionNode, kind: string): Promise<boolean> {
  const required = (operation.variableDefinitions ?? []).filter(
    ({ type, defaultValue }) => type.kind === Kind.NON_NULL_TYPE && !defaultValue,
  );
  const variables = Object.fromEntries(
    required.map(({ variable, type }) => [variable.name.value, print(type).startsWith('[') ? ['x'] : 'x']),
  );
  const { status, body } = await client.request(print(operation), variables, { key: keys[kind] });
  expect([200, 400]).toContain(status);
  return body.errors?.[0]?.extensions.code === 'FORBIDDEN';
}

// Who asks for what is not over HTTP: subscriptions are guarded in the same way, and tested where they are served.
const overHttp = operations.filter(({ operation }) => operation !== 'subscription');

describe.each(Object.keys(kinds))('%s', (kind) => {
  const { role, scopes } = kinds[kind] as (typeof kinds)[string];
  const forCandidates = ['viewer', 'application', 'applications'];

  it('may do exactly what is declared', async () => {
    const wrong: string[] = [];
    for (const operation of overHttp) {
      const need = needOf(operation);
      const isOpen = need === 'SIGN_IN' || scopes.includes(need as Scope);
      const name = fieldOf(operation);
      // The examples of these ask for more than a candidate may see.
      if (role === 'CANDIDATE' && forCandidates.includes(name)) continue;
      const expected = role === 'CANDIDATE' || !isOpen;
      if ((await isForbidden(operation, kind)) !== expected) wrong.push(`${name}, which needs ${need}`);
    }
    expect(wrong).toEqual([]);
  });
});

/** By hand, so that a slip in a declaration is seen. */
describe('what is declared', () => {
  const allowed = (role: ApiKeyRole, kind?: string) =>
    operations
      .filter(({ operation }) => !kind || operation === kind)
      .filter((operation) => ['SIGN_IN', ...scopesOfRole[role]].includes(needOf(operation)))
      .map(fieldOf);

  it('lets a viewer change nothing', () => {
    expect(allowed('VIEWER', 'mutation')).toEqual([]);
  });

  it.each(['RECRUITER', 'INTEGRATION'] as const)('lets a %s record, and not run the agency', (role) => {
    expect(allowed(role)).toEqual(
      expect.arrayContaining([
        'recordContactAttempt',
        'correctEvent',
        'createEmployer',
        'worklist',
        'contacts',
      ]),
    );
    const forbidden = [
      ...['setPolicy', 'previewPolicy', 'setMessageTemplate', 'resetMessageTemplate'],
      ...['createMember', 'updateMember', 'apiKeys', 'createApiKey', 'rotateApiKey', 'revokeApiKey'],
      ...['identityProvider', 'setIdentityProvider', 'removeIdentityProvider'],
    ];
    expect(allowed(role).filter((name) => forbidden.includes(name))).toEqual([]);
    expect(allowed('ADMINISTRATOR')).toEqual(expect.arrayContaining(forbidden));
  });

  it('lets an administrator do everything', () => {
    expect(allowed('ADMINISTRATOR')).toEqual(operations.map(fieldOf));
  });
});
