import { strictEqual } from 'node:assert/strict';
import type { Agency } from './agency';
import type { Case } from './cases';
import { Connection, post } from './connection';
import { run } from './load';
import type { ServerProcess } from './server-process';
import { median, ratiosOf, type Spread } from './statistics';

/** A request of the API beside the same of the bare server. */
export interface Comparison {
  name: string;
  api: Figures;
  bare: Figures;
  /** API over bare, turn by turn. */
  rate: Spread;
  cpu: Spread;
}

/** Requests a second, and what each takes of the server's CPU: medians of all turns. */
interface Figures {
  perSecond: number;
  cpuMicros: number;
}

export interface Comparing {
  api: ServerProcess;
  bare: ServerProcess;
  agency: Agency;
  connections: number;
  rounds: number;
}

type Side = 'api' | 'bare';

const writers = {
  api: ({ query }: Case, key: string, variables: object) =>
    post('/graphql', key, JSON.stringify({ query, variables })),
  bare: ({ path }: Case, key: string, variables: object) => post(path, key, JSON.stringify(variables)),
};

/** One request to the API. */
export const apiRequest = (case_: Case, { key }: Agency, applicationId: string) =>
  writers.api(case_, key, case_.variablesOf(applicationId));

/**
 * Both sides in turns, so that what else the machine does meets both alike. The applications of both are
 * alike too; each request goes to the next of them, so that with enough of them each is written to once.
 */
export async function compare(
  comparing: Comparing,
  case_: Case,
  count: number,
  applications: Record<Side, string[]>,
): Promise<Comparison> {
  await checkSameAnswer(comparing, case_, applications);
  const figures: Record<Side, Figures[]> = { api: [], bare: [] };
  // The first round warms both up.
  for (let round = 0; round <= comparing.rounds; round++) {
    for (const side of ['api', 'bare'] as const) {
      const ids = applications[side];
      const idOf = (index: number) => ids[(round * count + index) % ids.length] as string;
      const measured = await measure(comparing, side, case_, count, idOf);
      if (round > 0) figures[side].push(measured);
    }
  }
  return summary(case_.name, figures);
}

async function measure(
  { agency: { key }, connections, ...servers }: Comparing,
  side: Side,
  case_: Case,
  count: number,
  idOf: (index: number) => string,
): Promise<Figures> {
  const { port, cpuMicros } = servers[side];
  const requestOf = (index: number) => writers[side](case_, key, case_.variablesOf(idOf(index)));
  const before = await cpuMicros();
  const { seconds } = await run({ port, count, connections, requestOf, expected: case_.expected });
  return { perSecond: count / seconds, cpuMicros: ((await cpuMicros()) - before) / count };
}

function summary(name: string, { api, bare }: Record<Side, Figures[]>): Comparison {
  const rates = (side: Figures[]) => side.map(({ perSecond }) => perSecond);
  const cpus = (side: Figures[]) => side.map(({ cpuMicros }) => cpuMicros);
  return {
    name,
    api: { perSecond: median(rates(api)), cpuMicros: median(cpus(api)) },
    bare: { perSecond: median(rates(bare)), cpuMicros: median(cpus(bare)) },
    rate: ratiosOf(rates(api), rates(bare)),
    cpu: ratiosOf(cpus(api), cpus(bare)),
  };
}

/** @throws AssertionError unless both answer a request with the same text, but for the ids of like applications and what it cost. */
async function checkSameAnswer(
  { agency: { key }, ...servers }: Comparing,
  case_: Case,
  applications: Record<Side, string[]>,
): Promise<void> {
  const ask = async (side: Side) => {
    const connection = await Connection.open(servers[side].port);
    const variables = case_.variablesOf(applications[side][0] as string);
    const answer = await connection.send(writers[side](case_, key, variables));
    connection.close();
    return answer
      .trim()
      .replaceAll(/"id":"[\w-]+"/g, '"id":"…"')
      .replace(/,"extensions":\{"cost":\{[^}]*\}\}/, '');
  };
  strictEqual(await ask('bare'), await ask('api'));
}
