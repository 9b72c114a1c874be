import Table from 'cli-table3';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { createAgency, issueKey, revokeKey } from '../store/api-keys';
import type { Store } from '../store/data-source';
import { ApiKeyRole } from '../store/entities';
import { open } from './open';
import { StartError } from './start-error';

interface CreateOptions {
  agency: string;
  name: string;
  role: ApiKeyRole;
  timeZone: string;
}

interface ListedKey {
  id: string;
  agency: string;
  name: string;
  role: string;
  prefix: string;
  createdAt: Date;
  revokedAt: Date | null;
}

export function addKeysCommands(program: Command): void {
  const keys = program.command('keys').description('create, list and revoke API keys');
  keys
    .command('create')
    .description('create an API key, with its agency where there is none of that name; prints the key, once')
    .requiredOption('--agency <name>', 'the agency that the key speaks for')
    .option('--name <name>', 'what the key is for', 'Command line')
    .addOption(
      new Option('--role <role>', 'what it may do').choices(Object.keys(ApiKeyRole)).default('ADMINISTRATOR'),
    )
    .option('--time-zone <zone>', 'of the agency, if it is new', readTimeZone, 'UTC')
    .action((options: CreateOptions) => withStore((store) => create(store, options)));
  keys
    .command('list')
    .description('list all API keys, without the keys themselves')
    .action(() => withStore(list));
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

async function create(store: Store, { agency, name, role, timeZone }: CreateOptions): Promise<void> {
  const found = await agenciesNamed(store, agency);
  if (found.length > 1) throw new StartError(`There are ${found.length} agencies with the name "${agency}".`);
  const agencyId = found[0]?.id ?? (await createAgency(store, agency, timeZone));
  const { id, key } = await issueKey(store, agencyId, name, role);
  const made = found.length === 0 ? ` The agency is new; its time zone is ${timeZone}.` : '';
  console.error(`Created ${role} key ${id} of "${agency}".${made} Keep it: it is not shown again.`);
  // Alone on standard output, so that a script can take it.
  console.log(key);
}

async function agenciesNamed({ pool }: Store, name: string): Promise<{ id: string }[]> {
  const { rows } = await pool.query<{ id: string }>('select id from agency where name = $1', [name]);
  return rows;
}

async function list({ pool }: Store): Promise<void> {
  const { rows } = await pool.query<ListedKey>(`
    select k.id, g.name as agency, k.name, k.role, k.prefix, k.created_at as "createdAt", k.revoked_at as "revokedAt"
    from api_key k join agency g on g.id = k.agency_id order by g.name, k.created_at, k.id`);
  const table = new Table({
    head: ['ID', 'Agency', 'Name', 'Role', 'Begins with', 'Created', 'Revoked'],
    // No colours, for a list that goes into a file.
    style: process.stdout.isTTY ? {} : { head: [], border: [] },
  });
  for (const { id, agency, name, role, prefix, createdAt, revokedAt } of rows) {
    table.push([
      id,
      agency,
      name,
      role,
      `${prefix}…`,
      createdAt.toISOString(),
      revokedAt?.toISOString() ?? '',
    ]);
  }
  console.log(table.toString());
}

async function revoke(store: Store, id: string): Promise<void> {
  const isId = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id);
  if (!isId || !(await revokeKey(store, id)))
    throw new StartError('No API key in use has this ID. See `keys list`.');
  console.log(`Revoked ${id}.`);
}

function readTimeZone(zone: string): string {
  try {
    return Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    throw new InvalidArgumentError('It must be an IANA time zone, such as Europe/Berlin.');
  }
}
