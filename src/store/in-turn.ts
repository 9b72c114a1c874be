const tails = new Map<string, Promise<unknown>>();

/**
 * Runs the work once all earlier work of this process on any of the same ids is done. Two requests on one
 * application would otherwise conflict in the database and one of them do its work twice.
 */
export async function inTurn<T>(ids: readonly string[], work: () => Promise<T>): Promise<T> {
  const before = Promise.allSettled(ids.map((id) => tails.get(id)));
  const turn = before.then(work);
  for (const id of ids) tails.set(id, turn);
  try {
    return await turn;
  } finally {
    for (const id of ids) if (tails.get(id) === turn) tails.delete(id);
  }
}
