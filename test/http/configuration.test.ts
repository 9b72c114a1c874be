import { readFileSync } from 'node:fs';
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
    traced: false,
    corsOrigins: [],
    drainSeconds: 10,
    drainDelaySeconds: 0,
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
  ['CORS_ORIGINS', 'https://a.example, http://b:81', { corsOrigins: ['https://a.example', 'http://b:81'] }],
  ['DRAIN_SECONDS', '0', { drainSeconds: 0 }],
  ['DRAIN_DELAY_SECONDS', '15', { drainDelaySeconds: 15 }],
  ['OTEL_EXPORTER_OTLP_ENDPOINT', 'http://collector:4318', { traced: true }],
  ['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', 'https://collector/v1/traces', { traced: true }],
  ['OTEL_TRACES_SAMPLER_ARG', '0.25', { traced: false }],
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
  ['CORS_ORIGINS', '*', 'origins such as https://app.example.com, with commas between them'],
  ['CORS_ORIGINS', 'https://a.example/', 'origins such as https://app.example.com, with commas between them'],
  ['DRAIN_SECONDS', '3601', 'a whole number from 0 to 3600'],
  ['OTEL_EXPORTER_OTLP_ENDPOINT', 'collector:4317', 'a URL that starts with http:// or https://'],
  ['OTEL_TRACES_SAMPLER_ARG', '1.5', 'a number from 0 to 1'],
  ['OTEL_SDK_DISABLED', 'yes', 'true or false'],
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

test('traces can be switched off', () => {
  const otel = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318', OTEL_SDK_DISABLED: 'true' };
  expect(readConfiguration(otel)).toMatchObject({ traced: false });
});

test('all that is wrong is told at once', () => {
  expect(() => readConfiguration({ PORT: 'x', LOG_LEVEL: 'y' })).toThrow(/^PORT .*\nLOG_LEVEL .*$/);
});

describe('every variable that is read, and no other,', () => {
  const read = new Set<string>();
  readConfiguration(
    new Proxy({}, { get: (_, name) => (typeof name === 'string' ? void read.add(name) : undefined) }),
  );
  const namesIn = (text: string) => [...text.matchAll(/[A-Z][A-Z_]{3,}/g)].map(([name]) => name).sort();
  const between = (path: string, from: string, to: string) =>
    readFileSync(path, 'utf8').split(from)[1]?.split(to)[0] ?? '';

  test('stands in the table of the README', () => {
    const rows = between('README.md', '## Configuration', '\n## ')
      .split('\n')
      .filter((line) => /^\| `/.test(line));
    expect(namesIn(rows.map((row) => row.split(' | ')[0]).join())).toEqual([...read].sort());
  });

  test('stands in the help', () => {
    const lines = between('src/main.ts', 'Environment:\n', '`').split('\n');
    const names = lines.map((line) => /^ {2}([A-Z_]+(, [A-Z_]+)*)/.exec(line)?.[1] ?? '');
    expect(namesIn(names.join())).toEqual([...read].sort());
  });
});
