import { lookUps } from '../../application';
import { deciderRefuses } from '../people';
import type { Revision } from '../rule';
import { silence, valuesOfSilence } from '../situation';

/** The switchboard has refused: leave a message for the hirer that you called (W3, R4). */
export const leaveMessage: Revision = {
  id: 'leave-message',
  practices: ['W3', 'R4'],
  values: [...valuesOfSilence, 'messageDueWorkingDays'],
  makes: ['LEAVE_MESSAGE'],
  when: (situation, draft) => {
    const last = lookUps(situation.state).at(-1);
    return (
      (draft.kind === 'FIND_HIRING_MANAGER' || draft.kind === 'SEND_FOLLOW_UP') &&
      (draft.recipient === null || draft.recipient.role === 'SWITCHBOARD') &&
      silence(situation)?.after === 'APPLYING' &&
      last?.response === 'REFUSED' &&
      // Where not even a message is taken, that is that.
      last.purpose !== 'LEAVE_MESSAGE' &&
      !deciderRefuses(situation)
    );
  },
  then: ({ state, calendar, policy }, draft) => {
    const refusedAt = lookUps(state).at(-1)?.attemptedAt ?? draft.opensAt;
    return {
      ...draft,
      kind: 'LEAVE_MESSAGE',
      method: 'PHONE',
      recipient: { role: 'SWITCHBOARD', contactId: null },
      opensAt: refusedAt,
      dueAt: calendar.endOfNthWorkingDayAfter(refusedAt, policy.messageDueWorkingDays),
    };
  },
  text: () => 'The switchboard has refused the address: leave a message for the hiring manager there.',
  events: ({ state }) =>
    lookUps(state)
      .slice(-1)
      .map(({ id }) => id),
  unless: ({ state }) => {
    const last = lookUps(state).at(-1);
    if (last?.response !== 'REFUSED') return 'No switchboard has refused to help.';
    return last.purpose === 'LEAVE_MESSAGE'
      ? 'The switchboard has not even taken a message.'
      : 'The refusal at the switchboard has been overtaken by what came after it.';
  },
};
