import type { Revision } from '../rule';
import { phoneFrom } from '../situation';

/** No response within a week after an interview: a phone call instead of e-mail (T11). */
export const phoneAfterSilence: Revision = {
  id: 'phone-after-silence',
  practices: ['T11'],
  when: (situation, draft) => {
    const from = phoneFrom(situation);
    if (from === null || (draft.kind !== 'CHECK_IN' && draft.kind !== 'SEND_FOLLOW_UP')) return false;
    return from <= draft.opensAt || situation.clock.reached(from);
  },
  then: (situation, draft) => ({
    ...draft,
    kind: 'CALL',
    method: 'PHONE',
    opensAt: Math.max(draft.opensAt, phoneFrom(situation) ?? draft.opensAt),
  }),
  text: ({ policy }) =>
    `Nothing has been heard for ${policy.phoneAfterSilenceDays} days: a phone call instead of another e-mail.`,
};
