import type { IncomingMessage } from 'node:http';
import proxyAddr from '@fastify/proxy-addr';

/** From where a request comes; what `request.ip` is to Fastify, for requests that it does not serve. */
export function makeAddressOf(trustedProxies: readonly string[]): (request: IncomingMessage) => string {
  const isTrusted = proxyAddr.compile([...trustedProxies]);
  return (request) => proxyAddr(request, isTrusted) ?? '';
}
