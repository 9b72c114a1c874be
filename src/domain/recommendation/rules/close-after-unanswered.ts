import { sentInVain } from '../rests';
import { closing, type Proposal } from '../rule';
import { endedInterviews, type Situation, silence, valuesOfSilence } from '../situation';
import { goesBefore } from '../why-not';

/** Unanswered attempts have a limit; some time after the last of them, close (T4). */
export const closeAfterUnanswered: Proposal = {
  id: 'close-after-unanswered',
  practices: ['T4'],
  values: [...valuesOfSilence, 'unansweredAfterInterviewMax', 'unansweredAfterApplyingMax', 'closeWaitDays'],
  makes: ['CLOSE'],
  propose: (situation) => {
    const { policy, calendar } = situation;
    const silent = silence(situation);
    if (!silent || silent.after === 'PROMISE' || silent.after === 'TIMELINE') return [];
    const last = silent.unanswered.at(-1);
    if (!last || silent.unanswered.length < mostUnanswered(situation)) return [];
    return [closing(calendar.addDays(last.attemptedAt, policy.closeWaitDays))];
  },
  text: (situation) => {
    const attempts = silence(situation)?.unanswered.length;
    return `${attempts} attempts in a row have stayed unanswered: take it that they are not interested, and close.`;
  },
  events: sentInVain,
  unless: (situation) => {
    const count = silence(situation)?.unanswered.length ?? 0;
    const before = goesBefore(situation, 'APPLYING', 'INTERVIEW', 'WORD', 'AVAILABILITY');
    return (
      before ?? `${count} of at most ${mostUnanswered(situation)} attempts in a row have stayed unanswered.`
    );
  },
};

function mostUnanswered(situation: Situation): number {
  const { unansweredAfterInterviewMax, unansweredAfterApplyingMax } = situation.policy;
  return endedInterviews(situation).length > 0 ? unansweredAfterInterviewMax : unansweredAfterApplyingMax;
}
