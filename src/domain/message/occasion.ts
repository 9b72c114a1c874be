import type { Action } from '../recommendation/recommend';
import { brokenPromise } from '../recommendation/rules/broken-promise';
import { ActionKind, type ContactMethod, type MessageMedium, type RecipientRole } from '../vocabulary';

/** An action that says nothing to anybody. */
type SilentKind = 'WAIT' | 'NONE' | 'CLOSE' | 'PREPARE_INTERVIEW';

/** An action that is done by saying something to somebody. */
export type SendingKind = Exclude<ActionKind, SilentKind>;

const silent: Record<SilentKind, true> = { WAIT: true, NONE: true, CLOSE: true, PREPARE_INTERVIEW: true };

export const isSending = (kind: ActionKind): kind is SendingKind => !(kind in silent);

export const sendingKinds: readonly SendingKind[] = Object.values(ActionKind).filter(isSending);

/** What decides on the words, apart from the facts that go into them. */
export interface Occasion {
  kind: SendingKind;
  method: ContactMethod;
  medium: MessageMedium;
  role: RecipientRole | null;
  /** The employer promised to be in touch and was not. */
  promiseBroken: boolean;
}

export const mediumOf: Record<ContactMethod, MessageMedium> = {
  EMAIL: 'EMAIL',
  WEB_FORM: 'EMAIL',
  PHONE: 'CALL',
  VIDEO_CALL: 'CALL',
  IN_PERSON: 'CALL',
  POST: 'HAND_WRITTEN_NOTE',
  LINKEDIN: 'SHORT_MESSAGE',
  SOCIAL_MEDIA: 'SHORT_MESSAGE',
  SMS: 'SHORT_MESSAGE',
};

/** What an invitation on LinkedIn holds; what is short enough for it is short enough anywhere. */
export const shortCharactersMax = 300;

/** Null where the action says nothing to anybody. */
export function occasionOf({ kind, method, recipient, because }: Action): Occasion | null {
  if (!isSending(kind)) return null;
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

/** What asks for news. */
export const pressingKinds: readonly SendingKind[] = [
  'SEND_FOLLOW_UP',
  'SEND_REMINDER',
  'CHECK_IN',
  'ASK_FOR_UPDATE',
];

/** An acquaintance who does not decide is not pressed for news: asked who the right person is (W7). */
export const touchesBase = ({ kind, medium, role }: Occasion) =>
  role === 'ACQUAINTANCE' && medium === 'SHORT_MESSAGE' && pressingKinds.includes(kind);
