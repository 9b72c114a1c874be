import { interviewerOf, mayBeContacted } from '../interview';
import type { Recipient, Revision } from '../rule';
import { endedInterviews } from '../situation';

/** Nobody is known: the general address may be tried, with little hope (W1). After an interview, whoever held it. */
export const generalAddress: Revision = {
  id: 'general-address',
  practices: ['W1'],
  values: [],
  when: (_, draft) => draft.recipient === null && draft.kind !== 'CLOSE',
  then: (situation, draft) => {
    const interview = endedInterviews(situation).at(-1);
    const recipient: Recipient =
      interview && mayBeContacted(situation, interview)
        ? interviewerOf(situation, interview)
        : { role: 'GENERAL_INBOX', contactId: null };
    return { ...draft, recipient };
  },
  text: (_, { recipient }) =>
    recipient?.role === 'INTERVIEWER'
      ? 'No e-mail address is known of anybody involved: turn to whoever held the interview.'
      : 'The person is unknown: the general address may be tried, with little hope.',
  events: (situation, { recipient }) =>
    recipient?.role === 'INTERVIEWER'
      ? endedInterviews(situation)
          .slice(-1)
          .map(({ id }) => id)
      : [],
};
