import { type Agency, makeAgency } from './agency';
import { makeApplications } from './applications';
import { type Case, page, write } from './cases';
import { apiRequest } from './compare';
import { settle } from './copies';
import type { Engine } from './engine';
import { run } from './load';
import type { Scale } from './scale';
import { type ServerProcess, startFollowline } from './server-process';
import { median, ratiosOf, type Spread } from './statistics';

/** The latency of a request, sent one at a time, at an agency that is small and at one that is large. */
export interface Growth {
  name: string;
  smallMicros: number;
  largeMicros: number;
  /** Large over small, turn by turn. */
  ratio: Spread;
}

/** An agency with a database and a server to itself, so that neither profits from the other's rows. */
interface Site {
  agency: Agency;
  applicationIds: string[];
  server: ServerProcess;
  close(): Promise<void>;
}

export async function measureGrowth(engine: Engine, scale: Scale): Promise<Growth[]> {
  const sites: Site[] = [];
  try {
    for (const count of [scale.small, scale.large]) sites.push(await openSite(engine, scale, count));
    const [small, large] = sites as [Site, Site];
    return [
      await grow(page, small, large, scale),
      // Last, since it changes what the worklist shows.
      await grow(write, small, large, scale),
    ];
  } finally {
    for (const site of sites) await site.close();
  }
}

async function openSite(engine: Engine, scale: Scale, count: number): Promise<Site> {
  const database = await engine.createDatabase(`followline_${count}`);
  const agency = await makeAgency(database.store, `Agency with ${count} applications`);
  const applicationIds = await makeApplications(agency, count);
  await settle(agency);
  const server = await startFollowline(database.url);
  const close = async () => {
    await server.stop();
    await database.close();
  };
  return { agency, applicationIds: someOf(applicationIds, scale.small), server, close };
}

/** Turns of both; each round a request of each goes to other applications, each of which is written to once. */
async function grow(case_: Case, small: Site, large: Site, scale: Scale): Promise<Growth> {
  const smallMicros: number[] = [];
  const largeMicros: number[] = [];
  for (let round = 0; round <= scale.rounds; round++) {
    const ofSmall = await latency(case_, small, round, scale.latencies);
    const ofLarge = await latency(case_, large, round, scale.latencies);
    // The first round warms both up.
    if (round > 0) {
      smallMicros.push(ofSmall);
      largeMicros.push(ofLarge);
    }
  }
  return {
    name: case_.name,
    smallMicros: median(smallMicros),
    largeMicros: median(largeMicros),
    ratio: ratiosOf(largeMicros, smallMicros),
  };
}

async function latency(case_: Case, site: Site, round: number, count: number): Promise<number> {
  const { agency, applicationIds, server } = site;
  const requestOf = (index: number) => {
    const place = (round * count + index) % applicationIds.length;
    return apiRequest(case_, agency, applicationIds[place] as string);
  };
  const { latenciesMicros } = await run({
    port: server.port,
    count,
    connections: 1,
    requestOf,
    expected: case_.expected,
  });
  return median(latenciesMicros);
}

/** So many of a list, from all of it: an odd stride keeps the kinds in turn. */
function someOf(ids: string[], count: number): string[] {
  const stride = Math.floor(ids.length / count) | 1;
  return Array.from({ length: count }, (_, index) => ids[(index * stride) % ids.length] as string);
}
