import type { Instant } from '../../domain/instant';
import { ApplicationStage } from '../../domain/vocabulary';
import { DateTime } from '../../graphql/scalars';
import type { ExportInput, ExportKind } from '../../store/exports';
import { HttpError } from '../http-error';

/** What the query of each export may say. */
const parameters: Record<ExportKind, readonly string[]> = {
  APPLICATIONS: ['since', 'stages', 'bom'],
  ATTEMPTS: ['since', 'bom'],
  WORKLIST: ['at', 'bom'],
};

export interface ExportQuery extends ExportInput {
  /** Begins with a byte order mark, by which some spreadsheets know UTF-8. */
  bom: boolean;
}

/** @throws HttpError that names what is wrong. */
export function readExportQuery(kind: ExportKind, query: Record<string, unknown>): ExportQuery {
  for (const name of Object.keys(query)) {
    if (!parameters[kind].includes(name)) throw wrong(`The query may hold: ${parameters[kind].join(', ')}.`);
  }
  const { since, stages, at, bom = 'false' } = query;
  if (bom !== 'true' && bom !== 'false') throw wrong('bom must be true or false.');
  return {
    kind,
    since: since === undefined ? null : instant('since', since),
    stages: stages === undefined ? null : readStages(stages),
    at: at === undefined ? Date.now() : instant('at', at),
    bom: bom === 'true',
  };
}

function instant(name: string, value: unknown): Instant {
  try {
    return DateTime.parseValue(value);
  } catch {
    throw wrong(`${name} must be a time such as 2026-03-03T16:00:00Z, given once.`);
  }
}

function readStages(value: unknown): ApplicationStage[] {
  const stages = typeof value === 'string' ? value.split(',') : [];
  if (stages.length > 0 && stages.every((stage) => Object.hasOwn(ApplicationStage, stage)))
    return stages as ApplicationStage[];
  throw wrong(
    `stages must be one or more of ${Object.keys(ApplicationStage).join(', ')}, with commas between.`,
  );
}

const wrong = (message: string) => new HttpError('BAD_REQUEST', message);
