import { createRemoteJWKSet, customFetch, type JWTVerifyGetKey } from 'jose';
import { request } from 'undici';
import type { Outbound } from '../outbound/outbound';
import type { ProviderFacts } from '../store/identity-providers';

/** The identity provider does not answer, or not with what it should. */
export class ProviderUnavailable extends Error {
  override name = 'ProviderUnavailable';
}

const answerBytesMax = 256 * 1024;
const answerMillisecondsMax = 5_000;
const rememberMilliseconds = 10 * 60_000;
/** However many tokens come with a key that is not known, the provider is asked no more often. */
const askAgainMilliseconds = 30_000;
/** Once it has not answered, nobody waits for it for so long. */
const giveUpMilliseconds = 3_000;
const providersMax = 1_000;

type KeySet = JWTVerifyGetKey;
export type KeySets = (provider: Pick<ProviderFacts, 'issuer' | 'jwksUri'>) => Promise<KeySet>;

/** The public keys of identity providers, remembered for a while; a key that is not known is asked for. */
export function makeKeySets(outbound: Outbound): KeySets {
  const get = makeGet(outbound);
  const keySetAt = remembering<KeySet>(Infinity, async (uri) =>
    createRemoteJWKSet(new URL(uri), {
      timeoutDuration: answerMillisecondsMax,
      cooldownDuration: askAgainMilliseconds,
      cacheMaxAge: rememberMilliseconds,
      [customFetch]: (url) => get(url, readKeys),
    }),
  );
  const discovered = remembering<string>(rememberMilliseconds, (issuer) => discover(get, outbound, issuer));
  return async ({ issuer, jwksUri }) => keySetAt(jwksUri ?? (await discovered(issuer)));
}

/** Where OpenID Connect Discovery says that the keys of an issuer are. */
function discover(get: Get, outbound: Outbound, issuer: string): Promise<string> {
  return get(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, (document) => {
    const { issuer: named, jwks_uri: uri } = document;
    if (named !== issuer) throw new ProviderUnavailable('The discovery document is of another issuer.');
    if (typeof uri !== 'string' || outbound.problemOf(uri) !== null)
      throw new ProviderUnavailable('The discovery document names no address of keys that can be asked.');
    return uri;
  });
}

function readKeys(document: Record<string, unknown>): Response {
  if (!Array.isArray(document.keys)) throw new ProviderUnavailable('There are no keys where they should be.');
  return Response.json(document);
}

/** What is read from the JSON at a URL. @throws ProviderUnavailable */
type Get = <T>(url: string, read: (document: Record<string, unknown>) => T) => Promise<T>;

function makeGet({ dispatcher }: Outbound): Get {
  const failedAt = new Map<string, number>();
  return async (url, read) => {
    if (Date.now() - (failedAt.get(url) ?? -Infinity) < giveUpMilliseconds)
      throw new ProviderUnavailable('The identity provider did not answer a moment ago.');
    try {
      const signal = AbortSignal.timeout(answerMillisecondsMax);
      const headers = { accept: 'application/json' };
      const { statusCode, body } = await request(url, { dispatcher, signal, headers });
      const text = await limited(body);
      // A redirect leads who knows where.
      if (statusCode !== 200) throw new ProviderUnavailable(`The identity provider answered ${statusCode}.`);
      return read(Object(JSON.parse(text)));
    } catch (cause) {
      if (failedAt.size >= providersMax) failedAt.clear();
      failedAt.set(url, Date.now());
      if (cause instanceof ProviderUnavailable) throw cause;
      throw new ProviderUnavailable('The identity provider cannot be asked.', { cause });
    }
  };
}

async function limited(body: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > answerBytesMax)
      throw new ProviderUnavailable('The identity provider answers at too great length.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** What was made for a name, for so long, and the same for all who ask at once; a failure is not remembered. */
function remembering<T>(
  milliseconds: number,
  make: (name: string) => Promise<T>,
): (name: string) => Promise<T> {
  const remembered = new Map<string, { value: Promise<T>; until: number }>();
  return (name) => {
    const known = remembered.get(name);
    if (known && Date.now() < known.until) return known.value;
    if (remembered.size >= providersMax) remembered.clear();
    const value = make(name);
    const entry = { value, until: Date.now() + milliseconds };
    remembered.set(name, entry);
    value.catch(() => {
      if (remembered.get(name) === entry) remembered.delete(name);
    });
    return value;
  };
}
