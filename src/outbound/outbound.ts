import { lookup as resolve } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, buildConnector, type Dispatcher } from 'undici';
import { isIn, isPublic, type Network } from './networks';

/** Requests that go out to addresses which others have named: of webhooks, of identity providers. */
export interface Outbound {
  /**
   * Hand it to every such request of undici. It connects to public addresses over TLS, and to those of the
   * networks that are allowed also without. Whoever calls must not follow redirects.
   */
  dispatcher: Dispatcher;
  /** Why a URL cannot be requested, for whoever names it; null where it can be tried. Resolves no name. */
  problemOf(url: string): string | null;
}

/** The address is not one that a request may go to. It is not told: the name may be one of ours. */
export class AddressRefused extends Error {
  override name = 'AddressRefused';
  constructor() {
    super('The address is not a public one, or a public one without TLS.');
  }
}

const connectMillisecondsMax = 10_000;
const urlLengthMax = 2_000;

/**
 * Checked when a connection is made, on the very address that it is made to: what a name resolves to when it is
 * looked at, or where a URL points to as text, says nothing about that. No proxy is used, whatever the environment says.
 */
export function makeOutbound(allowed: readonly Network[]): Outbound {
  const mayReach = (address: string, protocol: string) =>
    isIn(allowed, address) || (protocol === 'https:' && isPublic(address));

  const connectors = new Map(
    ['http:', 'https:'].map((protocol) => {
      const lookup = guarded((address) => mayReach(address, protocol));
      return [protocol, buildConnector({ lookup, timeout: connectMillisecondsMax })];
    }),
  );

  const connect: buildConnector.connector = (options, callback) => {
    const { protocol } = options;
    // An address that stands in the URL itself is not looked up.
    const literal = options.hostname.replace(/^\[|\]$/g, '');
    const connector = connectors.get(protocol);
    if (!connector || (isIP(literal) !== 0 && !mayReach(literal, protocol))) {
      callback(new AddressRefused(), null);
    } else {
      connector(options, callback);
    }
  };

  return {
    dispatcher: new Agent({ connect }),
    problemOf(text) {
      const url = text.length <= urlLengthMax && URL.canParse(text) ? new URL(text) : null;
      if (!url) return `must be a URL of at most ${urlLengthMax} characters.`;
      if (url.protocol !== 'https:' && (url.protocol !== 'http:' || allowed.length === 0))
        return 'must start with https://.';
      if (url.username || url.password || url.hash) return 'must hold no user name, password or fragment.';
      const host = url.hostname.replace(/^\[|\]$/g, '');
      if (isIP(host) !== 0 && !mayReach(host, url.protocol)) return 'must lead to a public address.';
      return null;
    },
  };
}

/** Looks a name up like the operating system, and refuses it where any of its addresses is refused. */
function guarded(mayReach: (address: string) => boolean): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '');
      if (!addresses.every(({ address }) => mayReach(address))) return callback(new AddressRefused(), '');
      if (options.all) return callback(null, addresses);
      const [first] = addresses;
      return first ? callback(null, first.address, first.family) : callback(new AddressRefused(), '');
    });
  };
}
