import { openRequest } from '../../application';
import { inWords } from '../../instant';
import { openRequestAndResumption } from '../rests';
import type { Proposal } from '../rule';

/** An offer is answered like a question: by when the employer wants it, or else within a working day (R2). */
export const respondToOffer: Proposal = {
  id: 'respond-to-offer',
  practices: ['R2'],
  values: ['answerDueWorkingDays'],
  makes: ['RESPOND_TO_OFFER'],
  propose: ({ state, calendar, policy }) => {
    const request = openRequest(state);
    if (request?.response !== 'OFFER_MADE') return [];
    // What was asked before the matter was taken up again is asked anew.
    const opensAt = Math.max(request.at, state.resumedAt ?? request.at);
    const dueAt =
      request.answerDueAt ?? calendar.endOfNthWorkingDayAfter(opensAt, policy.answerDueWorkingDays);
    return [{ kind: 'RESPOND_TO_OFFER', method: null, recipient: null, opensAt, dueAt }];
  },
  text: ({ state, calendar }) => {
    const deadline = openRequest(state)?.answerDueAt;
    return deadline
      ? `The employer has made an offer and wants an answer by ${inWords(deadline, calendar.timeZone)}.`
      : 'The employer has made an offer: respond to it.';
  },
  events: openRequestAndResumption,
  unless: () => 'There is no offer that waits for an answer.',
};
