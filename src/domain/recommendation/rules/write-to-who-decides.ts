import { lookUps } from '../../application';
import { wentAstray } from '../../vocabulary';
import { decider, deciderRefuses, hasBounced, wayTo } from '../people';
import { identifying } from '../rests';
import type { Recipient, Revision } from '../rule';
import type { Situation } from '../situation';

/** Write to the person who decides, not to a general address (W1, T3). */
export const writeToWhoDecides: Revision = {
  id: 'write-to-who-decides',
  practices: ['W1', 'T3'],
  values: [],
  when: (situation, draft) => draft.recipient === null && hiringManager(situation) !== null,
  then: (situation, draft) => ({ ...draft, recipient: hiringManager(situation) }),
  text: () => 'Turn to the person who decides.',
  events: (situation, { recipient }) => [
    ...identifying(situation, recipient?.contactId),
    ...(recipient?.contactId
      ? []
      : lookUps(situation.state)
          .slice(-1)
          .map(({ id }) => id)),
  ],
};

/** Known and within reach; or found out from the switchboard, though not recorded as a contact yet. */
function hiringManager(situation: Situation): Recipient | null {
  const contact = decider(situation);
  if (contact && wayTo(situation, contact)) return { role: 'HIRING_MANAGER', contactId: contact.id };
  const { state } = situation;
  const last = lookUps(state).at(-1);
  if (last?.response !== 'DETAILS_OBTAINED' || deciderRefuses(situation)) return null;
  const wasWrong = state.attempts.some(
    ({ response, attemptedAt }) => attemptedAt >= last.attemptedAt && wentAstray(response),
  );
  if (wasWrong) return null;
  // Whose address has bounced has, on record, no other yet: the one that was told is somebody's to be recorded.
  const contactId = contact && !hasBounced(situation, contact) ? contact.id : null;
  return { role: 'HIRING_MANAGER', contactId };
}
