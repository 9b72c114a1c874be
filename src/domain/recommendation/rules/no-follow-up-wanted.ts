import { saidByPosting } from '../rests';
import { type Limit, pressesForAnswer } from '../rule';

/** The posting says not to follow up, or that only qualified applicants are contacted: no follow-up (W5). */
export const noFollowUpWanted: Limit = {
  id: 'no-follow-up-wanted',
  practices: ['W5', 'R3'],
  values: [],
  when: ({ posting }, draft) =>
    (posting.noFollowUp || posting.onlyQualifiedContacted) && pressesForAnswer(draft),
  then: () => null,
  text: ({ posting }) =>
    posting.noFollowUp
      ? 'The posting asks not to follow up: do not.'
      : 'The posting says that only qualified applicants are contacted: do not follow up.',
  events: (situation) => {
    const facts = ['noFollowUp', 'onlyQualifiedContacted'] as const;
    return facts.filter((fact) => situation.posting[fact]).map((fact) => saidByPosting(situation, fact));
  },
};
