import type { Instant } from '../../instant';
import type { Draft, Revision } from '../rule';
import type { Situation } from '../situation';
import { isInVain, whoCanBeWrittenTo } from './another-way';
import { inWriting } from './no-phone-calls';
import { roomForNudgeFrom } from './nudges-in-a-week';
import { roomWithPersonFrom } from './nudges-to-person-in-a-week';
import { refusedMethod } from './refused-method';

/** A call that nobody makes gives way to e-mail, some working days after it was due (W6): to a person if one is known. */
export const callGivesWay: Revision = {
  id: 'call-gives-way',
  practices: ['W6', 'W1'],
  values: ['callGiveWayWorkingDays', 'nudgesPerWeekMax', 'nudgesPerPersonPerWeekMax'],
  when: (situation, draft) =>
    draft.method === 'PHONE' && draft.dueAt !== null && situation.clock.reached(givesWayAt(situation, draft)),
  then: (situation, draft) => {
    const written = inWriting(situation, draft);
    const stays =
      written.recipient !== null && !isInVain(situation, written) && !refusedMethod.when(situation, written);
    const recipient = stays ? written.recipient : whoCanBeWrittenTo(situation);
    const opensAt = fromWorkingDay(
      situation,
      roomWithPersonFrom(situation, recipient, givesWayAt(situation, draft)),
    );
    return {
      ...written,
      method: stays ? written.method : 'EMAIL',
      recipient,
      opensAt,
      dueAt: situation.calendar.endOfNthWorkingDayAfter(opensAt, 1),
    };
  },
  text: (_, { recipient }) =>
    recipient?.role === 'GENERAL_INBOX'
      ? 'The call was due days ago and nobody made it: write to the general address instead.'
      : 'The call was due days ago and nobody made it: write instead.',
};

/** Not before there is room for a message, which a look-up did not need (T12). */
function givesWayAt(situation: Situation, draft: Draft): Instant {
  const { calendar, policy } = situation;
  const patience = calendar.addWorkingDays(draft.dueAt ?? draft.opensAt, policy.callGiveWayWorkingDays);
  return fromWorkingDay(situation, roomForNudgeFrom(situation, patience));
}

function fromWorkingDay({ calendar }: Situation, at: Instant): Instant {
  return calendar.isWorkingDay(at) ? at : calendar.startOfNextWorkingDay(at);
}
