import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FieldNode, Kind, type OperationDefinitionNode, parse, print, validate } from 'graphql';
import { makeSchema } from '../../src/graphql/schema';
import { Subscriber } from '../live/subscriber';
import { type AgencyClient, Api, type Json } from '../support/api';

const schema = makeSchema();
const document = parse(readFileSync(join(__dirname, '../../schema/examples.graphql'), 'utf8'));
const operations = document.definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);

const nameOf = ({ name }: OperationDefinitionNode) => name?.value ?? '';
const fieldOf = ({ selectionSet }: OperationDefinitionNode) => selectionSet.selections[0] as FieldNode;

describe('schema/examples.graphql', () => {
  let api: Api;
  let client: AgencyClient;
  /** Ids by the names of the variables that take them, from the answers so far. */
  const known: Record<string, Json> = {};

  beforeAll(async () => {
    api = await Api.start();
    client = await api.agency();
    // A file, which GraphQL does not take.
    known.importJobId = await client.upload('Candidate\nRobin Example\n');
  });
  afterAll(() => api.close());

  it('is valid', () => {
    expect(validate(schema, document)).toEqual([]);
  });

  it('has an operation for every query, mutation and subscription, named as its field', () => {
    const fields = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap(
      (type) => Object.keys(type?.getFields() ?? {}),
    );
    expect(operations.map((operation) => fieldOf(operation).name.value).sort()).toEqual(fields.sort());
    for (const operation of operations) {
      expect(nameOf(operation).toLowerCase()).toBe(fieldOf(operation).name.value.toLowerCase());
    }
  });

  it.each(operations.map((operation) => [nameOf(operation), operation] as const))(
    '%s',
    async (_, operation) => {
      const names = (operation.variableDefinitions ?? []).map(({ variable }) => variable.name.value);
      const variables = Object.fromEntries(
        names.filter((name) => name in known).map((name) => [name, known[name]]),
      );
      const ask = operation.operation === 'subscription' ? firstResult : answer;
      const body = await ask(print(operation), variables);
      expect(body.errors).toBeUndefined();
      const answered = body.data[fieldOf(operation).name.value];
      expect(answered).not.toBeNull();
      if (operation.operation === 'mutation') expect(answered.userErrors).toEqual([]);
      // A list that is empty would show nobody what it looks like.
      for (const rows of [answered.nodes, answered.edges]) if (rows) expect(rows).not.toHaveLength(0);
      remember(answered);
    },
  );

  async function answer(query: string, variables: Json): Promise<Json> {
    const { status, body } = await client.request(query, variables);
    expect(status).toBe(200);
    return body;
  }

  async function firstResult(query: string, variables: Json): Promise<Json> {
    const { events } = await client.data('{ events(first: 1) { pageInfo { endCursor } } }');
    const eventsAfter = query.includes('$eventsAfter') ? events.pageInfo.endCursor : undefined;
    const origin = api.url.replace('/graphql', '');
    const subscriber = new Subscriber('WebSocket', origin, client.key, query, { ...variables, eventsAfter });
    const [first] = await subscriber.has(1);
    await subscriber.close();
    return first;
  }

  function remember(answer: Json): void {
    const { candidate, employer, contact, jobPosting, application, member, event, doNotContact } = answer;
    known.apiKeyId = answer.apiKey?.id ?? known.apiKeyId;
    const entities = Object.entries({ candidate, employer, contact, jobPosting, application, member });
    for (const [name, entity] of entities) if (entity?.id) known[`${name}Id`] = entity.id;
    if (answer.importJob) known.importJobId = answer.importJob.id;
    if (answer.exportJob) known.exportJobId = answer.exportJob.id;
    if (answer.calendarFeed) known.calendarFeedId = answer.calendarFeed.id;
    if (answer.webhook) known.webhookId = answer.webhook.id;
    if (answer.webhookDelivery) known.webhookDeliveryId = answer.webhookDelivery.id;
    if (doNotContact) known.doNotContactId = doNotContact.id;
    if (event) known.eventId = event.id;
    if (contact) known.contactIds = [contact.id];
    if (application) known.applicationIds = [application.id];
    known.attemptId ??= application?.attempts?.nodes[0]?.id;
    known.interviewId = application?.interviews?.[0]?.id ?? known.interviewId;
    known.ids = Object.values(known).filter((id) => typeof id === 'string');
  }
});
