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

/** The written counterpart of a call; one to the switchboard has nobody to go to yet. */
export function inWriting(situation: Situation, draft: Draft): Draft {
  const recipient = draft.recipient?.role === 'SWITCHBOARD' ? null : draft.recipient;
  return {
    ...draft,
    kind: draft.kind === 'CALL' ? 'CHECK_IN' : 'SEND_FOLLOW_UP',
    method: inWritingTo(situation, recipient),
    recipient,
  };
}
