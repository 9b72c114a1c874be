import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { guidanceFor, type MessageFacts } from '../domain/message/guidance';
import { points } from '../domain/message/mention';
import { type Occasion, occasionOf } from '../domain/message/occasion';
import { checks } from '../domain/message/review/checks';
import { policyParameterNames, policyParameters } from '../domain/policy';
import { guideTitles, type PracticeId, practices, recordedBy } from '../domain/practices';
import { nothing } from '../domain/recommendation/recommend';
import { limits, methods, proposals, silencers, windows } from '../domain/recommendation/rules';
import { valuesOfSilence } from '../domain/recommendation/situation';
import { ActionKind, ContactMethod, RecipientRole } from '../domain/vocabulary';

export const practiceIds = Object.keys(practices) as PracticeId[];

const rules = [...silencers, ...proposals, ...methods, ...windows, ...limits];
const checksOn = (id: PracticeId) =>
  checks.filter((check) => check.practices.includes(id)).map((check) => code(check.id));
const rulesOf = (id: PracticeId) => rules.filter((rule) => (rule.practices as string[]).includes(id));

/** What carries a practice, in several ways; each way gives the names of what does so, in Markdown. */
const carriers: readonly [way: string, find: (id: PracticeId) => string[]][] = [
  ['Recorded in', (id) => (recordedBy[id] ?? []).map(code)],
  ['Rules', (id) => rulesOf(id).map((rule) => linkTo(`src/domain/recommendation/rules/${rule.id}.ts`))],
  ['Guidance for', kindsOfMessages],
  ['Points to mention', pointsOn],
  ['Checks of a message', checksOn],
];

/** The ways in which a practice is carried, with the names of what does so; the ways that there are. */
export function carriersOf(id: PracticeId): [way: string, names: string[]][] {
  return carriers
    .map(([way, find]): [string, string[]] => [way, find(id)])
    .filter(([, names]) => names.length > 0);
}

/** The tests that show a practice: those of its rules, and those that name it in a title. */
export function testsOf(id: PracticeId): string[] {
  const ofRules = new Set(rulesOf(id).map((rule) => `${rule.id}.test.ts`));
  return testFiles()
    .filter(({ path, named }) => named.has(id) || ofRules.has(basename(path)))
    .map(({ path }) => path);
}

/** docs/practices.md, made from the code. */
export function practicesPage(): string {
  return `${[
    '# The practices, and what carries them',
    'Written by `npm run generate` from the code; not to be edited.',
    'The practices come from five public guides:',
    Object.entries(guideTitles)
      .map(([letter, title]) => `- ${letter}: ${title}`)
      .join('\n'),
    ...practiceIds.flatMap(section),
  ].join('\n\n')}\n`;
}

function section(id: PracticeId): string[] {
  const { text, guides } = practices[id];
  const lines: [string, string[]][] = [
    ['Guides', [...guides]],
    ...carriersOf(id),
    ['Policy values', valuesOf(id).map(code)],
    ['Tests', testsOf(id).map(linkTo)],
  ];
  const list = lines
    .filter(([, names]) => names.length > 0)
    .map(([label, names]) => `- ${label}: ${names.join(', ')}`);
  return [`## ${id}`, text, list.join('\n')];
}

/** Those that say so of themselves, and those that its rules read. */
function valuesOf(id: PracticeId): string[] {
  const read = new Set<string>(rulesOf(id).flatMap((rule) => rule.values));
  // Whoever asks whether there is silence reads this.
  for (const name of valuesOfSilence) read.delete(name);
  return policyParameterNames.filter(
    (name) => read.has(name) || (policyParameters[name].practices as readonly string[]).includes(id),
  );
}

const applied: MessageFacts = {
  candidateName: 'Robin Example',
  recipientName: 'Sam Example',
  employerName: 'Example Works',
  positionTitle: 'Welder',
  interview: null,
  decisionExpectedOn: null,
};
const interviewed: MessageFacts = {
  ...applied,
  interview: { endedAt: 0, timeZone: 'UTC', format: 'VIDEO', topics: [] },
};

/** What the guidance on messages of each kind rests on, by any method, to anybody; worked out when first asked. */
let guidance: { kind: ActionKind; rests: Set<PracticeId> }[] | undefined;

function kindsOfMessages(id: PracticeId): string[] {
  guidance ??= Object.values(ActionKind)
    .map((kind) => ({ kind, rests: new Set(practicesOn(kind)) }))
    .filter(({ rests }) => rests.size > 0);
  const kinds = guidance.filter(({ rests }) => rests.has(id)).map(({ kind }) => kind);
  return kinds.length === guidance.length ? ['every message'] : kinds.map(code);
}

function practicesOn(kind: ActionKind): PracticeId[] {
  return Object.values(ContactMethod).flatMap((method) =>
    Object.values(RecipientRole).flatMap((role) => {
      const action = { ...nothing([], 0), kind, method, recipient: { role, contactId: null } };
      return [applied, interviewed].flatMap((facts) => guidanceFor(action, facts)?.practices ?? []);
    }),
  );
}

/** What the guidance names for a practice, of an application of which nothing more is known. */
function pointsOn(id: PracticeId): string[] {
  const nobody = { candidateName: '', recipientName: null, employerName: '', positionTitle: '' };
  const occasion = occasionOf({ ...nothing([], 0), kind: 'SEND_FOLLOW_UP', method: 'EMAIL' }) as Occasion;
  return points
    .filter(([practice]) => practice === id)
    .flatMap(([, point]) => point({ ...applied, ...nobody }, occasion, []))
    .map((words) => `“${words}”`);
}

/** The tests with the practices that their titles name. */
function testFiles(): { path: string; named: Set<string> }[] {
  return readdirSync('test', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => file.replaceAll('\\', '/'))
    .sort()
    .map((file) => {
      const titles = [...readFileSync(`test/${file}`, 'utf8').matchAll(title)].map(([, , text]) => text);
      return { path: `test/${file}`, named: new Set(titles.join(' ').match(/\b[RTWM]\d+\b/g)) };
    });
}

/** The first argument of `it`, `test` and `describe`, or of what `each` makes of them. */
const title = /(?:\b(?:it|test|describe)|\))\(\s*(['"`])((?:(?!\1)[^\\]|\\.)*)\1/g;

const code = (name: string) => `\`${name}\``;

/** A link by the name of the file, from the folder of the page. */
function linkTo(path: string): string {
  const name = path.startsWith('test/') ? path : basename(path, '.ts');
  return `[${code(name)}](../${path})`;
}
