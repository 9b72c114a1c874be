import { type Logger, pino } from 'pino';
import type { Trail } from '../graphql/trail';

export type { Logger } from 'pino';

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/**
 * One JSON object a line, to standard error: standard output is for answers to the person who runs a command.
 * Headers, bodies and variables of requests are never handed to it.
 */
export function makeLog(level: LogLevel): Logger {
  return pino(
    {
      level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { error: describeError },
      redact: ['authorization', '*.authorization', '*.headers', '*.body', '*.variables', '*.parameters'],
    },
    pino.destination(2),
  );
}

/** Writes down faults that clients are told nothing of, with the operations that they befell, where these are known. */
export function makeLogFault(log: Logger): (error: unknown, trail?: Trail) => void {
  return (error, trail) => log.error({ ...(trail && whose(trail)), error }, 'A resolver failed');
}

function whose({ requestId, agencyId, keyId, type, name }: Trail) {
  return { requestId, operation: type, operationName: name, agencyId, keyId };
}

interface ErrorDescription {
  name: string;
  code?: string;
  message?: string;
  stack?: string[];
  cause?: ErrorDescription;
}

/**
 * What may be logged of an error. PostgreSQL's details, and TypeORM's parameters, hold people's data; so do
 * PostgreSQL's messages on data that it cannot read (class 22).
 */
export function describeError(error: unknown): ErrorDescription {
  if (!(error instanceof Error)) return { name: typeof error };
  const { code } = error as { code?: unknown };
  const quotesData = typeof code === 'string' && /^22...$/.test(code);
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line));
  return {
    name: error.name,
    ...(typeof code === 'string' && { code }),
    ...(!quotesData && { message: error.message }),
    stack: frames?.map((line) => line.trim()),
    ...(error.cause !== undefined && { cause: describeError(error.cause) }),
  };
}
