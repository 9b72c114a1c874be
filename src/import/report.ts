import { inWords } from '../domain/instant';
import type { EntryCommand } from './entry';
import type { ImportResult } from './import-log';
import type { ImportPlan, PlannedEntry } from './plan';
import type { LineMessage } from './problems';
import { recordedId, type Sort } from './recorded';
import { inWriting } from './words';

/** How many lines a dry run shows as they are understood. */
const shownMax = 5;

const things: [Sort, keyof ImportPlan, string][] = [
  ['candidate', 'candidates', 'candidates'],
  ['employer', 'employers', 'employers'],
  ['contact', 'contacts', 'contacts'],
  ['posting', 'postings', 'job postings'],
  ['application', 'applications', 'applications'],
];

const entries: [string, string[]][] = [
  ['contact attempts', ['RecordContactAttempt']],
  ['responses', ['RecordResponse']],
  ['interviews', ['RecordInterview', 'ScheduleInterview']],
  ['closings', ['CloseApplication']],
];

/** 0: all good; 3: some lines were refused; 1: nothing has been, or would be, imported because of what was refused. */
export function exitCodeOf({ refused, lineCount }: ImportResult, strict: boolean): 0 | 1 | 3 {
  if (refused.length === 0) return 0;
  const refusedLines = new Set(refused.map(({ line }) => line)).size;
  return strict || refusedLines === lineCount ? 1 : 3;
}

/** What is new and what was there already, as lines of text. */
export function summary(result: ImportResult, name: string, dryRun: boolean): string[] {
  const { plan, checked, refused, before, lineCount, written, unknownColumns } = result;
  const nothing = dryRun
    ? 'dry run, nothing is recorded'
    : 'nothing was recorded, because lines were refused';
  const rows = things.map(([sort, list, title]): [string, number, number] => {
    const known = plan[list].filter(({ key }) => recordedId(before, sort, key) !== undefined).length;
    return [title, plan[list].length - known, known];
  });
  const commands = checked.flatMap(({ requests }) => requests.map(({ command }) => command.type));
  const counted = entries.map(([title, types]): [string, number] => [
    title,
    commands.filter((type) => types.includes(type)).length,
  ]);
  const repeated = checked.reduce((sum, one) => sum + one.repeated, 0);
  const refusedCount = new Set(refused.map(({ line }) => line)).size;
  return [
    `${name}: ${lineCount} lines${written ? '' : ` (${nothing})`}`,
    ...rows.map(
      ([title, added, known]) => `${count(added)} new ${title}${known ? `, ${known} known before` : ''}`,
    ),
    ...counted.map(([title, added]) => `${count(added)} new ${title}`),
    ...(repeated ? [`${count(repeated)} entries were recorded before`] : []),
    ...(refusedCount ? [`${count(refusedCount)} lines refused`] : []),
    ...(unknownColumns.length ? [`Columns that nothing was read from: ${unknownColumns.join(', ')}`] : []),
  ];
}

/** The first lines as they are understood, so that a person sees whether dates and columns are right. */
export function preview({ plan, checked }: ImportResult): string[] {
  const shown = checked.flatMap(({ application, requests }) => {
    const lines = new Set(requests.map(({ line }) => line));
    return application.entries.filter(({ line }) => lines.has(line)).map((entry) => ({ application, entry }));
  });
  return shown
    .sort((one, other) => one.entry.line - other.entry.line)
    .slice(0, shownMax)
    .map(({ application, entry }) => {
      const candidate = plan.candidates.find(({ key }) => key === application.candidateKey);
      const posting = plan.postings.find(({ key }) => key === application.postingKey);
      const employer = plan.employers.find(({ key }) => key === posting?.employerKey);
      return `  line ${entry.line}: ${candidate?.name}, ${posting?.title} at ${employer?.name}: ${described(plan, entry)}`;
    });
}

export function inLines(fileName: string, { line, column, message }: LineMessage): string {
  return `${fileName}, line ${line}${column ? `, column ${column}` : ''}: ${message}`;
}

function count(number: number): string {
  return String(number).padStart(7);
}

function described(plan: ImportPlan, { command, identifies }: PlannedEntry): string {
  const when =
    'timeZone' in command ? `${inWords(startOf(command), command.timeZone)} ${command.timeZone}` : '';
  const to = plan.contacts.find(({ key }) => key === identifies?.contactId)?.name;
  switch (command.type) {
    case 'RecordContactAttempt': {
      const whom = to ?? (command.recipientRole && inWriting(command.recipientRole));
      const purpose = command.purpose ? ` (${inWriting(command.purpose)})` : '';
      const what = `${inWriting(command.method)}${whom ? ` to ${whom}` : ''}${purpose}`;
      return `${when}, ${what}; response: ${inWriting(command.response)}`;
    }
    case 'RecordResponse':
      return `${when}, response by ${inWriting(command.method)}: ${inWriting(command.response)}`;
    case 'RecordInterview':
    case 'ScheduleInterview':
      return `${when}, interview (${inWriting(command.format)})`;
    case 'CloseApplication':
      return `${inWords(startOf(command), 'UTC')} UTC, closed: ${inWriting(command.outcome)}`;
  }
}

function startOf(command: EntryCommand): number {
  switch (command.type) {
    case 'RecordContactAttempt':
      return command.attemptedAt;
    case 'RecordResponse':
      return command.receivedAt;
    case 'RecordInterview':
      return command.startedAt;
    case 'ScheduleInterview':
      return command.startsAt;
    case 'CloseApplication':
      return command.closedAt ?? 0;
  }
}
