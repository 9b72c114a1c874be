import type { GraphQLFormattedError } from 'graphql';
import type { AgencyClient, Answer } from './api';
import { argumentOf, mutationText } from './api';
import { writingNothing } from './tables';

export interface UserError {
  code: string;
  field: string[];
  message: string;
}

/** Traces of the inside that no client may see: stack frames, files, statements, SQLSTATEs, rows. */
const inside =
  /\n\s+at |\/(src|dist|node_modules)\/|\b(select|insert|update|delete) .*\b(from|into|set)\b|relation "|\$1/i;

function expectNothingOfTheInside({ body }: Answer): void {
  expect(JSON.stringify(body)).not.toMatch(inside);
}

/** Sends a mutation that is to be refused as a whole and to write nothing, and answers its `userErrors`. */
export function userErrorsOf(client: AgencyClient, name: string, input: object): Promise<UserError[]> {
  return writingNothing(client.api.store, () => refuse(client, name, input));
}

/** The same, where whoever calls sees to it that several of them write nothing. */
export async function refuse(client: AgencyClient, name: string, input: object): Promise<UserError[]> {
  const variables = { [argumentOf(name).name]: input };
  const answer = await client.request(mutationText(name), variables);
  expectNothingOfTheInside(answer);
  expect(answer.body.errors).toBeUndefined();
  const { userErrors, ...rest } = answer.body.data[name];
  expect(userErrors).not.toEqual([]);
  // No entity, no event; the lists of a batch are empty.
  expect(Object.values(rest).flat().filter(Boolean)).toEqual([]);
  for (const { message } of userErrors) expect(message).toMatch(/^[A-Z].*\.$/s);
  return userErrors;
}

/** Sends an operation that is to fail before anything is done, and answers its top-level errors. */
export async function errorsOf(
  client: AgencyClient,
  query: string,
  variables: object = {},
): Promise<GraphQLFormattedError[]> {
  const answer = await client.request(query, variables);
  expectNothingOfTheInside(answer);
  expect(Object.values(answer.body.data ?? {}).filter((value) => value !== null)).toEqual([]);
  expect(answer.body.errors).not.toEqual([]);
  return answer.body.errors;
}

/** The same of a mutation of one input, which is to write nothing. */
export function mutationErrorsOf(
  client: AgencyClient,
  name: string,
  input: unknown,
): Promise<GraphQLFormattedError[]> {
  const variables = { [argumentOf(name).name]: input };
  return writingNothing(client.api.store, () => errorsOf(client, mutationText(name), variables));
}
