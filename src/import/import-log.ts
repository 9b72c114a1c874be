import { createHash } from 'node:crypto';
import type { Store } from '../store/data-source';
import type { Session } from '../store/prepare';
import { type CheckedApplication, checkApplication } from './check';
import type { Columns } from './fields';
import { gather, without } from './gather';
import { type LogLine, type LogSettings, readLog } from './log';
import type { ImportPlan } from './plan';
import { inFileOrder, type LineMessage } from './problems';
import { type Progress, recordPlan } from './record';
import { loadRecorded, type Recorded } from './recorded';

/** A file as it was read from a disk. */
export interface LogFile {
  name: string;
  bytes: Buffer;
}

export interface ImportOptions extends LogSettings {
  /** Everything is checked and nothing is recorded. */
  dryRun: boolean;
  /** Nothing is recorded where any line is refused. */
  strict: boolean;
  progress?: Progress;
}

/** What an import has recorded, or a dry run would. */
export interface ImportResult {
  plan: ImportPlan;
  checked: CheckedApplication[];
  /** What the agency knew before. */
  before: Recorded;
  /** In the order of the file. */
  refused: LineMessage[];
  notices: LineMessage[];
  unknownColumns: string[];
  /** Lines in the file, without the heading. */
  lineCount: number;
  written: boolean;
}

/**
 * Imports a contact log into an agency.
 * @throws ImportError where the file cannot be read at all, or only by guessing.
 */
export async function importLog(
  store: Store,
  agencyId: string,
  file: LogFile,
  options: ImportOptions,
): Promise<ImportResult> {
  const now = Date.now();
  const log = readLog(file.bytes, options, now);
  const { columns } = log;
  const settled = await settle(log.lines, columns, (plan) => loadRecorded(store, agencyId, plan), now);
  const { plan, checked, recorded } = settled;
  const before: Recorded = { ...recorded, ids: new Map(recorded.ids) };
  const refused = [...log.refused, ...settled.refused];
  const written = !options.dryRun && !(options.strict && refused.length > 0);
  if (written) {
    const session = sessionOf(agencyId, file);
    const progress = options.progress ?? (() => undefined);
    refused.push(...(await recordPlan({ store, session, columns, recorded, now, progress }, plan, checked)));
  }
  return {
    plan,
    checked,
    before,
    refused: inFileOrder(refused),
    notices: inFileOrder(checked.flatMap(({ notices }) => notices)),
    unknownColumns: columns.unknown,
    lineCount: log.count,
    written,
  };
}

interface Settled {
  plan: ImportPlan;
  checked: CheckedApplication[];
  recorded: Recorded;
  refused: LineMessage[];
}

/** Plans and checks until no line is refused any more: nothing may rest on what a refused line says. */
async function settle(
  lines: readonly LogLine[],
  columns: Columns,
  load: (plan: ImportPlan) => Promise<Recorded>,
  now: number,
): Promise<Settled> {
  const refused: LineMessage[] = [];
  let rest = [...lines];
  for (;;) {
    const gathered = gather(rest, columns);
    const { plan } = gathered;
    const recorded = await load(plan);
    const checked = plan.applications.map((one) => checkApplication(one, recorded, columns, now));
    const refusedNow = checked.flatMap((one) => one.refused);
    refused.push(...gathered.refused, ...refusedNow);
    if (refusedNow.length === 0) return { plan, checked, recorded, refused };
    rest = without(rest, [...gathered.refused, ...refusedNow]);
  }
}

/** The import goes by the file's content, so that the record tells which file a line came from. */
function sessionOf(agencyId: string, { name, bytes }: LogFile): Session {
  const digest = createHash('sha256').update(bytes).digest('hex');
  return { agencyId, actor: { kind: 'IMPORT', id: digest.slice(0, 16), name: `Import of ${name}` } };
}
