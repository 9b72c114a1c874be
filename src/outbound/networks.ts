import { isIP } from 'node:net';
import ipaddr, { type IPv4, type IPv6 } from 'ipaddr.js';

/** A network in CIDR notation, such as 10.1.0.0/16. */
export type Network = [IPv4 | IPv6, number];

/** The networks in a list with commas; undefined where one is none. */
export function parseNetworks(text: string): Network[] | undefined {
  const parts = text.split(',').map((part) => part.trim());
  if (!parts.every((part) => ipaddr.isValidCIDR(part))) return undefined;
  return parts.map((part) => ipaddr.parseCIDR(part));
}

/** Is this address in one of the networks? */
export function isIn(networks: readonly Network[], address: string): boolean {
  if (isIP(address) === 0) return false;
  const parsed = ipaddr.process(address);
  return networks.some(([base, bits]) => parsed.kind() === base.kind() && parsed.match(base, bits));
}

const globalUnicast: Network = ipaddr.parseCIDR('2000::/3');
const embedsVersion4: Network = ipaddr.parseCIDR('64:ff9b::/96');

/**
 * Is this an address of the public internet? Not where it is private, local to a link or a machine, reserved, or
 * leads through a tunnel; an IPv6 address that stands for an IPv4 one (mapped, NAT64) is judged as that one.
 */
export function isPublic(address: string): boolean {
  if (isIP(address) === 0) return false;
  // Turns a mapped address into the IPv4 address that it is.
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return parsed.range() === 'unicast';
  if (parsed.match(embedsVersion4)) {
    return isPublic(parsed.toByteArray().slice(12).join('.'));
  }
  return parsed.range() === 'unicast' && parsed.match(globalUnicast);
}
