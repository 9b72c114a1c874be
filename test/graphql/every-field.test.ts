import {
  type GraphQLField,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  getNamedType,
  isInterfaceType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import { makeSchema } from '../../src/graphql/schema';
import { type AgencyClient, Api, type Json } from '../support/api';
import { makeBusy } from '../support/scene';

const schema = makeSchema();

let api: Api;
let client: AgencyClient;
beforeAll(async () => {
  api = await Api.start();
  client = await api.agency();
  await makeBusy(client);
});
afterAll(() => api.close());

/** What has been read so far, as "Type.field". */
const read = new Set<string>();

/** Every field of a type, and of what it leads to, down to some depth. Lists are cut short. */
function selectionOf(type: GraphQLObjectType | GraphQLInterfaceType, depth: number): string {
  return Object.values(type.getFields())
    .map((field) => fieldOf(type, field, depth))
    .filter(Boolean)
    .join(' ');
}

function fieldOf(parent: { name: string }, field: GraphQLField<unknown, unknown>, depth: number): string {
  const type = getNamedType(field.type);
  const isComposite = isObjectType(type) || isInterfaceType(type);
  if (field.args.some(isRequiredArgument) || (isComposite && depth === 0)) return '';
  const inner = isComposite ? selectionOf(type, depth - 1) : null;
  if (inner === '') return '';
  read.add(`${parent.name}.${field.name}`);
  const page = field.args.some(({ name }) => name === 'first') ? '(first: 10)' : '';
  return `${field.name}${page}${inner === null ? '' : ` { ${inner} }`}`;
}

/** They are in no list but that of their webhook. */
async function deliveriesOf(agency: AgencyClient): Promise<Json> {
  const { webhooks } = await agency.data('{ webhooks { nodes { deliveries { nodes { id } } } } }');
  return { deliveries: webhooks.nodes[0].deliveries };
}

const objectTypes = Object.values(schema.getTypeMap()).filter(isObjectType);
const nodeTypes = objectTypes.filter((type) => type.getInterfaces().some(({ name }) => name === 'Node'));

it.each(nodeTypes.map((type) => [type.name, type] as const))(
  'each field of a thing: %s',
  async (name, type) => {
    const lists: Record<string, string> = {
      ...{ Application: 'applications', Candidate: 'candidates', Employer: 'employers' },
      ...{ Contact: 'contacts', JobPosting: 'jobPostings', Member: 'members' },
      ...{ ExportJob: 'exportJobs', ImportJob: 'importJobs' },
      Webhook: 'webhooks',
    };
    const list = lists[name] ?? `events(where: { types: [${name}] })`;
    const [{ nodes }] = Object.values<Json>(
      name === 'WebhookDelivery'
        ? await deliveriesOf(client)
        : await client.data(`{ ${list} { nodes { id } } }`),
    );
    expect(nodes).not.toEqual([]);
    const query = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on ${name} { ${selectionOf(type, 3)} } } }`;
    // All at once would cost more than one operation may.
    const ids: string[] = nodes.map(({ id }: Json) => id);
    for (let start = 0; start < ids.length; start += 3)
      await client.data(query, { ids: ids.slice(start, start + 3) });
  },
);

it.each([
  'viewer',
  'policy',
  'messageTemplates',
  'messageTemplateFields',
  'worklist',
  'worklistCounts',
  'applications',
  'candidates',
  'employers',
  'contacts',
  'jobPostings',
  'members',
  'calendarFeeds',
  'apiKeys',
  'identityProvider',
  'exportJobs',
  'webhooks',
  'importJobs',
  'events',
  'policyVersions',
])('each field of what %s leads to can be read', async (name) => {
  const query = schema.getQueryType()?.getFields()[name] as GraphQLField<unknown, unknown>;
  await client.data(`{ ${fieldOf({ name: 'Query' }, query, 4)} }`);
});

it('each field of a review', async () => {
  const { applications } = await client.data('{ applications { nodes { id } } }');
  const fields = selectionOf(schema.getType('MessageReview') as GraphQLObjectType, 1);
  const query = `query ($id: ID!) { reviewMessage(applicationId: $id, method: SMS, text: "Hey u!!") { ${fields} } }`;
  const { reviewMessage } = await client.data(query, { id: applications.nodes[0].id });
  expect(reviewMessage.findings).not.toEqual([]);
});

it('each field of an explanation', async () => {
  const { applications } = await client.data('{ applications(first: 1) { nodes { id } } }');
  const selection = selectionOf(schema.getType('Explanation') as GraphQLObjectType, 4);
  const query = `query ($id: ID!) { explain(applicationId: $id) { ${selection} } }`;
  await client.data(query, { id: applications.nodes[0].id });
});

it('each field of the preview of a policy', async () => {
  const query = schema.getQueryType()?.getFields().previewPolicy as GraphQLField<unknown, unknown>;
  const selection = selectionOf(getNamedType(query.type) as GraphQLObjectType, 3);
  const proposed = '{ preset: PATIENT, values: { goneColdDays: 100 } }';
  const { previewPolicy } = await client.data(`{ previewPolicy(input: ${proposed}) { ${selection} } }`);
  expect(previewPolicy.changes).not.toEqual([]);
});

it('leaves out nothing but what needs an argument, and what mutations answer', () => {
  const missing = objectTypes
    .filter(({ name }) => !/^__|Payload$|UserError$|^Mutation$/.test(name))
    .flatMap((type) => Object.values(type.getFields()).map((field) => `${type.name}.${field.name}`))
    .filter((field) => !read.has(field));
  expect(missing.sort()).toEqual([
    'Query.application',
    'Query.explain',
    'Query.exportJob',
    'Query.importJob',
    'Query.node',
    'Query.nodes',
    'Query.previewPolicy',
    'Query.reviewMessage',
    // Each is a test of its own, in test/live.
    'Subscription.applicationChanged',
    'Subscription.eventRecorded',
    'Subscription.worklistChanged',
    'WorklistChange.at',
  ]);
});
