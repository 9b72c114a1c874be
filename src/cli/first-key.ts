import { listAgencies } from '../store/agencies';
import { createAgency, issueKey } from '../store/api-keys';
import type { Store } from '../store/data-source';

/** The name of the agency that is made for whoever tries the program out. */
const agencyName = 'My agency';

/** An administrator's key of a new agency, where there is no agency yet; else null. */
export async function makeFirstKey(store: Store): Promise<string | null> {
  if ((await listAgencies(store)).length > 0) return null;
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const agencyId = await createAgency(store, agencyName, timeZone);
  const { key } = await issueKey(store, agencyId, 'First key', 'ADMINISTRATOR');
  return key;
}

/** What to do with it. */
export function describeFirstKey(key: string, url: string): string {
  return `
This database was empty, so it now holds "${agencyName}", with an administrator's API key:

  ${key}

It is not shown again. Open ${url} in a browser, or try:

  curl -s ${url} \\
    -H 'Authorization: Bearer ${key}' -H 'Content-Type: application/json' \\
    -d '{"query":"{ viewer { agencyName } worklist { nodes { action { kind reason } } } }"}'
`;
}
