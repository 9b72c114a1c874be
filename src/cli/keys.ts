import Table from 'cli-table3';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { Duration } from 'luxon';
import { DomainError } from '../domain/errors';
import { listAgencies } from '../store/agencies';
import { type MadeKey, rotateKey } from '../store/agency-keys';
import { agencyOfKey, allKeys, createAgency, issueKey, revokeKey } from '../store/api-keys';
import type { Store } from '../store/data-source';
import { ApiKeyRole, Scope, scopesOfRole } from '../store/scopes';
import { open } from './open';
import { StartError } from './start-error';

interface CreateOptions {
  agency: string;
  name: string;
  role: ApiKeyRole;
  scope?: Scope[];
  expires?: Date;
  timeZone: string;
}

interface RotateOptions {
  overlap: number;
  expires?: Date;
}

/** A candidate's token is short-lived, and made over the API. */
const roles = Object.keys(ApiKeyRole).filter((role) => role !== 'CANDIDATE');

export function addKeysCommands(program: Command): void {
  const keys = program.command('keys').description('create, list, rotate and revoke API keys');
  keys
    .command('create')
    .description('create an API key, with its agency where there is none of that name; prints the key, once')
    .requiredOption('--agency <name>', 'the agency that the key speaks for')
    .option('--name <name>', 'what the key is for', 'Command line')
    .addOption(new Option('--role <role>', 'what it may do').choices(roles).default('ADMINISTRATOR'))
    .addOption(new Option('--scope <scope...>', 'no more of its role than these').choices(Object.keys(Scope)))
    .option('--expires <when>', 'a day or time such as 2027-01-31, or a duration such as P90D', readEnd)
    .option('--time-zone <zone>', 'of the agency, if it is new', readTimeZone, 'UTC')
    .action((options: CreateOptions) => withStore((store) => create(store, options)));
  keys
    .command('list')
    .description('list all API keys, without the keys themselves')
    .action(() => withStore(list));
  keys
    .command('rotate')
    .description(
      'create a key that takes the place of another, which stays in use for a while; prints it, once',
    )
    .argument('<id>', 'the ID of the other, from the list')
    .option(
      '--overlap <duration>',
      'how long both are in use, at most P30D',
      readOverlap,
      readOverlap('PT24H'),
    )
    .option('--expires <when>', 'of the new one; unless said, it lasts as long as the old one did', readEnd)
    .action((id: string, options: RotateOptions) => withStore((store) => rotate(store, id, options)));
  keys
    .command('revoke')
    .description('revoke an API key: it is refused from then on, for good')
    .argument('<id>', 'its ID, from the list')
    .action((id: string) => withStore((store) => revoke(store, id)));
}

async function withStore(work: (store: Store) => Promise<void>): Promise<void> {
  const { store, close } = await open();
  await work(store).finally(close);
}

async function create(
  store: Store,
  { agency, name, role, scope, expires, timeZone }: CreateOptions,
): Promise<void> {
  const beyond = scope?.find((one) => !scopesOfRole[role].includes(one));
  if (beyond) throw new StartError(`A ${role} does not have the scope ${beyond}.`);
  const found = (await listAgencies(store)).filter((one) => one.name === agency);
  if (found.length > 1) throw new StartError(`There are ${found.length} agencies with the name "${agency}".`);
  const agencyId = found[0]?.id ?? (await createAgency(store, agency, timeZone));
  const facts = { scopes: scope ?? null, expiresAt: expires ?? null };
  const { id, key } = await issueKey(store, agencyId, name, role, facts);
  const made = found.length === 0 ? ` The agency is new; its time zone is ${timeZone}.` : '';
  console.error(`Created ${role} key ${id} of "${agency}".${made} Keep it: it is not shown again.`);
  // Alone on standard output, so that a script can take it.
  console.log(key);
}

async function list(store: Store): Promise<void> {
  const table = new Table({
    head: [
      'ID',
      'Agency',
      'Name',
      'Role',
      'Scopes',
      'Begins with',
      'Created',
      'Last used',
      'Expires',
      'Revoked',
    ],
    // No colours, for a list that goes into a file.
    style: process.stdout.isTTY ? {} : { head: [], border: [] },
  });
  for (const { id, agency, name, role, scopes, prefix, ...times } of await allKeys(store)) {
    const narrowed = scopes?.join(' ') ?? 'all';
    const { createdAt, lastUsedAt, expiresAt, revokedAt } = times;
    const shown = [createdAt, lastUsedAt, expiresAt, revokedAt].map((time) => time?.toISOString() ?? '');
    table.push([id, agency, name, role, narrowed, `${prefix}…`, ...shown]);
  }
  console.log(table.toString());
}

async function rotate(store: Store, id: string, { overlap, expires }: RotateOptions): Promise<void> {
  const agencyId = await agencyOf(store, id);
  const giver = { agencyId, scopes: Object.values(Scope), allowedOperations: null, actor: null };
  const times = { overlapMilliseconds: overlap, expiresAt: expires ?? null };
  const made = await rotateKey(store, giver, id, times, null).catch(cannotRotate);
  const ends = new Date(Date.now() + overlap).toISOString();
  console.error(`Created key ${made.id}, which takes the place of ${id}. That one ends at ${ends}.`);
  console.error('Keep the new one: it is not shown again.');
  console.log(made.secret);
}

function cannotRotate(error: unknown): MadeKey {
  throw error instanceof DomainError ? new StartError(error.problems[0]?.message ?? error.message) : error;
}

async function revoke(store: Store, id: string): Promise<void> {
  await agencyOf(store, id);
  if (!(await revokeKey(store, id))) throw new StartError('This API key is revoked already.');
  console.log(`Revoked ${id}.`);
}

async function agencyOf(store: Store, id: string): Promise<string> {
  const isId = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id);
  const agencyId = isId ? await agencyOfKey(store, id) : null;
  if (!agencyId) throw new StartError('No API key has this ID. See `keys list`.');
  return agencyId;
}

function readTimeZone(zone: string): string {
  try {
    return Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    throw new InvalidArgumentError('It must be an IANA time zone, such as Europe/Berlin.');
  }
}

function readEnd(text: string): Date {
  const length = Duration.fromISO(text);
  const end = length.isValid ? new Date(Date.now() + length.toMillis()) : new Date(text);
  if (end.getTime() > Date.now() && end.getUTCFullYear() < 3000) return end;
  throw new InvalidArgumentError('It must be a time to come, such as 2027-01-31 or P90D.');
}

function readOverlap(text: string): number {
  const milliseconds = Duration.fromISO(text).toMillis();
  if (milliseconds >= 0 && milliseconds <= Duration.fromISO('P30D').toMillis()) return milliseconds;
  throw new InvalidArgumentError('It must be from PT0S to P30D, such as PT24H.');
}
