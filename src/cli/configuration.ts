import { isIP } from 'node:net';
import { operationCostMax } from '../graphql/limits';
import { type LogLevel, logLevels } from '../http/log';
import { type Network, parseNetworks } from '../outbound/networks';
import { isMistyped } from '../store/key-format';

/** What the environment says, checked. */
export interface Configuration {
  port: number;
  host: string;
  /** Without it, an embedded PostgreSQL under `dataDir`. */
  databaseUrl: string | null;
  dataDir: string;
  /** At start, an agency with this administrator key comes to exist. */
  bootstrapKey: string | null;
  logLevel: LogLevel;
  /** Spans are sent to the collector that the OTEL_ variables describe, which the SDK reads itself. */
  traced: boolean;
  /** Whose pages may call from a browser. */
  corsOrigins: string[];
  /** How long requests under way may take once the server is to end. */
  drainSeconds: number;
  /** For how long before that it only says that it is not ready. */
  drainDelaySeconds: number;
  /** What opens `/metrics` to others than this machine. */
  metricsToken: string | null;
  /** Networks that are not public and that requests to webhooks and identity providers may go to all the same. */
  privateNetworks: Network[];
  /** What each key may spend a minute on this process; zero: nothing is limited. */
  pointsPerMinute: number;
  /** Whether clients may ask for the schema. */
  introspection: boolean;
  /** Addresses and networks of proxies that are believed when they say from where a request comes. */
  trustedProxies: string[];
}

/** A way the program was called, or set up, that it cannot work with. Exit code 2. */
export class ConfigurationError extends Error {
  override name = 'ConfigurationError';
}

const keyForm =
  'at least 16 and at most 512 characters, of letters, digits and -._~+/, and no API key with a slip in it';

type Read = <T>(name: string, otherwise: T, parse: (text: string) => T | undefined, expected: string) => T;

/** As the specification of OpenTelemetry names them. */
const samplers = ['always_on', 'always_off', 'traceidratio'].flatMap((name) => [name, `parentbased_${name}`]);

/** Checks what the SDK would only complain of, or overlook. */
function readTracing(read: Read): boolean {
  const url = 'a URL that starts with http:// or https://';
  const endpoints = ['OTEL_EXPORTER_OTLP_ENDPOINT', 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'].map((name) =>
    read<string | null>(name, null, parseHttpUrl, url),
  );
  read(
    'OTEL_TRACES_SAMPLER',
    '',
    (text) => samplers.find((one) => one === text),
    `one of ${samplers.join(', ')}`,
  );
  read('OTEL_TRACES_SAMPLER_ARG', 1, parseRatio, 'a number from 0 to 1');
  const isDisabled = read('OTEL_SDK_DISABLED', false, parseBoolean, 'true or false');
  return !isDisabled && endpoints.some((endpoint) => endpoint !== null);
}

function parseHttpUrl(text: string): string | undefined {
  return /^https?:\/\//.test(text) && URL.canParse(text) ? text : undefined;
}

function parseRatio(text: string): number | undefined {
  return /^(0|1|0?\.\d+|[01]\.0+)$/.test(text) ? Number(text) : undefined;
}

function parseBoolean(text: string): boolean | undefined {
  if (/^(true|false)$/i.test(text)) return text.toLowerCase() === 'true';
  return undefined;
}

/** An origin as a browser sends it: no path, no "*". */
function parseOrigins(text: string): string[] | undefined {
  const origins = text.split(',').map((each) => each.trim());
  const isOrigin = (each: string) => URL.canParse(each) && new URL(each).origin === each;
  return origins.every(isOrigin) ? origins : undefined;
}

function parseSeconds(text: string): number | undefined {
  return /^\d{1,4}$/.test(text) && Number(text) <= 3600 ? Number(text) : undefined;
}

type Environment = Record<string, string | undefined>;

/** @throws ConfigurationError naming every variable that is wrong and what it should be; no secret is told. */
export function readConfiguration(environment: Environment = process.env): Configuration {
  const problems: string[] = [];
  const read: Read = (name, otherwise, parse, expected) => {
    const text = environment[name]?.trim();
    if (!text) return otherwise;
    const value = parse(text);
    if (value === undefined) problems.push(`${name} must be ${expected}.`);
    return value ?? otherwise;
  };

  const configuration: Configuration = {
    port: read('PORT', 4000, parsePort, 'a whole number from 0 to 65535'),
    host: read('HOST', '127.0.0.1', parseHost, 'a host name or an IP address to listen on, without a port'),
    databaseUrl: read<string | null>(
      'DATABASE_URL',
      null,
      parseDatabaseUrl,
      'a URL that starts with postgres:// or postgresql://',
    ),
    dataDir: read('DATA_DIR', './data', (text) => text, 'a folder'),
    bootstrapKey: read<string | null>('BOOTSTRAP_API_KEY', null, parseKey, keyForm),
    logLevel: read('LOG_LEVEL', 'info', parseLogLevel, `one of ${logLevels.join(', ')}`),
    traced: readTracing(read),
    corsOrigins: read<string[]>(
      'CORS_ORIGINS',
      [],
      parseOrigins,
      'origins such as https://app.example.com, with commas between them',
    ),
    drainSeconds: read('DRAIN_SECONDS', 10, parseSeconds, 'a whole number from 0 to 3600'),
    drainDelaySeconds: read('DRAIN_DELAY_SECONDS', 0, parseSeconds, 'a whole number from 0 to 3600'),
    metricsToken: read<string | null>('METRICS_TOKEN', null, parseKey, keyForm),
    privateNetworks: read<Network[]>(
      'PRIVATE_NETWORKS',
      [],
      parseNetworks,
      'networks such as 10.1.0.0/16, with commas between them',
    ),
    trustedProxies: read<string[]>(
      'TRUSTED_PROXIES',
      [],
      parseProxies,
      'addresses or networks such as 10.1.0.4,10.2.0.0/16, with commas between them',
    ),
    introspection: read('INTROSPECTION', true, parseSwitch, 'on or off'),
    pointsPerMinute: read(
      'RATE_LIMIT_POINTS_PER_MINUTE',
      50_000,
      parsePoints,
      `0 for no limit, or at least ${operationCostMax}, which one operation may cost`,
    ),
  };
  if (problems.length > 0) throw new ConfigurationError(problems.join('\n'));
  return configuration;
}

function parsePort(text: string): number | undefined {
  return /^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : undefined;
}

/** Colons are those of an IPv6 address: at least two. */
function parseHost(text: string): string | undefined {
  const isName = /^[\w.-]+$/.test(text);
  const isVersion6 = /^[\da-f:.]+(%\w+)?$/i.test(text) && text.split(':').length > 2;
  return isName || isVersion6 ? text : undefined;
}

function parseDatabaseUrl(text: string): string | undefined {
  return /^postgres(ql)?:\/\//.test(text) && URL.canParse(text) ? text : undefined;
}

/** What cannot be sent as a bearer token would lock everybody out. */
function parseKey(text: string): string | undefined {
  return /^[\w.~+/-]{16,512}$/.test(text) && !isMistyped(text) ? text : undefined;
}

function parseProxies(text: string): string[] | undefined {
  const parts = text.split(',').map((part) => part.trim());
  const isRight = (part: string) => (part.includes('/') ? parseNetworks(part) !== undefined : isIP(part) > 0);
  return parts.every(isRight) ? parts : undefined;
}

function parseSwitch(text: string): boolean | undefined {
  const position = ['off', 'on'].indexOf(text.toLowerCase());
  return position < 0 ? undefined : position === 1;
}

/** With less, an operation that is allowed could never run. */
function parsePoints(text: string): number | undefined {
  const points = /^\d{1,12}$/.test(text) ? Number(text) : -1;
  return points === 0 || points >= operationCostMax ? points : undefined;
}

function parseLogLevel(text: string): LogLevel | undefined {
  return logLevels.find((level) => level === text.toLowerCase());
}
