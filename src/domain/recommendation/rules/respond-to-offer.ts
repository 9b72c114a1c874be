import { openRequest } from '../../application';
import type { Proposal } from '../rule';

/** An offer is answered like a question, within a working day (R2). */
export const respondToOffer: Proposal = {
  id: 'respond-to-offer',
  practices: ['R2'],
  propose: ({ state, calendar, policy }) => {
    const request = openRequest(state);
    if (request?.response !== 'OFFER_MADE') return [];
    const dueAt = calendar.endOfNthWorkingDayAfter(request.at, policy.answerDueWorkingDays);
    return [{ kind: 'RESPOND_TO_OFFER', method: null, recipient: null, opensAt: request.at, dueAt }];
  },
  text: () => 'The employer has made an offer: respond to it.',
};
