import type { Proposal } from '../rule';

/**
 * Before an interview the candidate is told what the thanks will need: names and postal addresses (T5), and to
 * ask by when there will be a decision (T6).
 */
export const prepareInterview: Proposal = {
  id: 'prepare-interview',
  practices: ['T5', 'T6'],
  values: ['interviewPrepareWorkingDays'],
  makes: ['PREPARE_INTERVIEW'],
  propose: ({ state, calendar, policy }) =>
    state.interviews
      .filter(({ held, preparedAt }) => !held && preparedAt === null)
      .map(({ agreedAt, startsAt }) => {
        const from = calendar.startOfNthWorkingDayBefore(startsAt, policy.interviewPrepareWorkingDays);
        return {
          kind: 'PREPARE_INTERVIEW',
          method: null,
          recipient: null,
          opensAt: Math.max(agreedAt, from),
          dueAt: startsAt,
          lapsesAt: startsAt,
        };
      }),
  text: () =>
    'Prepare the candidate for the interview: to note names and postal addresses for the thanks, and to ask when there will be a decision.',
  events: ({ state }, { dueAt }) =>
    state.interviews.filter(({ startsAt }) => startsAt === dueAt).map(({ id }) => id),
  unless: ({ state }) =>
    state.interviews.some(({ held }) => !held)
      ? 'The candidate is prepared for the interview.'
      : 'No interview is ahead.',
};
