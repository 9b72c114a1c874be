import type { ClientBase } from 'pg';
import type { TestStore } from './agency';
import type { Sent } from './statements';

/** A step of a plan as `explain (analyze, format json)` tells of it. */
export interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Index Cond'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Index Recheck'?: number;
  'Rows Removed by Join Filter'?: number;
  'Shared Hit Blocks'?: number;
  'Shared Read Blocks'?: number;
  Plans?: PlanNode[];
}

/** All steps of a plan, each before those that it takes from. */
export function nodesOf(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)];
}

/** How a statement runs, as whoever the connection speaks for. It does run. */
export async function planOf(
  client: Pick<ClientBase, 'query'>,
  { text, values }: Sent,
  options = 'analyze, costs off, timing off, summary off',
): Promise<PlanNode> {
  const { rows } = await client.query(`explain (${options}, format json) ${text}`, values);
  return rows[0]['QUERY PLAN'][0].Plan;
}

/** What begins and ends transactions has no plan. */
const hasPlan = /^\s*(select|insert|update|delete|with)\b/i;

/**
 * What an agency's statements read: the steps of each, with how many rows each has given, and how many it has looked
 * at in vain. They run once more, through indexes as they would with many rows, and what they write is undone.
 */
export async function readsOf({ pool }: TestStore, agencyId: string, sent: Sent[]): Promise<string[]> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const settings = `select set_config('app.agency_id', $1, true), set_config('enable_seqscan', 'off', true)`;
    await client.query(settings, [agencyId]);
    const reads: string[] = [];
    for (const each of sent) {
      if (!hasPlan.test(each.text)) continue;
      reads.push(
        `${each.text}: ${nodesOf(await planOf(client, each))
          .map(readBy)
          .join(', ')}`,
      );
    }
    return reads;
  } finally {
    await client.query('rollback');
    client.release();
  }
}

function readBy(node: PlanNode): string {
  const inVain =
    (node['Rows Removed by Filter'] ?? 0) +
    (node['Rows Removed by Index Recheck'] ?? 0) +
    (node['Rows Removed by Join Filter'] ?? 0);
  const place = node['Index Name'] ?? node['Relation Name'] ?? '';
  return `${node['Node Type']} ${place} ${node['Actual Rows']}+${inVain} x ${node['Actual Loops']}`;
}
