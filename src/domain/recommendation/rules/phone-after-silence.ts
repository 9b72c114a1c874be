import { lastHeard } from '../rests';
import type { Revision } from '../rule';
import { availabilityAsked, phoneFrom, valuesOfSilence } from '../situation';
import { goesBefore, noInterviewYet } from '../why-not';

/** No response within a week after an interview: a phone call instead of e-mail (T11). */
export const phoneAfterSilence: Revision = {
  id: 'phone-after-silence',
  practices: ['T11'],
  values: [...valuesOfSilence, 'phoneAfterSilenceDays'],
  makes: ['CALL'],
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
  events: lastHeard,
  unless: (situation) => {
    const none = noInterviewYet(situation);
    if (none) return none;
    if (availabilityAsked(situation)?.response === 'REFUSED') return 'The person does not want a call.';
    const before = goesBefore(situation, 'INTERVIEW', 'WORD', 'PROMISE');
    if (before) return before;
    return situation.clock.reached(phoneFrom(situation) ?? 0)
      ? 'There is no message at the moment that a call could take the place of.'
      : `A call takes the place of e-mail after ${situation.policy.phoneAfterSilenceDays} days of silence.`;
  },
};
