import type { ActionKind } from '../../vocabulary';
import { inWritingTo } from '../people';
import { saidByPosting } from '../rests';
import type { Draft, Revision } from '../rule';
import type { Situation } from '../situation';

/** The posting says no phone calls: e-mail (W4). */
export const noPhoneCalls: Revision = {
  id: 'no-phone-calls',
  practices: ['W4', 'R3'],
  values: [],
  when: ({ posting }, draft) => posting.noPhoneCalls && draft.method === 'PHONE',
  then: inWriting,
  text: () => 'The posting says no phone calls: write instead.',
  events: (situation) => [saidByPosting(situation, 'noPhoneCalls')],
};

/** What is only done by phone, and what is written instead. */
const counterparts: Partial<Record<ActionKind, ActionKind>> = {
  CALL: 'CHECK_IN',
  FIND_HIRING_MANAGER: 'SEND_FOLLOW_UP',
  LEAVE_MESSAGE: 'SEND_FOLLOW_UP',
};

/** The written counterpart of a call: an answer stays an answer. One to the switchboard has nobody to go to yet. */
export function inWriting(situation: Situation, draft: Draft): Draft {
  const recipient = draft.recipient?.role === 'SWITCHBOARD' ? null : draft.recipient;
  return {
    ...draft,
    kind: counterparts[draft.kind] ?? draft.kind,
    method: inWritingTo(situation, recipient),
    recipient,
  };
}
