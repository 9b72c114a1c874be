import { ConfigurationError, readConfiguration } from '../../src/cli/configuration';

test('without any variable, everything has its default', () => {
  const defaults = {
    port: 4000,
    host: '127.0.0.1',
    databaseUrl: null,
    dataDir: './data',
    bootstrapKey: null,
    logLevel: 'info',
    metricsToken: null,
    privateNetworks: [],
    pointsPerMinute: 50_000,
    introspection: true,
    trustedProxies: [],
  };
  expect(readConfiguration({})).toEqual(defaults);
  expect(readConfiguration({ PORT: '', HOST: ' ', DATABASE_URL: '', LOG_LEVEL: '' })).toEqual(defaults);
});

test.each([
  ['PORT', '0', { port: 0 }],
  ['PORT', '65535', { port: 65_535 }],
  ['HOST', '0.0.0.0', { host: '0.0.0.0' }],
  ['HOST', '::1', { host: '::1' }],
  ['HOST', 'my-host.local', { host: 'my-host.local' }],
  ['DATABASE_URL', 'postgres://a:b@c/d', { databaseUrl: 'postgres://a:b@c/d' }],
  ['DATABASE_URL', 'postgresql://%2Frun%2Fpg/d', { databaseUrl: 'postgresql://%2Frun%2Fpg/d' }],
  ['BOOTSTRAP_API_KEY', 'sixteen-letters+', { bootstrapKey: 'sixteen-letters+' }],
  ['LOG_LEVEL', 'DEBUG', { logLevel: 'debug' }],
  ['METRICS_TOKEN', 'sixteen-letters+', { metricsToken: 'sixteen-letters+' }],
  ['TRUSTED_PROXIES', '10.1.0.4, fd00::/8', { trustedProxies: ['10.1.0.4', 'fd00::/8'] }],
  ['INTROSPECTION', 'Off', { introspection: false }],
  ['RATE_LIMIT_POINTS_PER_MINUTE', '0', { pointsPerMinute: 0 }],
  ['RATE_LIMIT_POINTS_PER_MINUTE', '10000', { pointsPerMinute: 10_000 }],
])('%s may be %s', (name, value, expected) => {
  expect(readConfiguration({ [name]: value })).toMatchObject(expected);
});

const keyForm =
  'at least 16 and at most 512 characters, of letters, digits and -._~+/, and no API key with a slip in it';

test.each([
  ['PORT', '4000x', 'a whole number from 0 to 65535'],
  ['PORT', '65536', 'a whole number from 0 to 65535'],
  ['PORT', '-1', 'a whole number from 0 to 65535'],
  ['HOST', 'http://secret', 'a host name or an IP address to listen on, without a port'],
  ['HOST', 'secret:4000', 'a host name or an IP address to listen on, without a port'],
  ['DATABASE_URL', 'mysql://me:secret@host/x', 'a URL that starts with postgres:// or postgresql://'],
  ['DATABASE_URL', 'postgres://me:secret@host:port/x', 'a URL that starts with postgres:// or postgresql://'],
  ['BOOTSTRAP_API_KEY', 'secret', keyForm],
  ['BOOTSTRAP_API_KEY', 'a secret with spaces', keyForm],
  ['BOOTSTRAP_API_KEY', `fl_ABCDEFGH_${'a'.repeat(38)}`, keyForm],
  ['METRICS_TOKEN', 'secret', keyForm],
  ['PRIVATE_NETWORKS', '10.0.0.0', 'networks such as 10.1.0.0/16, with commas between them'],
  ['LOG_LEVEL', 'secret', 'one of fatal, error, warn, info, debug, trace, silent'],
  [
    'TRUSTED_PROXIES',
    'proxy.local',
    'addresses or networks such as 10.1.0.4,10.2.0.0/16, with commas between them',
  ],
  ['INTROSPECTION', 'maybe', 'on or off'],
  ['RATE_LIMIT_POINTS_PER_MINUTE', '9999', '0 for no limit, or at least 10000, which one operation may cost'],
])('%s may not be %s', (name, value, expected) => {
  const message = `${name} must be ${expected}.`;
  expect(() => readConfiguration({ [name]: value })).toThrow(new ConfigurationError(message));
});

test('all that is wrong is told at once', () => {
  expect(() => readConfiguration({ PORT: 'x', LOG_LEVEL: 'y' })).toThrow(/^PORT .*\nLOG_LEVEL .*$/);
});
