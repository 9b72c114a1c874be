import type { Draft, Proposal } from '../rule';
import type { Situation } from '../situation';

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
  text: (situation, draft) => {
    const what =
      'Prepare the candidate for the interview: to note names and postal addresses for the thanks, and to ask when there will be a decision.';
    const missing = withoutAddress(situation, draft);
    return missing === 0
      ? what
      : `${what} ${missing === 1 ? 'One postal address is' : `${missing} postal addresses are`} still missing.`;
  },
  events: ({ state }, { dueAt }) =>
    state.interviews.filter(({ startsAt }) => startsAt === dueAt).map(({ id }) => id),
  unless: ({ state }) =>
    state.interviews.some(({ held }) => !held)
      ? 'The candidate is prepared for the interview.'
      : 'No interview is ahead.',
};

/** How many of the people who hold it can be sent no note yet. */
function withoutAddress({ state, people }: Situation, { dueAt }: Draft): number {
  const held = state.interviews.find(({ startsAt }) => startsAt === dueAt)?.contactIds ?? [];
  return people.contacts.filter(({ id, postalAddress }) => held.includes(id) && postalAddress === null)
    .length;
}
