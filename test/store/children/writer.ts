import type { PoolConfig } from 'pg';
import { openStore } from '../../../src/store/data-source';
import { execute } from '../../../src/store/execute';
import { attempt, recruiter, request } from '../../support/agency';

export interface WriterTask {
  connection: PoolConfig;
  agencyId: string;
  /** The applications of each request; all requests are made at once. */
  requests: string[][];
}

/** Executes what its argument says, and prints the ids of the events that are recorded then. */
async function main(): Promise<void> {
  const { connection, agencyId, requests }: WriterTask = JSON.parse(process.argv[2] as string);
  const store = await openStore({ ...connection, max: 20 });
  const session = { agencyId, actor: recruiter };
  const executed = await Promise.all(
    requests.map((ids) =>
      execute(
        store,
        session,
        ids.map((id) => request(id, attempt())),
      ),
    ),
  );
  console.log(JSON.stringify(executed.flatMap(({ reply }) => reply.eventIds)));
  await store.close();
}

void main();
