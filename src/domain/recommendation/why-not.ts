import { openRequest } from '../application';
import { endedInterviews, type Silence, type Situation, silence } from './situation';

/** Answers that several rules give where they ask for nothing. */

const instead: Record<Silence['after'], string> = {
  APPLYING: 'The employer has not been heard since the application.',
  INTERVIEW: 'It is an interview that waits to be followed up on.',
  WORD: 'The employer has been heard since, or the matter was taken up again.',
  PROMISE: 'The employer has promised to be in touch: that comes first.',
  TIMELINE: 'The employer has stated a date for the decision: that rules.',
  AVAILABILITY: 'The person has said when a call suits: that comes first.',
};

/** What the next nudge would answer to, where it is none of these; null where it is one. */
export function goesBefore(situation: Situation, ...wanted: Silence['after'][]): string | null {
  const silent = silence(situation);
  if (silent) return wanted.includes(silent.after) ? null : instead[silent.after];
  return openRequest(situation.state)
    ? 'The employer waits for an answer: that comes first.'
    : 'An interview is ahead: nothing presses for an answer before it.';
}

export function noInterviewYet(situation: Situation): string | null {
  return endedInterviews(situation).length > 0 ? null : 'There has been no interview.';
}

/** As many attempts have stayed unanswered as the policy allows. */
export function limitReached(situation: Situation, most: number): string | null {
  const count = silence(situation)?.unanswered.length ?? 0;
  return count < most ? null : `${count} attempts have stayed unanswered: the policy allows no more.`;
}
