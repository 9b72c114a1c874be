import type { Proposal } from '../rule';
import { quietUntilDecision, silence } from '../situation';

/** A stated decision date rules: quiet until it has passed and a working day more, then ask (T9). */
export const askAfterStatedDate: Proposal = {
  id: 'ask-after-stated-date',
  practices: ['T9'],
  propose: (situation) => {
    const { calendar, policy } = situation;
    const opensAt = quietUntilDecision(situation);
    if (silence(situation)?.after !== 'TIMELINE' || opensAt === null) return [];
    const dueAt = calendar.endOfNthWorkingDayAfter(opensAt, policy.updateDueWorkingDays - 1);
    return [{ kind: 'ASK_FOR_UPDATE', method: null, recipient: null, opensAt, dueAt }];
  },
  text: ({ state }) =>
    `A decision was expected by ${state.timeline?.decisionExpectedOn}: no follow-up before that has passed, then ask for an update.`,
};
