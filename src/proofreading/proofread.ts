import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Mistake } from '../domain/message/review/spelling';

/** The sorts of English that are told apart. */
export type Dialect = 'American' | 'British' | 'Australian' | 'Canadian' | 'Indian';

export interface Task {
  text: string;
  dialect: Dialect;
}

interface Job extends Task {
  done(mistakes: Mistake[] | null): void;
}

/** So many texts may wait; who comes then does without. */
const waitingMax = 50;
/** Nobody waits longer, the start of the thread included. */
const waitMillisecondsMax = 8_000;

/** The texts that wait; the first of them is being read. */
const jobs: Job[] = [];
let worker: Worker | null = null;

/**
 * The mistakes in an English text; null where nobody could look in time. The text goes to a thread of this
 * program, which keeps nothing of it, and nowhere else.
 */
export function proofread(task: Task): Promise<Mistake[] | null> {
  if (jobs.length >= waitingMax) return Promise.resolve(null);
  return new Promise((resolve) => {
    const limit = setTimeout(() => giveUp(job), waitMillisecondsMax).unref();
    const job: Job = {
      ...task,
      done: (mistakes) => {
        clearTimeout(limit);
        resolve(mistakes);
      },
    };
    jobs.push(job);
    if (jobs.length === 1) readNext();
  });
}

/** Ends the thread, and lets whoever waits for it do without. The next text starts another. */
export async function stopProofreading(): Promise<void> {
  for (const { done } of jobs.splice(0)) done(null);
  await endWorker();
}

function readNext(): void {
  const [job] = jobs;
  if (!job) return;
  worker ??= startWorker();
  worker.postMessage({ text: job.text, dialect: job.dialect } satisfies Task);
}

function startWorker(): Worker {
  const started = new Worker(join(__dirname, 'worker.js'), {
    name: 'proofreading',
    // It needs nothing of the program's settings, among which are passwords.
    ...{ env: {}, execArgv: [] },
    // What the library says when it fails may hold words of the text.
    ...{ stdout: true, stderr: true },
  });
  started.stdout.resume();
  started.stderr.resume();
  started.on('message', (mistakes: Mistake[]) => {
    if (started === worker) finish(mistakes);
  });
  started.on('error', () => undefined);
  started.on('exit', () => {
    if (started !== worker) return;
    worker = null;
    finish(null);
  });
  // A program that has nothing else to do ends.
  started.unref();
  return started;
}

function finish(mistakes: Mistake[] | null): void {
  jobs.shift()?.done(mistakes);
  readNext();
}

function giveUp(job: Job): void {
  const isBeingRead = jobs[0] === job;
  jobs.splice(jobs.indexOf(job), 1);
  job.done(null);
  if (!isBeingRead) return;
  // The text may hold up the thread for ever.
  void endWorker();
  readNext();
}

async function endWorker(): Promise<void> {
  const ended = worker;
  worker = null;
  await ended?.terminate();
}
