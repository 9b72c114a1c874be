import type { Store } from './data-source';

export interface Agency {
  id: string;
  name: string;
}

/** All agencies, for who runs the program. */
export async function listAgencies({ everyAgency }: Store): Promise<Agency[]> {
  const { rows } = await everyAgency.query<Agency>('select id, name from agency order by name, id');
  return rows;
}

/**
 * Each agency with the revisions of what its plans rest on. While these stay as they are, it has nothing to
 * re-plan, and its applications need not be searched.
 */
export async function agencyRevisions({ everyAgency }: Store): Promise<{ id: string; revisions: string }[]> {
  const { rows } = await everyAgency.query<{ id: string; revisions: string }>(`
    select g.id, concat(g.last_policy_version, ' ', sum(e.revision)) as revisions
    from agency g left join employer e on e.agency_id = g.id group by g.id`);
  return rows;
}
