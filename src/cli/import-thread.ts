import { parentPort, workerData } from 'node:worker_threads';
import type { PoolConfig } from 'pg';
import type { ImportInput } from '../http/import-route';
import { importLog } from '../import/import-log';
import { ImportError } from '../import/problems';
import { summary } from '../import/report';
import { openStore } from '../store/data-source';
import { readFile } from '../store/job-files';
import type { Progress } from '../store/jobs';

export interface ImportTask {
  connection: PoolConfig;
  agencyId: string;
  jobId: string;
  input: ImportInput;
}

export interface ImportDone {
  result: {
    lineCount: number;
    refusedLineCount: number;
    written: boolean;
    /** What is new and what was known before, for a person. */
    summary: string[];
  };
  refused: { line: number; column: string | null; message: string }[];
}

/** What the thread says, in this order: how far it is, and at last how it has ended. */
export type ImportMessage = { progress: Progress } | { failure: string } | { done: ImportDone };

const tellMilliseconds = 200;

/** Reading and checking a large file takes a processor for seconds, which requests must not wait for. */
async function run({ connection, agencyId, jobId, input }: ImportTask): Promise<ImportMessage> {
  const store = await openStore({ ...connection, max: 2 });
  try {
    const parts: Buffer[] = [];
    for await (const part of readFile(store.of(agencyId), agencyId, jobId)) parts.push(part);
    const file = { name: input.fileName, bytes: Buffer.concat(parts) };
    const imported = await importLog(store, agencyId, file, { ...input, progress: telling() });
    const { lineCount, written } = imported;
    const refused = imported.refused.map((one) => ({ ...one, message: inParameters(one.message) }));
    const refusedLineCount = new Set(refused.map(({ line }) => line)).size;
    const told = summary(imported, input.fileName, input.dryRun).map((line) => line.trim());
    return { done: { result: { lineCount, refusedLineCount, written, summary: told }, refused } };
  } catch (error) {
    if (error instanceof ImportError) return { failure: inParameters(error.message) };
    throw error;
  } finally {
    await store.close();
  }
}

/** Messages name options as the command line has them; who has sent the file knows them as parameters of the URL. */
function inParameters(message: string): string {
  const option = /--(map|date-order|time-zone|country|delimiter)\b(?: (?=["A-Z]|dmy))?/g;
  return message.replace(option, (found, name: string) => {
    const parameter = name.replace(/-(.)/, (_, letter: string) => letter.toUpperCase());
    return found.endsWith(' ') ? `${parameter}=` : parameter;
  });
}

function telling() {
  let toldAt = 0;
  return (done: number, total: number) => {
    if (done < total && performance.now() - toldAt < tellMilliseconds) return;
    toldAt = performance.now();
    tell({ progress: { done, total } });
  };
}

function tell(message: ImportMessage): void {
  parentPort?.postMessage(message);
}

void run(workerData as ImportTask).then(tell);
