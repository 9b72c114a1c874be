import { lastHeard } from '../rests';
import type { Proposal } from '../rule';
import { quietUntilDecision, silence, valuesOfSilence } from '../situation';
import { goesBefore } from '../why-not';

/** A stated decision date rules: quiet until it has passed and a working day more, then ask (T9). */
export const askAfterStatedDate: Proposal = {
  id: 'ask-after-stated-date',
  practices: ['T9'],
  values: [...valuesOfSilence, 'updateDueWorkingDays'],
  makes: ['ASK_FOR_UPDATE'],
  propose: (situation) => {
    const { calendar, policy } = situation;
    const opensAt = quietUntilDecision(situation);
    if (silence(situation)?.after !== 'TIMELINE' || opensAt === null) return [];
    const dueAt = calendar.endOfNthWorkingDayAfter(opensAt, policy.updateDueWorkingDays - 1);
    return [{ kind: 'ASK_FOR_UPDATE', method: null, recipient: null, opensAt, dueAt }];
  },
  text: ({ state }) =>
    `A decision was expected by ${state.timeline?.decisionExpectedOn}: no follow-up before that has passed, then ask for an update.`,
  events: lastHeard,
  unless: (situation) => {
    if (!situation.state.timeline) return 'Nobody has stated a date for the decision.';
    if (quietUntilDecision(situation) === null) return 'What happened since has overtaken the stated date.';
    return goesBefore(situation, 'TIMELINE') ?? 'The update has been asked for.';
  },
};
