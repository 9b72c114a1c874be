import { type Instant, toRfc3339 } from '../domain/instant';
import type { Action } from '../domain/recommendation/recommend';
import type { ApplicationStage } from '../domain/vocabulary';
import type { Store } from './data-source';
import { Conditions, nameOf } from './queries/keyset';

export const ExportKind = {
  APPLICATIONS: 'APPLICATIONS',
  ATTEMPTS: 'ATTEMPTS',
  WORKLIST: 'WORKLIST',
} as const;
export type ExportKind = keyof typeof ExportKind;

export const ExportFormat = { CSV: 'CSV', JSON_LINES: 'JSON_LINES' } as const;
export type ExportFormat = keyof typeof ExportFormat;

/** What is to be exported. */
export interface ExportInput {
  kind: ExportKind;
  /** Of applications, those submitted from then on; of attempts, those made from then on. */
  since: Instant | null;
  /** Of applications in these stages. */
  stages: readonly ApplicationStage[] | null;
  /** For the worklist and next actions: the moment asked for. */
  at: Instant;
}

function conditionsOf(agencyId: string, { kind, since, stages }: ExportInput): Conditions {
  const conditions = new Conditions().and('a.agency_id = ?', agencyId);
  if (stages) conditions.and('a.stage = any (?)', stages);
  if (since !== null) {
    // Nothing was done on an application whose last event lies before.
    const column = kind === 'ATTEMPTS' ? 'a.last_occurred_at' : 'a.submitted_at';
    conditions.and(`${column} >= ?::timestamptz`, toRfc3339(since));
  }
  return conditions;
}

/** The applications that an export is about, in the order of their ids, which never change. */
export async function exportedIds(
  store: Store,
  agencyId: string,
  input: ExportInput,
  after: string | null,
  most: number,
): Promise<string[]> {
  const conditions = conditionsOf(agencyId, input);
  if (after) conditions.and('a.id > ?::uuid', after);
  const text = `select a.id from application a where ${conditions.sql} order by a.id limit ${most}`;
  const { rows } = await store
    .of(agencyId)
    .query<{ id: string }>({ name: nameOf(text), text, values: conditions.values });
  return rows.map(({ id }) => id);
}

export async function countExported(store: Store, agencyId: string, input: ExportInput): Promise<number> {
  const conditions = conditionsOf(agencyId, input);
  const text = `select count(*)::integer as count from application a where ${conditions.sql}`;
  const { rows } = await store.of(agencyId).query<{ count: number }>(text, conditions.values);
  return rows[0]?.count ?? 0;
}

export interface OpenAction {
  action: Action;
  until: Instant | null;
}

/** What the worklist has of these applications at a moment, the most urgent first. */
export async function openActions(
  store: Store,
  agencyId: string,
  ids: readonly string[],
  at: Instant,
): Promise<Map<string, OpenAction[]>> {
  const { rows } = await store.of(agencyId).query<OpenAction & { id: string }>({
    name: 'open-actions',
    text: `select application_id as id, action, (extract(epoch from until_at) * 1000)::float8 as until
      from planned_action where agency_id = $1 and application_id = any ($2) and rank is not null
        and from_at <= $3::timestamptz and (until_at is null or until_at > $3::timestamptz)
      order by application_id, place`,
    values: [agencyId, ids, toRfc3339(at)],
  });
  const found = new Map<string, OpenAction[]>();
  for (const { id, ...open } of rows) found.set(id, [...(found.get(id) ?? []), open]);
  return found;
}
