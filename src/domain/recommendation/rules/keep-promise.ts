import { openPromises } from '../../application';
import { inWords } from '../../instant';
import { oneOf } from '../people';
import { type Draft, type Proposal, toContact } from '../rule';
import type { Situation } from '../situation';

/** What the agency has promised, such as a portfolio, it does by when it said so (M8). */
export const keepPromise: Proposal = {
  id: 'keep-promise',
  practices: ['M8', 'R2'],
  values: [],
  makes: ['KEEP_PROMISE'],
  propose: (situation) =>
    openPromises(situation.state).map(({ contactId, madeAt, dueAt }) => {
      const contact = contactId === null ? null : oneOf(situation, [contactId]);
      return {
        kind: 'KEEP_PROMISE',
        method: null,
        recipient: contact && toContact(contact),
        opensAt: madeAt,
        dueAt,
      };
    }),
  text: (situation, draft) => {
    const promise = promiseOf(situation, draft);
    const by = inWords(promise?.dueAt ?? draft.opensAt, situation.calendar.timeZone);
    return `By ${by} the agency has promised the employer this: “${promise?.what ?? ''}”.`;
  },
  events: (situation, draft) => [promiseOf(situation, draft)?.id ?? []].flat(),
  unless: ({ state }) =>
    state.promises.length > 0 ? 'The agency has done what it promised.' : 'The agency has promised nothing.',
};

/** The promise that an action keeps, as it is put forward. */
export function promiseOf({ state }: Situation, { opensAt, dueAt }: Draft) {
  return openPromises(state).find((one) => one.madeAt === opensAt && one.dueAt === dueAt);
}
