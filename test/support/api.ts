import type { AddressInfo } from 'node:net';
import { type GraphQLArgument, type GraphQLField, type GraphQLFieldMap, getNamedType } from 'graphql';
import { makeApollo } from '../../src/graphql/apollo';
import { Budget } from '../../src/graphql/budget';
import { makeSchema } from '../../src/graphql/schema';
import { drain } from '../../src/http/drain';
import { makeLog } from '../../src/http/log';
import { makeServer } from '../../src/http/server';
import type { Outbound } from '../../src/outbound/outbound';
import { createAgency, issueKey } from '../../src/store/api-keys';
import type { ApiKeyRole } from '../../src/store/scopes';
import { openTestStore, type TestStore } from './agency';

/** Whatever JSON holds: answers are looked into by path, as a frontend does it. */
export type Json = ReturnType<typeof JSON.parse>;

export interface Answer {
  status: number;
  headers: Headers;
  body: Json;
  /** What the answer tells of its cost; the body is without it, since every one has it. */
  cost: Json;
}

/** What `fetch` may be told of a request that is to be wrong on purpose. */
export type RawRequest = Pick<RequestInit, 'method' | 'headers' | 'body'>;

/** The product as a frontend sees it: a real server on a port of its own, with a real database. */
export class Api {
  private constructor(
    readonly url: string,
    readonly store: TestStore,
    private readonly faults: unknown[],
    private readonly stop: () => Promise<void>,
  ) {}

  /** With `outbound`, webhooks may lead to where it allows it. */
  static async start(outbound?: Outbound): Promise<Api> {
    const faults: unknown[] = [];
    const store = await openTestStore();
    const apollo = await makeApollo({ logFault: (error) => faults.push(error) });
    const server = makeServer({ store, apollo, budget: new Budget(0), log: makeLog('silent'), outbound });
    await server.listen({ host: '127.0.0.1', port: 0 });
    const { port } = server.server.address() as AddressInfo;
    return new Api(`http://127.0.0.1:${port}/graphql`, store, faults, async () => {
      await drain(server, 1_000);
      await apollo.stop();
      await store.close();
    });
  }

  /** Ends it. Whatever it was asked, nothing may have gone wrong inside, of which clients are told nothing. */
  async close(): Promise<void> {
    await this.stop();
    expect(this.faults).toEqual([]);
  }

  /** A request as it is given, for what no GraphQL client would send. */
  async send(request: RawRequest): Promise<Answer> {
    const response = await fetch(this.url, request);
    const text = await response.text();
    const { body, cost } = withoutCost(parsed(text));
    return { status: response.status, headers: response.headers, body, cost };
  }

  /** One GraphQL operation; without a key nobody is signed in. */
  request(query: string, variables: object = {}, { key }: { key?: string } = {}): Promise<Answer> {
    return this.send({
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(key && { authorization: `Bearer ${key}` }) },
      body: JSON.stringify({ query, variables }),
    });
  }

  /** A new agency, with an administrator's key. */
  async agency(name = 'Agency', timeZone = 'America/Chicago'): Promise<AgencyClient> {
    const agencyId = await createAgency(this.store, name, timeZone);
    const { key } = await issueKey(this.store, agencyId, 'Administrator', 'ADMINISTRATOR');
    return new AgencyClient(this, agencyId, key);
  }

  async keyOf({ agencyId }: AgencyClient, role: ApiKeyRole): Promise<{ id: string; key: string }> {
    return issueKey(this.store, agencyId, `A ${role}`, role);
  }
}

function withoutCost(body: Json): Pick<Answer, 'body' | 'cost'> {
  if (!body?.extensions?.cost) return { body, cost: null };
  const { extensions, ...rest } = body;
  const { cost, ...others } = extensions;
  return { body: Object.keys(others).length > 0 ? { ...rest, extensions: others } : rest, cost };
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const userErrors = 'userErrors { code field message }';
const application = 'application { id version stage outcome } event { id type version }';

/** What the shortcuts ask for of each mutation's payload. */
const payloads: Record<string, string> = {
  CandidatePayload: `candidate { id } ${userErrors}`,
  EmployerPayload: `employer { id } ${userErrors}`,
  ContactPayload: `contact { id } ${userErrors}`,
  JobPostingPayload: `jobPosting { id } ${userErrors}`,
  MemberPayload: `member { id } ${userErrors}`,
  CreateCalendarFeedPayload: `calendarFeed { id name } ${userErrors}`,
  CalendarFeedPayload: `calendarFeed { id revokedAt } ${userErrors}`,
  ImportJobPayload: `importJob { id state } ${userErrors}`,
  ExportJobPayload: `exportJob { id state } ${userErrors}`,
  DoNotContactPayload: `doNotContact { id withdrawnAt } contact { id } employer { id } ${userErrors}`,
  IdentityProviderPayload: `identityProvider { issuer audience } ${userErrors}`,
  ApiKeyPayload: `apiKey { id name role scopes expiresAt revokedAt inUse } ${userErrors}`,
  PolicyPayload: `policy { preset version } ${userErrors}`,
  MessageTemplatePayload: `messageTemplate { locale medium kind version isDefault subject body } ${userErrors}`,
  WebhookPayload: `webhook { id url status eventTypes position } ${userErrors}`,
  WebhookSecretPayload: `webhook { id url status } ${userErrors}`,
  DeletedWebhookPayload: `deletedWebhookId ${userErrors}`,
  WebhookDeliveryPayload: `webhookDelivery { id type messageId } ${userErrors}`,
  ApplicationPayload: `${application} ${userErrors}`,
  ApplicationsPayload: `applications { id version } events { id type applicationId } ${userErrors}`,
};

/** Every mutation of the schema. */
export const mutations = makeSchema().getMutationType()?.getFields() as GraphQLFieldMap<unknown, unknown>;

/** Its one argument: `input`, or for a batch `inputs`. */
export const argumentOf = (mutation: string) =>
  (mutations[mutation] as GraphQLField<unknown, unknown>).args[0] as GraphQLArgument;

/** The operation that runs a mutation on a variable that is named as its argument. */
export function mutationText(name: string): string {
  const { name: argument, type } = argumentOf(name);
  const payload = getNamedType((mutations[name] as GraphQLField<unknown, unknown>).type).name;
  return `mutation ($${argument}: ${type}) { ${name}(${argument}: $${argument}) { ${payloads[payload]} } }`;
}

/** A frontend of one agency. The shortcuts take what a test cares about, and make up the rest. */
export class AgencyClient {
  constructor(
    readonly api: Api,
    readonly agencyId: string,
    readonly key: string,
  ) {}

  request(query: string, variables: object = {}, { key = this.key } = {}): Promise<Answer> {
    return this.api.request(query, variables, { key });
  }

  /** The data of an operation in which nothing may go wrong. */
  async data(query: string, variables: object = {}): Promise<Json> {
    const { status, body } = await this.request(query, variables);
    if (status !== 200 || body.errors) throw new Error(`${status}: ${JSON.stringify(body.errors ?? body)}`);
    return body.data;
  }

  /** The payload of a mutation, which may hold `userErrors`. */
  async mutate(name: string, input: object): Promise<Json> {
    return (await this.data(mutationText(name), { [argumentOf(name).name]: input }))[name];
  }

  /** The payload of a mutation in which nothing may go wrong. */
  async done(name: string, input: object): Promise<Json> {
    const payload = await this.mutate(name, input);
    if (payload.userErrors.length > 0) throw new Error(`${name}: ${JSON.stringify(payload.userErrors)}`);
    return payload;
  }

  /** Sends a contact log to be imported. */
  async upload(text: string, query = ''): Promise<string> {
    const response = await fetch(new URL(`/imports${query}`, this.api.url), {
      method: 'POST',
      headers: { authorization: `Bearer ${this.key}`, 'content-type': 'text/csv' },
      body: text,
    });
    const body: Json = await response.json();
    if (response.status !== 202) throw new Error(`${response.status}: ${JSON.stringify(body)}`);
    return body.importJob.id;
  }

  async candidate(facts: object = {}): Promise<string> {
    const input = { name: 'Robin Example', timeZone: 'America/Chicago', ...facts };
    return (await this.done('createCandidate', input)).candidate.id;
  }

  async employer(facts: object = {}): Promise<string> {
    const input = { name: 'Example Works', timeZone: 'America/Chicago', country: 'US', ...facts };
    return (await this.done('createEmployer', input)).employer.id;
  }

  /** A hiring manager with an e-mail address, unless said. */
  async contact(employerId: string, facts: object = {}): Promise<string> {
    const usual = { name: 'Sam Sample', role: 'HIRING_MANAGER', email: 'sam@example.com' };
    return (await this.done('createContact', { employerId, ...usual, ...facts })).contact.id;
  }

  async posting(employerId: string, facts: object = {}): Promise<string> {
    const input = { employerId, title: 'Welder', ...facts };
    return (await this.done('createJobPosting', input)).jobPosting.id;
  }

  async member(facts: object = {}): Promise<string> {
    return (await this.done('createMember', { name: 'Kim Recruiter', ...facts })).member.id;
  }

  /** Submitted on Tuesday 3 March 2026 at 10:00 in Chicago, unless said. */
  async application(candidateId: string, jobPostingId: string, facts: object = {}): Promise<string> {
    const usual = { submittedAt: '2026-03-03T10:00:00-06:00', channel: 'JOB_BOARD' };
    const input = { candidateId, jobPostingId, ...usual, ...facts };
    return (await this.done('submitApplication', input)).application.id;
  }
}
