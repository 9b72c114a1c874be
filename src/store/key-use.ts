import type { Store } from './data-source';

const minute = 60_000;

/** When keys were last used, as far as it is not written yet; by the store that looked them up. */
const unwritten = new WeakMap<Store['everyAgency'], Map<string, Date>>();

/** Remembers that a key was used, to the minute. It is written later: no request waits for that. */
export function noteUse({ everyAgency }: Store, keyId: string, lastWritten: Date | null): void {
  const now = new Date();
  if (lastWritten && now.getTime() - lastWritten.getTime() < minute) return;
  const uses = unwritten.get(everyAgency) ?? new Map<string, Date>();
  unwritten.set(everyAgency, uses.set(keyId, now));
}

/** Writes down what was remembered, in one statement, or none where there is nothing; a minute at least apart. */
export async function writeUses({ everyAgency }: Store): Promise<void> {
  const uses = unwritten.get(everyAgency);
  if (!uses) return;
  unwritten.delete(everyAgency);
  await everyAgency.query({
    name: 'key-uses',
    text: `update api_key k set last_used_at = u.used_at
      from unnest($1::uuid[], $2::timestamptz[]) as u (id, used_at)
      where k.id = u.id and (k.last_used_at is null or k.last_used_at < u.used_at - interval '1 minute')`,
    values: [[...uses.keys()], [...uses.values()]],
  });
}
