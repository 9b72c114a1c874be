import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';

/** A key pair of an identity provider, under its id. */
export interface SigningKey {
  kid: string;
  alg: string;
  privateKey: CryptoKey;
  publicKey: CryptoKey;
}

export async function makeSigningKey(kid: string, alg = 'ES256'): Promise<SigningKey> {
  return { kid, alg, ...(await generateKeyPair(alg, { extractable: true })) };
}

/** An identity provider that publishes the keys it holds at the moment, and counts how often it is asked. */
export async function startProvider() {
  const state = {
    keys: [] as SigningKey[],
    asked: 0,
    answer: null as null | { status: number; body: string },
  };
  const server = createServer(async (request, response) => {
    state.asked += 1;
    const { status, body } = state.answer ?? { status: 200, body: await answerTo(request.url ?? '') };
    response.writeHead(status, { 'content-type': 'application/json', location: '/jwks' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const answerTo = async (path: string) =>
    path === '/jwks'
      ? JSON.stringify({ keys: await Promise.all(state.keys.map(published)) })
      : JSON.stringify({ issuer, jwks_uri: `${issuer}/jwks` });
  const stop = () => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return { issuer, state, stop };
}

async function published({ kid, alg, publicKey }: SigningKey) {
  return { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' };
}

/** A token with these claims; seconds count from now, and a time of undefined is left out. */
export function signed(
  { kid, alg, privateKey }: Pick<SigningKey, 'kid' | 'alg' | 'privateKey'>,
  { issued = 0, expires = 300, ...claims }: JWTPayload & { issued?: number; expires?: number | null },
): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const times = { iat: now + issued, ...(expires !== null && { exp: now + expires }) };
  return new SignJWT({ ...times, ...claims }).setProtectedHeader({ alg, kid }).sign(privateKey);
}
