import type { Command } from 'commander';
import { rebuild, verify } from '../store/verify';
import { open } from './open';

/** Commands that look after the database as a whole. */
export function addUpkeepCommands(program: Command): void {
  program
    .command('migrate')
    .description('bring the database to the present schema, and do nothing else')
    .action(async () => {
      const { close } = await open();
      await close();
      console.log('The database is at the present schema.');
    });
  program
    .command('verify')
    .description('check the chain of all events, and that every application is what its events say')
    .action(runVerify);
  program
    .command('rebuild')
    .description('fold and plan every application anew from its events')
    .action(runRebuild);
}

async function runVerify(): Promise<void> {
  const { store, close } = await open();
  const { events, applications, problems } = await verify(store).finally(close);
  for (const problem of problems) console.error(problem);
  console.log(`Verified ${events} events of ${applications} applications: ${problems.length} problems.`);
  if (problems.length > 0) process.exitCode = 1;
}

async function runRebuild(): Promise<void> {
  const { store, close } = await open();
  const showProgress = process.stderr.isTTY ? writeProgress : undefined;
  const count = await rebuild(store, showProgress).finally(close);
  console.log(`Rebuilt ${count} applications.`);
}

function writeProgress(done: number, total: number): void {
  process.stderr.write(`\r${done} of ${total}${done >= total ? '\n' : ''}`);
}
