import type { Revision } from '../rule';
import { endedInterviews } from '../situation';

/** Nobody is known: the general address may be tried, with little hope (W1). After an interview, whoever held it. */
export const generalAddress: Revision = {
  id: 'general-address',
  practices: ['W1'],
  when: (_, draft) => draft.recipient === null && draft.kind !== 'CLOSE',
  then: (situation, draft) => ({
    ...draft,
    recipient: {
      role: endedInterviews(situation).length > 0 ? 'INTERVIEWER' : 'GENERAL_INBOX',
      contactId: null,
    },
  }),
  text: (_, { recipient }) =>
    recipient?.role === 'INTERVIEWER'
      ? 'The interviewer is not recorded as a contact: write to whoever held the interview.'
      : 'The person is unknown: the general address may be tried, with little hope.',
};
