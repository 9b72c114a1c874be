import { type Instant, inWords } from '../instant';
import type { PolicyValues } from '../policy';
import type { PracticeId } from '../practices';
import type { ActionKind, ContactMethod } from '../vocabulary';
import { type BlockedMethod, blockedMethods } from './blocked-methods';
import { Clock } from './clock';
import { type Draft, isInternal, type Proposal, type Recipient, type Revision, type Silencer } from './rule';
import { limits, methods, proposals, silencers, windows } from './rules';
import { type Situation, valuesOfSilence } from './situation';

/** A rule that made a recommendation what it is, with its words for this case, and all that it rests on. */
export interface AppliedRule {
  rule: string;
  practices: readonly PracticeId[];
  text: string;
  /** What it used of the policy. */
  values: Partial<PolicyValues>;
  /** By their ids: of a corrected event, that of the one that was recorded first. */
  events: readonly string[];
}

/** What to do, to whom, how, from when, until when, and why. Urgency follows from the times: see `urgencyAt`. */
export interface Action {
  kind: ActionKind;
  /** Null for WAIT, NONE and what is done within the agency. */
  method: ContactMethod | null;
  recipient: Recipient | null;
  opensAt: Instant | null;
  dueAt: Instant | null;
  lateAt: Instant | null;
  /** One or two sentences for a person. */
  reason: string;
  /** The rules in the order in which they applied. */
  because: AppliedRule[];
  blockedMethods: BlockedMethod[];
  /** The version of the policy that it follows from. */
  policyVersion: number;
}

/** What is recommended at a moment, and until when that holds if nothing more happens; null is for ever. */
export interface Answer {
  /** What is open, the most urgent first; empty where there is nothing to do at the moment. */
  open: Action[];
  /** Why nothing is open and nothing will be, where a rule says so. */
  silencedBy: AppliedRule[];
  holdsUntil: Instant | null;
}

/** What a proposal has come to. */
export interface Candidate {
  /** What each of the rules in `because` made of it; nothing of the last where that stopped it. */
  drafts: Draft[];
  because: AppliedRule[];
  stopped: boolean;
}

/** All of a situation but its clock. */
export type Circumstances = Omit<Situation, 'clock' | 'posting'>;

/** All that a rule may look at, at a moment. */
export function situationAt(circumstances: Circumstances, at: Instant): Situation {
  return { ...circumstances, posting: circumstances.state.posting, clock: new Clock(at) };
}

/** The recommendation at a moment: every rule applied once, in the order of the list. */
export function recommend(circumstances: Circumstances, at: Instant): Answer {
  const situation = situationAt(circumstances, at);
  const { clock } = situation;
  const silencer = silencedBy(situation);
  if (silencer) return { open: [], silencedBy: [silencer], holdsUntil: null };
  const stoppedBy: AppliedRule[] = [];
  const open: Action[] = [];
  for (const { drafts, because, stopped } of candidates(situation)) {
    const draft = drafts.at(-1) as Draft;
    if (stopped) stoppedBy.push(because.at(-1) as AppliedRule);
    else if (isOpen(clock, draft)) open.push(toAction(situation, draft, because));
  }
  return { open: mostUrgentFirst(open), silencedBy: stoppedBy, holdsUntil: clock.holdsUntil };
}

/** The first rule that silences the application as a whole. */
export function silencedBy(situation: Situation): AppliedRule | null {
  const rule = silencers.find((one) => one.when(situation));
  return rule ? applied(rule, situation, rule.text(situation), rule.events(situation)) : null;
}

/** All that is put forward, and what the rules make of it. */
export function candidates(situation: Situation): Candidate[] {
  return proposals.flatMap((rule) =>
    rule.propose(situation).map((draft) => {
      const first = applied(rule, situation, rule.text(situation, draft), rule.events(situation, draft));
      return revise(situation, draft, first);
    }),
  );
}

function revise(situation: Situation, proposed: Draft, first: AppliedRule): Candidate {
  let draft = proposed;
  const drafts = [draft];
  const because = [first];
  const how = isInternal(draft) ? [] : methods;
  for (const rule of [...how, ...windows, ...limits]) {
    if (!rule.when(situation, draft)) continue;
    const revised = rule.then(situation, draft);
    const outcome = revised ?? draft;
    because.push(applied(rule, situation, rule.text(situation, outcome), rule.events?.(situation, outcome)));
    if (revised === null) return { drafts, because, stopped: true };
    draft = revised;
    drafts.push(draft);
  }
  return { drafts, because, stopped: false };
}

/** A rule with its words for a case, and what it rests on. */
export function applied(
  { id, practices, values }: Pick<Proposal | Revision | Silencer, 'id' | 'practices' | 'values'>,
  { state, policy }: Situation,
  text: string,
  events: readonly string[] = [],
): AppliedRule {
  const used: Partial<Record<keyof PolicyValues, number | boolean>> = {};
  // Whoever asks about the silence reads what only matters where a date was stated.
  const idle: readonly string[] = state.timeline === null ? valuesOfSilence : [];
  for (const name of values) if (!idle.includes(name)) used[name] = policy[name];
  const once = events.length > 1 ? [...new Set(events)] : events;
  return { rule: id, practices, text, values: used as Partial<PolicyValues>, events: once };
}

/** Has it opened, and not lapsed? */
export function isOpen(clock: Clock, { opensAt, resumesAt, lapsesAt }: Draft): boolean {
  // Both are asked, so that the end of what is not open yet is no surprise later.
  const lapsed = lapsesAt !== undefined && clock.reached(lapsesAt);
  return clock.reached(resumesAt ?? opensAt) && !lapsed;
}

function toAction(situation: Situation, draft: Draft, because: AppliedRule[]): Action {
  const { kind, method, recipient, opensAt, dueAt } = draft;
  return {
    kind,
    method,
    recipient,
    opensAt,
    dueAt,
    lateAt: draft.lateAt ?? dueAt,
    reason: reasonOf(kind, because),
    because,
    blockedMethods: blockedMethods(situation, recipient),
    policyVersion: situation.policy.version,
  };
}

/** What put the action forward, and what last changed it in a way that a person should know. */
function reasonOf(kind: ActionKind, because: AppliedRule[]): string {
  const first = because[0] as AppliedRule;
  if (kind === 'CLOSE') return (because.at(-1) as AppliedRule).text;
  const telling = because.slice(1).findLast(({ rule }) => !quiet.has(rule));
  return telling ? `${first.text} ${telling.text}` : first.text;
}

/** Rules that only fill in what is usual. */
const quiet = new Set([
  'email-by-default',
  'write-to-who-decides',
  'due-after-opening',
  'calls-in-working-hours',
  'calls-wait-overnight',
]);

/** What the employer waits for goes before everything; closing comes last; between them what is late first. */
export function rankOf({ kind, lateAt, opensAt }: Action): { group: 0 | 1 | 2; at: Instant } {
  const at = lateAt ?? opensAt ?? 0;
  if (kind === 'ANSWER_EMPLOYER' || kind === 'RESPOND_TO_OFFER') return { group: 0, at };
  return { group: kind === 'CLOSE' ? 2 : 1, at };
}

function mostUrgentFirst(actions: Action[]): Action[] {
  const once = actions.filter(
    (action, index) => action.kind !== 'CLOSE' || actions.findIndex(({ kind }) => kind === 'CLOSE') === index,
  );
  return once.sort((one, other) => {
    const [first, second] = [rankOf(one), rankOf(other)];
    return first.group - second.group || first.at - second.at;
  });
}

/** Nothing to do until something opens; the reason is that of what comes then. */
export function waiting(next: Action, opensAt: Instant, zone: string): Action {
  // A call that was due before the night cannot be due while it waits.
  const overdue = next.dueAt !== null && next.dueAt < opensAt;
  return {
    ...next,
    kind: 'WAIT',
    method: null,
    recipient: null,
    opensAt,
    dueAt: overdue ? null : next.dueAt,
    lateAt: overdue ? null : next.lateAt,
    reason: `Nothing to do until ${inWords(opensAt, zone)}. ${next.reason}`,
  };
}

/** Nothing to do, as far as can be seen for ever. */
export function nothing(silencedBy: AppliedRule[], policyVersion: number): Action {
  return {
    kind: 'NONE',
    method: null,
    recipient: null,
    opensAt: null,
    dueAt: null,
    lateAt: null,
    reason: silencedBy[0]?.text ?? 'There is nothing to do.',
    because: silencedBy,
    blockedMethods: [],
    policyVersion,
  };
}
