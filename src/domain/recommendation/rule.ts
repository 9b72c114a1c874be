import type { Instant } from '../instant';
import type { PolicyParameter } from '../policy';
import type { PracticeId } from '../practices';
import type { ActionKind, ContactMethod, RecipientRole } from '../vocabulary';
import { type Situation, silence } from './situation';

/** To whom: a person, or where none is known, a role such as the switchboard. */
export interface Recipient {
  role: RecipientRole;
  contactId: string | null;
}

/** An action in the making, which each rule in turn may revise. */
export interface Draft {
  kind: ActionKind;
  method: ContactMethod | null;
  recipient: Recipient | null;
  opensAt: Instant;
  dueAt: Instant | null;
  /** From when it counts as late, where that is not when it is due. */
  lateAt?: Instant;
  /** From when it is pointless. */
  lapsesAt?: Instant;
  /** Where it has opened before and is closed for the night: when it is open again. */
  resumesAt?: Instant;
}

interface Cited {
  /** Stable, in kebab case; part of the API. */
  id: string;
  practices: readonly PracticeId[];
  /** What it reads of the policy, by itself or through what it asks. */
  values: readonly PolicyParameter[];
}

/** A rule that asks for actions of some kind has an answer where it does not. */
interface Source {
  makes: readonly ActionKind[];
  /** Why it asks for none, for a person: a sentence. Only to be asked where that is so. */
  unless(situation: Situation): string;
}

/** What to do: a rule that puts actions forward. None, where its practice has nothing to say. */
export interface Proposal extends Cited, Source {
  propose(situation: Situation): Draft[];
  /** Why, for a person: a sentence. */
  text(situation: Situation, draft: Draft): string;
  /** The events that it rests on, by their ids. */
  events(situation: Situation, draft: Draft): string[];
}

/** What changes an action, as far as it makes another kind of it; a call that is put in writing is none. */
type Change = Cited & (Source | { makes?: undefined; unless?: undefined });

/** To whom, how, when: a rule that changes an action where its condition holds. */
export type Revision = Change & {
  when(situation: Situation, draft: Draft): boolean;
  then(situation: Situation, draft: Draft): Draft;
  /** Of these, the draft is the revised one. */
  text(situation: Situation, draft: Draft): string;
  events?(situation: Situation, draft: Draft): string[];
};

/** Whether at all: a rule that takes an action away or puts closing in its place. */
export type Limit = Change & {
  when(situation: Situation, draft: Draft): boolean;
  then(situation: Situation, draft: Draft): Draft | null;
  text(situation: Situation, draft: Draft): string;
  events?(situation: Situation, draft: Draft): string[];
};

/** A rule that silences the application as a whole. */
export interface Silencer extends Cited {
  when(situation: Situation): boolean;
  text(situation: Situation): string;
  events(situation: Situation): string[];
}

const nudges: readonly ActionKind[] = [
  'SEND_FOLLOW_UP',
  'SEND_REMINDER',
  'CHECK_IN',
  'ASK_FOR_UPDATE',
  'ASK_AVAILABILITY',
  'CALL',
  'LEAVE_MESSAGE',
];

/** Does this action press for an answer? Thank-yous, answers and look-ups do not (T12). */
export const isNudge = ({ kind }: Draft) => nudges.includes(kind);

/** Is it a nudge at this moment? A call that the person has agreed to is none. */
export const presses = (situation: Situation, draft: Draft) =>
  isNudge(draft) && !(draft.kind === 'CALL' && silence(situation)?.after === 'AVAILABILITY');

/** Done within the agency: there is nobody to turn to, and no way to do so. */
export const isInternal = ({ kind }: Draft) => kind === 'CLOSE' || kind === 'PREPARE_INTERVIEW';

/** Is this a step towards an answer, a look-up included? Where no follow-up is wanted, none of these is. */
export const pressesForAnswer = (draft: Draft) => isNudge(draft) || draft.kind === 'FIND_HIRING_MANAGER';

/** Closing takes no method and no recipient, and is never late. */
export function closing(opensAt: Instant): Draft {
  return { kind: 'CLOSE', method: null, recipient: null, opensAt, dueAt: null };
}

/** The contact's role on the application, as a recipient. */
export function toContact(contact: { id: string; role: RecipientRole }): Recipient {
  return { role: contact.role, contactId: contact.id };
}
