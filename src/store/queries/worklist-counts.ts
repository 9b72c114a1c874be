import type { Instant } from '../../domain/instant';
import type { ActionKind, ContactMethod, Urgency } from '../../domain/vocabulary';
import type { Store } from '../data-source';
import { nameOf } from './keyset';
import { conditionsOf, joinApplication, urgencyAt, type WorklistFilter } from './worklist-filter';

export interface Count<T> {
  value: T;
  count: number;
}

/** How many entries the worklist has, and how many of each sort, the most first; no sort has none. */
export interface WorklistCounts {
  total: number;
  byKind: Count<ActionKind>[];
  /** Null is of closing, which goes to nobody. */
  byMethod: Count<ContactMethod | null>[];
  byUrgency: Count<Urgency>[];
  /** Null is of what nobody looks after. */
  byAssignee: Count<string | null>[];
  byCandidate: Count<string>[];
  byEmployer: Count<string>[];
}

/** What is counted by, and the columns by which that is done. */
const dimensions = {
  byKind: 'kind',
  byMethod: 'method',
  byUrgency: 'urgency',
  byAssignee: 'assignee_id',
  byCandidate: 'candidate_id',
  byEmployer: 'employer_id',
} as const;
const names = Object.keys(dimensions) as (keyof typeof dimensions)[];
const columns = Object.values(dimensions);

/** The candidates, employers and members with the most entries; the others are not told apart. */
const valuesMax = 100;

/** The counts of the worklist with this filter at this moment, all in one statement. */
export async function worklistCounts(
  store: Store,
  agencyId: string,
  at: Instant,
  filter: WorklistFilter,
): Promise<WorklistCounts> {
  const conditions = conditionsOf(agencyId, at, filter);
  const urgency = urgencyAt(conditions.take(at));
  // In each row all columns are folded into groups but one, or in the total all of them.
  const by = names.map((name) => `when grouping(${dimensions[name]}) = 0 then '${name}'`).join(' ');
  const text = `
    select by, json_agg(json_build_object('value', value, 'count', count) order by count desc, value) as counts
    from (
      select *, row_number() over (partition by by order by count desc, value) as place
      from (
        select case ${by} else 'total' end as by, count(*)::integer as count,
          coalesce(kind, method, urgency, assignee_id::text, candidate_id::text, employer_id::text) as value
        from (
          select p.kind, p.method, ${urgency} as urgency, a.assignee_id, a.candidate_id, a.employer_id
          from planned_action p ${joinApplication} where ${conditions.sql}) as entries
        group by grouping sets ((), ${columns.map((column) => `(${column})`).join(', ')})) as counted) as placed
    where place <= ${valuesMax}
    group by by`;
  const { rows } = await store.of(agencyId).query<{ by: string; counts: Count<never>[] }>({
    name: nameOf(text),
    text,
    values: conditions.values,
  });
  const counts = new Map(rows.map((row) => [row.by, row.counts]));
  const lists = names.map((name) => [name, counts.get(name) ?? []]);
  return { total: counts.get('total')?.[0]?.count ?? 0, ...Object.fromEntries(lists) };
}
