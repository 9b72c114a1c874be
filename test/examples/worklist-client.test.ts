import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, RequestError } from '../../examples/worklist-client/client';
import { WorklistPage } from '../../examples/worklist-client/worklist-page';
import { type AgencyClient, Api } from '../support/api';

let api: Api;
let agency: AgencyClient;
let client: Client;

beforeAll(async () => {
  api = await Api.start();
  agency = await api.agency();
  client = new Client({ url: api.url, key: agency.key });
});
afterAll(() => api.close());

/** An application on which a message to the hiring manager has been due for long. */
async function due(): Promise<string> {
  const employerId = await agency.employer();
  await agency.contact(employerId);
  const submittedAt = new Date(Date.now() - 10 * 24 * 3_600_000).toISOString();
  return agency.application(await agency.candidate(), await agency.posting(employerId), { submittedAt });
}

it('has the types that its operations lead to; `npm run generate` writes them', () => {
  const made = execFileSync(process.execPath, ['dist/examples/worklist-client/generate.js'], {
    encoding: 'utf8',
  });
  expect(readFileSync('examples/worklist-client/generated.ts', 'utf8')).toBe(made);
});

describe('the worklist page', () => {
  it('loads what is to be done, drafts it, records it, and then has it no more', async () => {
    const applicationId = await due();
    const page = new WorklistPage(client);
    const [entry] = await page.load();
    if (!entry) throw new Error('The worklist is empty.');
    expect(entry).toMatchObject({
      application: { id: applicationId, candidate: { name: 'Robin Example' } },
      action: { kind: 'SEND_FOLLOW_UP', method: 'EMAIL', recipient: { contact: { name: 'Sam Sample' } } },
    });
    expect((await page.draft(entry))?.body).toContain('Welder');

    const attempt = { attemptedAt: new Date().toISOString(), method: 'EMAIL' } as const;
    expect(await page.record(entry, attempt)).toMatchObject({
      application: { id: applicationId, version: 2, nextAction: { kind: 'WAIT' } },
      userErrors: [],
    });
    expect(await page.load()).toEqual([]);
  });

  it('is told where somebody else was quicker', async () => {
    await due();
    const page = new WorklistPage(client);
    const [entry] = await page.load();
    if (!entry) throw new Error('The worklist is empty.');
    const attempt = { attemptedAt: new Date().toISOString(), method: 'EMAIL' } as const;
    await new WorklistPage(client).record(entry, attempt);
    const { userErrors } = await page.record(entry, attempt);
    expect(userErrors).toMatchObject([{ code: 'VERSION_CONFLICT' }]);
  });

  it('reads on, page by page, to the end', async () => {
    const another = await api.agency('Another');
    const employerId = await another.employer();
    await another.contact(employerId);
    const [candidateId, postingId] = [await another.candidate(), await another.posting(employerId)];
    const submittedAt = new Date(Date.now() - 10 * 24 * 3_600_000).toISOString();
    for (let count = 0; count < 30; count++)
      await another.application(candidateId, postingId, { submittedAt });
    const page = new WorklistPage(new Client({ url: api.url, key: another.key }));
    expect([(await page.load()).length, (await page.more()).length, (await page.more()).length]).toEqual([
      25, 5, 0,
    ]);
    expect(new Set(page.entries.map(({ application }) => application.id)).size).toBe(30);
  });

  it('follows what others do', async () => {
    const watched = await api.agency('Watched');
    const employerId = await watched.employer();
    await watched.contact(employerId);
    const posting = await watched.posting(employerId);
    const page = new WorklistPage(new Client({ url: api.url, key: watched.key }));
    const following = page.follow();
    expect((await following.next()).value).toEqual([]);
    const submittedAt = new Date(Date.now() - 10 * 24 * 3_600_000).toISOString();
    const id = await watched.application(await watched.candidate(), posting, { submittedAt });
    expect((await following.next()).value).toMatchObject([{ application: { id } }]);
    await following.return(undefined);
  });
});

describe('a request that is refused', () => {
  it('says why', async () => {
    const stranger = new WorklistPage(new Client({ url: api.url, key: 'nobodys-key-0123456789' }));
    const refusal = await stranger.load().catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(RequestError);
    expect(refusal).toMatchObject({ code: 'UNAUTHENTICATED', status: 401 });
  });
});

describe('a server that is not to be reached', () => {
  it('is asked again until it is there', async () => {
    const { port } = new URL(api.url);
    const sockets: Socket[] = [];
    const proxy = createServer((socket) => {
      const onward = connect(Number(port), '127.0.0.1');
      sockets.push(socket, onward);
      socket.pipe(onward).pipe(socket);
    });
    const listen = async (at: number) => {
      await once(proxy.listen(at, '127.0.0.1'), 'listening');
      return (proxy.address() as AddressInfo).port;
    };
    const at = await listen(0);
    proxy.close();
    const late = new Client({ url: `http://127.0.0.1:${at}/graphql`, key: agency.key });
    const loading = new WorklistPage(late).load();
    await sleep(100);
    await listen(at);
    const loaded = await loading.finally(() => {
      for (const socket of sockets) socket.destroy();
      proxy.close();
    });
    expect(loaded).toEqual([]);
  });
});
