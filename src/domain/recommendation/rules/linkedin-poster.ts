import { hasEmail, poster } from '../people';
import type { Revision } from '../rule';

/** Applied through LinkedIn: whoever posted the job is known there; by LinkedIn where no e-mail is (W2). */
export const linkedinPoster: Revision = {
  id: 'linkedin-poster',
  practices: ['W2'],
  when: ({ state }, draft) => draft.recipient === null && state.channel === 'LINKEDIN',
  then: (situation, draft) => {
    const contact = poster(situation);
    const byEmail = contact !== null && hasEmail(situation, contact);
    return {
      ...draft,
      method: byEmail ? 'EMAIL' : 'LINKEDIN',
      recipient: { role: 'POSTER', contactId: contact?.id ?? null },
    };
  },
  text: (_, { method }) =>
    method === 'LINKEDIN'
      ? 'The application went through LinkedIn: write there to the person who posted the job.'
      : 'The application went through LinkedIn: write to the person who posted the job.',
};
