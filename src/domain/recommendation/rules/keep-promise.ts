import { type ApplicationState, openPromises } from '../../application';
import { type Instant, inWords } from '../../instant';
import { oneOf } from '../people';
import { type Proposal, toContact } from '../rule';

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
    const promise = promiseOf(situation.state, draft);
    const by = inWords(promise?.dueAt ?? draft.opensAt, situation.calendar.timeZone);
    return `By ${by} the agency has promised the employer this: “${promise?.what ?? ''}”.`;
  },
  events: ({ state }, draft) => [promiseOf(state, draft)?.id ?? []].flat(),
  unless: ({ state }) =>
    state.promises.length > 0 ? 'The agency has done what it promised.' : 'The agency has promised nothing.',
};

/** The promise that an action keeps: it opens when that is given, and is due when that is. */
export function promiseOf(
  state: ApplicationState,
  { opensAt, dueAt }: { opensAt: Instant | null; dueAt: Instant | null },
) {
  return openPromises(state).find((one) => one.madeAt === opensAt && one.dueAt === dueAt);
}
