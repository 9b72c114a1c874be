import { type Instant, inWords } from '../instant';
import type { PracticeId } from '../practices';
import type { ActionKind, ContactMethod } from '../vocabulary';
import { type BlockedMethod, blockedMethods } from './blocked-methods';
import { Clock } from './clock';
import type { Draft, Recipient } from './rule';
import { limits, methods, proposals, silencers, windows } from './rules';
import type { Situation } from './situation';

/** A rule that made a recommendation what it is, with its words for this case. */
export interface AppliedRule {
  rule: string;
  practices: readonly PracticeId[];
  text: string;
}

/** What to do, to whom, how, from when, until when, and why. Urgency follows from the times: see `urgencyAt`. */
export interface Action {
  kind: ActionKind;
  /** Null for WAIT, NONE and CLOSE. */
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

interface Candidate {
  draft: Draft;
  because: AppliedRule[];
}

/** All of a situation but its clock. */
export type Circumstances = Omit<Situation, 'clock' | 'posting'>;

/** The recommendation at a moment: every rule applied once, in the order of the list. */
export function recommend(circumstances: Circumstances, at: Instant): Answer {
  const clock = new Clock(at);
  const situation: Situation = { ...circumstances, posting: circumstances.state.posting, clock };
  const silencer = silencers.find((rule) => rule.when(situation));
  if (silencer) {
    const { id, practices } = silencer;
    const because = [{ rule: id, practices, text: silencer.text(situation) }];
    return { open: [], silencedBy: because, holdsUntil: null };
  }
  const silencedBy: AppliedRule[] = [];
  const open: Action[] = [];
  for (const candidate of propose(situation)) {
    const outcome = revise(situation, candidate);
    const { draft, because } = outcome.candidate;
    if (outcome.stopped) silencedBy.push(because.at(-1) as AppliedRule);
    else if (isOpen(clock, draft)) open.push(toAction(situation, draft, because));
  }
  return { open: mostUrgentFirst(open), silencedBy, holdsUntil: clock.holdsUntil };
}

function propose(situation: Situation): Candidate[] {
  return proposals.flatMap((rule) =>
    rule.propose(situation).map((draft) => {
      const { id, practices } = rule;
      return { draft, because: [{ rule: id, practices, text: rule.text(situation, draft) }] };
    }),
  );
}

function revise(situation: Situation, candidate: Candidate): { candidate: Candidate; stopped: boolean } {
  let { draft } = candidate;
  const because = [...candidate.because];
  // Closing is no message: it has neither method nor recipient.
  const how = draft.kind === 'CLOSE' ? [] : methods;
  for (const rule of [...how, ...windows, ...limits]) {
    if (!rule.when(situation, draft)) continue;
    const revised = rule.then(situation, draft);
    const { id, practices } = rule;
    because.push({ rule: id, practices, text: rule.text(situation, revised ?? draft) });
    if (revised === null) return { candidate: { draft, because }, stopped: true };
    draft = revised;
  }
  return { candidate: { draft, because }, stopped: false };
}

function isOpen(clock: Clock, { opensAt, resumesAt, lapsesAt }: Draft): boolean {
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
