import { openRequest } from '../../application';
import { openRequestAndResumption } from '../rests';
import type { Proposal } from '../rule';

/** What the employer asks is answered by when it is wanted, or else within a working day, before everything else (R2). */
export const answerEmployer: Proposal = {
  id: 'answer-employer',
  practices: ['R2'],
  values: ['answerDueWorkingDays'],
  makes: ['ANSWER_EMPLOYER'],
  propose: ({ state, calendar, policy }) => {
    const request = openRequest(state);
    if (!request || request.response === 'OFFER_MADE') return [];
    // What was asked before the matter was taken up again is asked anew.
    const opensAt = Math.max(request.at, state.resumedAt ?? request.at);
    const dueAt =
      request.answerDueAt ?? calendar.endOfNthWorkingDayAfter(opensAt, policy.answerDueWorkingDays);
    return [{ kind: 'ANSWER_EMPLOYER', method: null, recipient: null, opensAt, dueAt }];
  },
  text: ({ state }) =>
    openRequest(state)?.response === 'INTERVIEW_OFFERED'
      ? 'The employer has offered an interview: accept and agree on a time.'
      : 'The employer has asked for something: answer before anything else.',
  events: openRequestAndResumption,
  unless: ({ state }) =>
    openRequest(state)
      ? 'The employer has made an offer: respond to that.'
      : 'Nobody has asked anything that waits for an answer.',
};
