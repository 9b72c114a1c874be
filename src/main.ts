import 'reflect-metadata';
import { Command, CommanderError } from 'commander';
import { ConfigurationError, readConfiguration } from './cli/configuration';
import { addKeysCommands } from './cli/keys';
import { open } from './cli/open';
import { endAtSignal } from './cli/signals';
import { StartError } from './cli/start-error';
import { addUpkeepCommands } from './cli/upkeep';
import { addImportCommands } from './import/commands';
import { EmbeddedPostgresError } from './store/embedded-postgres';

/** The program was called, or set up, in a way that cannot work. */
const misuse = 2;
const failure = 1;

const variables = `
Environment:
  PORT, HOST         where to serve (4000, 127.0.0.1)
  DATABASE_URL       a PostgreSQL, 15 or newer; without it, one that comes along, under DATA_DIR
  DATA_DIR           where its data is kept (./data)
  BOOTSTRAP_API_KEY  an administrator's key that is to exist once the server has started
  LOG_LEVEL          fatal, error, warn, info, debug, trace or silent (info)
  CORS_ORIGINS       origins whose pages may call from a browser, with commas between them (none)
  DRAIN_SECONDS      how long requests under way may take at the end (10)
  DRAIN_DELAY_SECONDS
                     for how long before that /readyz already answers 503 (0)
  OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT
                     a collector that traces are sent to (none)
  OTEL_TRACES_SAMPLER, OTEL_TRACES_SAMPLER_ARG, OTEL_SDK_DISABLED
                     which traces, and whether at all
  METRICS_TOKEN      the bearer token that opens /metrics to others than this machine
  PRIVATE_NETWORKS   networks such as 10.1.0.0/16 that webhooks and identity providers may be in,
                     although they are not public
  TRUSTED_PROXIES    proxies, such as 10.1.0.4,10.2.0.0/16, that are believed from where a request comes
  INTROSPECTION      whether clients may ask for the schema: on or off (on)
  RATE_LIMIT_POINTS_PER_MINUTE
                     what each key may spend on one process; 0 for no limit (50000)`;

function makeProgram(): Command {
  const program = new Command('followline')
    .description('A record of every contact attempt on a job application, and the next step to take.')
    .addHelpText('after', variables)
    .exitOverride();
  program.hook('preAction', (_program, action) => {
    // The server has its own way to end.
    if (action.name() !== 'serve') endAtSignal();
  });
  addCommandsWithGraphql(program);
  addUpkeepCommands(program);
  addKeysCommands(program);
  addImportCommands(program, open);
  return program;
}

/** Loaded once they are called: the others need neither the schema nor what serves it, and start in half the time. */
function addCommandsWithGraphql(program: Command): void {
  program
    .command('serve')
    .description('serve GraphQL over HTTP until SIGTERM or SIGINT')
    .action(async () => {
      const configuration = readConfiguration();
      const { serve } = await import('./cli/serve.js');
      await serve(configuration);
    });
  program
    .command('generate')
    .description(
      'write what is made from the code and committed, in the folder of a clone: the schema, tables, pages',
    )
    .action(async () => (await import('./cli/generate.js')).generate());
}

/** Says what went wrong, and returns the exit code. What nobody foresaw is shown with its stack. */
function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : misuse;
  const isForeseen =
    error instanceof ConfigurationError ||
    error instanceof StartError ||
    error instanceof EmbeddedPostgresError;
  // The stack alone: the rest of a database error quotes rows.
  console.error(isForeseen ? error.message : error instanceof Error ? error.stack : error);
  return error instanceof ConfigurationError ? misuse : failure;
}

makeProgram()
  .parseAsync()
  .then(
    () => process.exit(),
    (error) => process.exit(report(error)),
  );
