import { endOfLocalDay } from '../../local-days';
import { interviewerOf, mayBeContacted, noThanksDue, thanksSince } from '../interview';
import { interviewsEnding } from '../rests';
import type { Proposal } from '../rule';

/** After an in-person or video interview a hand-written note is posted before the candidate's day ends (T5). */
export const thankYouNote: Proposal = {
  id: 'thank-you-note',
  practices: ['T5'],
  values: ['thankYouNoteWanted'],
  makes: ['SEND_THANK_YOU_NOTE'],
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
  events: interviewsEnding,
  unless: (situation) => {
    if (!situation.policy.thankYouNoteWanted) return 'The policy asks for no hand-written notes.';
    if (situation.state.interviews.every(({ format }) => format === 'PHONE'))
      return 'There has been no interview in person or by video.';
    return noThanksDue(situation, 'note');
  },
};
