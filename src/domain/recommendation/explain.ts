import { type Instant, inWords } from '../instant';
import { ActionKind, type ExplanationStatus } from '../vocabulary';
import { plan, type Step } from './plan';
import {
  type Action,
  type AppliedRule,
  applied,
  type Candidate,
  type Circumstances,
  candidates,
  isOpen,
  nothing,
  silencedBy,
  situationAt,
} from './recommend';
import type { Draft } from './rule';
import { limits, methods, proposals, windows } from './rules';
import type { Situation } from './situation';

/** Why an action of a kind is recommended at a moment, or why not. */
export interface Explanation {
  kind: ActionKind;
  status: ExplanationStatus;
  /** For a person: a sentence or more. */
  reason: string;
  /** The rules that it rests on. */
  because: AppliedRule[];
  /** From when it can be taken if nothing more happens; null where it never can. */
  opensAt: Instant | null;
  /** What can be taken, now or then, and until when that holds. */
  action: Action | null;
  until: Instant | null;
}

/** What there is to say before anything has happened. */
export const notSubmitted: AppliedRule = {
  rule: 'not-submitted',
  practices: [],
  text: 'The application had not been submitted yet.',
  values: {},
  events: [],
};

const kinds = Object.keys(ActionKind) as ActionKind[];

/**
 * For every kind of action why it is recommended at a moment, or why not: one explanation or more, those of a
 * kind next to each other. OPEN are the ones that `plan` has at that moment; where a later step of it has a
 * kind, `opensAt` is when the first of them begins.
 */
export function explain(circumstances: Circumstances, at: Instant): Explanation[] {
  const steps = plan(circumstances, at);
  const situation = situationAt(circumstances, at);
  const silencer = silencedBy(situation);
  const found = silencer ? [] : candidates(situation);
  return kinds.flatMap((kind) => {
    const open = openAtFirst(steps, kind);
    if (open.length > 0) return open;
    const next = later(steps, kind);
    if (kind === 'WAIT' || kind === 'NONE')
      return next ? [upcoming(situation, next)] : [notNow(kind, idle(steps))];
    if (silencer) return [stopped(kind, [silencer])];
    const inTheWay = found.flatMap((candidate) => obstacle(situation, at, candidate, kind) ?? []);
    if (next) {
      const held = inTheWay
        .filter(({ status }) => status === 'HELD')
        .map((one) => ({ ...one, ...next.opens }));
      return held.length > 0 ? held : [upcoming(situation, next)];
    }
    return inTheWay.length > 0 ? inTheWay : notAskedFor(situation, kind);
  });
}

/** Before the application there is nothing to do, until it is submitted. */
export function explainBefore(submittedAt: Instant): Explanation[] {
  const because = [notSubmitted];
  return kinds.map((kind) => {
    const why = notNow(kind, notSubmitted.text, because);
    if (kind !== 'NONE') return why;
    return { ...why, status: 'OPEN', action: nothing(because, 0), until: submittedAt };
  });
}

function openAtFirst([step]: Step[], kind: ActionKind): Explanation[] {
  return (step as Step).actions
    .filter((action) => action.kind === kind)
    .map((action) => {
      const { reason, because, opensAt } = action;
      return { kind, status: 'OPEN', reason, because, opensAt, action, until: (step as Step).until };
    });
}

/** An action of a later step, and when that begins. */
interface Later {
  action: Action;
  opens: Pick<Explanation, 'opensAt' | 'action' | 'until'>;
}

function later(steps: Step[], kind: ActionKind): Later | null {
  for (const { from, until, actions } of steps.slice(1)) {
    const action = actions.find((one) => one.kind === kind);
    if (action) return { action, opens: { opensAt: from, action, until } };
  }
  return null;
}

function upcoming({ calendar }: Situation, { action, opens }: Later): Explanation {
  const { kind, because } = action;
  const from = inWords(opens.opensAt as Instant, calendar.timeZone);
  const reason = `From ${from}, if nothing more happens. ${action.reason}`;
  return { kind, status: 'UPCOMING', reason, because, ...opens };
}

const never = { opensAt: null, action: null, until: null };

function notNow(kind: ActionKind, reason: string, because: AppliedRule[] = []): Explanation {
  return { kind, status: 'NOT_NOW', reason, because, ...never };
}

/** By the last of the rules. */
function stopped(kind: ActionKind, because: AppliedRule[]): Explanation {
  return { kind, status: 'STOPPED', reason: because.at(-1)?.text ?? '', because, ...never };
}

/** Why there is nothing to wait for, or something to do. */
function idle(steps: Step[]): string {
  const kind = steps[0]?.actions[0]?.kind;
  if (kind === 'NONE') return 'Nothing comes that could be waited for.';
  return kind === 'WAIT' ? 'There is something to wait for.' : 'There is something to do.';
}

/** What became of an action that was put forward, or was on its way, as one of this kind, and is not open. */
function obstacle(
  situation: Situation,
  at: Instant,
  { drafts, because, stopped: isStopped }: Candidate,
  kind: ActionKind,
): Explanation | null {
  const lastOfKind = drafts.findLastIndex((draft) => draft.kind === kind);
  if (lastOfKind === -1) return null;
  const next = drafts[lastOfKind + 1];
  if (isStopped) return stopped(kind, because);
  if (next) {
    const why = because.slice(0, lastOfKind + 2);
    return next.kind === 'CLOSE' ? stopped(kind, why) : held(kind, why);
  }
  const draft = drafts[lastOfKind] as Draft;
  const { lapsesAt, opensAt } = draft;
  const zone = situation.calendar.timeZone;
  if (lapsesAt !== undefined && situation.clock.reached(lapsesAt))
    return notNow(kind, `Its time ended ${inWords(lapsesAt, zone)}.`, because);
  const own = drafts.findIndex((one) => one.kind === kind);
  const delay = lastDelay(drafts, own);
  if ((drafts[own] as Draft).opensAt <= at && delay > own && !isOpen(situation.clock, draft))
    return held(kind, because.slice(0, delay + 1));
  return notNow(
    kind,
    `Not before ${inWords(draft.resumesAt ?? opensAt, zone)}; something else comes first.`,
    because,
  );
}

/** By the last of the rules, which puts it off or something else in its place. */
function held(kind: ActionKind, because: AppliedRule[]): Explanation {
  return { ...stopped(kind, because), status: 'HELD' };
}

/** The place of the last rule that has moved the opening; that of the first draft where none has. */
function lastDelay(drafts: Draft[], first: number): number {
  const opening = ({ opensAt, resumesAt }: Draft) => resumesAt ?? opensAt;
  return drafts.findLastIndex(
    (draft, index) => index <= first || opening(draft) !== opening(drafts[index - 1] as Draft),
  );
}

/** Each rule that could ask for the kind says why it does not. */
function notAskedFor(situation: Situation, kind: ActionKind): Explanation[] {
  const answers = [...proposals, ...methods, ...windows, ...limits].flatMap((rule) => {
    if (!rule.makes?.includes(kind)) return [];
    const why = rule.unless(situation);
    return [notNow(kind, why, [applied(rule, situation, why)])];
  });
  return answers.length > 0 ? answers : [notNow(kind, 'No rule asks for it.')];
}
