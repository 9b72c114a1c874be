import { openRequest } from '../../application';
import type { Proposal } from '../rule';

/** What the employer asks is answered within a working day, before everything else (R2). */
export const answerEmployer: Proposal = {
  id: 'answer-employer',
  practices: ['R2'],
  propose: ({ state, calendar, policy }) => {
    const request = openRequest(state);
    if (!request || request.response === 'OFFER_MADE') return [];
    const dueAt = calendar.endOfNthWorkingDayAfter(request.at, policy.answerDueWorkingDays);
    return [{ kind: 'ANSWER_EMPLOYER', method: null, recipient: null, opensAt: request.at, dueAt }];
  },
  text: ({ state }) =>
    openRequest(state)?.response === 'INTERVIEW_OFFERED'
      ? 'The employer has offered an interview: accept and agree on a time.'
      : 'The employer has asked for something: answer before anything else.',
};
