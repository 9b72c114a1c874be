import { createHash } from 'node:crypto';
import type { ApolloServer } from '@apollo/server';
import { GraphQLError } from 'graphql';

/** Under which Apollo keeps texts, so that what is known over one transport is known over all. */
const prefix = 'apq:';

type Texts = ApolloServer['cache'];

/** How an operation says which it is: by its text, its digest, or both. */
export interface Naming {
  query?: string;
  extensions?: Record<string, unknown> | null;
}

/**
 * The text of an operation that may be named by its digest alone, as Apollo finds it over HTTP. An empty text counts
 * as none beside a digest: libraries send one that take no operation without.
 * @throws GraphQLError where the digest is not known, or not that of the text.
 */
export async function textOf(texts: Texts, { query = '', extensions }: Naming): Promise<string> {
  if (!extensions?.persistedQuery) return query;
  const { version, sha256Hash } = extensions.persistedQuery as { version?: unknown; sha256Hash?: unknown };
  if (version !== 1) throw refusal('Unsupported persisted query version', 'BAD_REQUEST');
  if (query === '') {
    const text = await texts.get(`${prefix}${sha256Hash}`);
    if (!text) throw refusal('PersistedQueryNotFound', 'PERSISTED_QUERY_NOT_FOUND');
    return text;
  }
  if (sha256Hash !== digestOf(query)) throw refusal('provided sha does not match query', 'BAD_REQUEST');
  return query;
}

/** For an operation that may run, and has come with its digest: next time that will do. */
export async function keepText(texts: Texts, text: string, { extensions }: Naming): Promise<void> {
  if (extensions?.persistedQuery) await texts.set(`${prefix}${digestOf(text)}`, text);
}

/** As clients compute it that send it instead of the text. */
export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function refusal(message: string, code: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}
