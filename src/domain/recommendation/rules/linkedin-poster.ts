import { interviewerToWriteTo, inWritingTo, poster, posterRefuses } from '../people';
import { identifying } from '../rests';
import type { Recipient, Revision } from '../rule';
import type { Situation } from '../situation';

/**
 * Applied through LinkedIn: whoever posted the job is known there; by LinkedIn where no e-mail is (W2).
 * After an interview whoever held it is nearer, where an address is known.
 */
export const linkedinPoster: Revision = {
  id: 'linkedin-poster',
  practices: ['W2'],
  values: [],
  when: (situation, draft) =>
    draft.recipient === null &&
    situation.state.channel === 'LINKEDIN' &&
    !posterRefuses(situation) &&
    !poster(situation)?.refusedMethods.includes(inWritingTo(situation, posterOf(situation))) &&
    interviewerToWriteTo(situation) === null,
  then: (situation, draft) => {
    const recipient = posterOf(situation);
    // A call that was agreed on stays one.
    return { ...draft, method: draft.method ?? inWritingTo(situation, recipient), recipient };
  },
  text: (_, { method }) =>
    method === 'LINKEDIN'
      ? 'The application went through LinkedIn: write there to the person who posted the job.'
      : 'The application went through LinkedIn: turn to the person who posted the job.',
  events: (situation, { recipient }) => [
    situation.state.submissionId,
    ...identifying(situation, recipient?.contactId),
  ],
};

const posterOf = (situation: Situation): Recipient => ({
  role: 'POSTER',
  contactId: poster(situation)?.id ?? null,
});
