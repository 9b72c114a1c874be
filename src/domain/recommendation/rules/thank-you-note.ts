import { endOfLocalDay } from '../../local-days';
import { interviewerOf, mayBeContacted, thanksSince } from '../interview';
import type { Proposal } from '../rule';

/** After an in-person or video interview a hand-written note is posted before the candidate's day ends (T5). */
export const thankYouNote: Proposal = {
  id: 'thank-you-note',
  practices: ['T5'],
  propose: (situation) => {
    const { state, policy, people } = situation;
    if (!policy.thankYouNoteWanted) return [];
    return state.interviews
      .filter((interview) => interview.format !== 'PHONE' && !thanksSince(state, interview).note)
      .filter((interview) => mayBeContacted(situation, interview))
      .map((interview) => {
        const midnight = endOfLocalDay(interview.endsAt, people.candidateTimeZone);
        return {
          kind: 'SEND_THANK_YOU_NOTE',
          method: 'POST',
          recipient: interviewerOf(situation, interview),
          opensAt: interview.endsAt,
          dueAt: midnight - 1000,
          lapsesAt: midnight,
        };
      });
  },
  text: () => 'Post a hand-written thank-you note before the day of the interview ends.',
};
