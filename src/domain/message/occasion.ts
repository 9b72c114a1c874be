import type { Action } from '../recommendation/recommend';
import { brokenPromise } from '../recommendation/rules/broken-promise';
import type { ActionKind, ContactMethod, RecipientRole } from '../vocabulary';

/** An action that is done by saying something to somebody. */
export type SendingKind = Exclude<ActionKind, Silent>;

type Silent = 'WAIT' | 'NONE' | 'CLOSE' | 'PREPARE_INTERVIEW' | 'KEEP_PROMISE';
const silent: readonly ActionKind[] = [
  'WAIT',
  'NONE',
  'CLOSE',
  'PREPARE_INTERVIEW',
  'KEEP_PROMISE',
] satisfies Silent[];
const isSilent = (kind: ActionKind): kind is Silent => silent.includes(kind);

/** The form that the words take: a letter with a subject, lines to say, a hand-written note, a few words. */
export type Medium = 'MAIL' | 'CALL' | 'NOTE' | 'SHORT';

/** What decides on the words, apart from the facts that go into them. */
export interface Occasion {
  kind: SendingKind;
  method: ContactMethod;
  medium: Medium;
  role: RecipientRole | null;
  /** The employer promised to be in touch and was not. */
  promiseBroken: boolean;
}

const mediumOf: Record<ContactMethod, Medium> = {
  EMAIL: 'MAIL',
  WEB_FORM: 'MAIL',
  PHONE: 'CALL',
  VIDEO_CALL: 'CALL',
  IN_PERSON: 'CALL',
  POST: 'NOTE',
  LINKEDIN: 'SHORT',
  SOCIAL_MEDIA: 'SHORT',
  SMS: 'SHORT',
};

/** What an invitation on LinkedIn holds; what is short enough for it is short enough anywhere. */
export const shortCharactersMax = 300;

/** Null where the action says nothing to anybody. */
export function occasionOf({ kind, method, recipient, because }: Action): Occasion | null {
  if (isSilent(kind)) return null;
  // E-mail is the safe default (W6).
  const by = method ?? 'EMAIL';
  return {
    kind,
    method: by,
    medium: mediumOf[by],
    role: recipient?.role ?? null,
    promiseBroken: because.some(({ rule }) => rule === brokenPromise.id),
  };
}

/** Does this ask whoever answers for the hiring manager, rather than tell the hiring manager? */
export const asksForPerson = ({ kind }: Occasion) =>
  kind === 'FIND_HIRING_MANAGER' || kind === 'LEAVE_MESSAGE';

/** Is there no one person at the other end, so that no name can be expected? */
export const reachesNobodyInParticular = ({ role }: Occasion) =>
  role === 'GENERAL_INBOX' || role === 'SWITCHBOARD';

const pressing: readonly SendingKind[] = ['SEND_FOLLOW_UP', 'SEND_REMINDER', 'CHECK_IN', 'ASK_FOR_UPDATE'];

/** An acquaintance who does not decide is not pressed for news: asked who the right person is (W7). */
export const touchesBase = ({ kind, medium, role }: Occasion) =>
  role === 'ACQUAINTANCE' && medium === 'SHORT' && pressing.includes(kind);
