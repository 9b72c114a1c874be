import { lookUps } from '../../application';
import { decider, deciderRefuses, fruitlessLookUps } from '../people';
import type { Revision } from '../rule';
import { silence } from '../situation';

/** The hiring manager's e-mail is unknown: call the main switchboard and ask for it, at first contact (W3, T3). */
export const findHiringManager: Revision = {
  id: 'find-hiring-manager',
  practices: ['W3', 'T3'],
  when: (situation, draft) =>
    draft.recipient === null &&
    draft.kind === 'SEND_FOLLOW_UP' &&
    silence(situation)?.after === 'APPLYING' &&
    !deciderRefuses(situation) &&
    !decider(situation)?.refusedMethods.includes('EMAIL') &&
    fruitlessLookUps(situation) < situation.policy.lookUpsMax,
  then: ({ state, calendar }, draft) => {
    const last = lookUps(state).at(-1);
    return {
      ...draft,
      kind: 'FIND_HIRING_MANAGER',
      method: 'PHONE',
      recipient: { role: 'SWITCHBOARD', contactId: null },
      opensAt: last
        ? Math.max(draft.opensAt, calendar.startOfNextWorkingDay(last.attemptedAt))
        : draft.opensAt,
    };
  },
  text: () => "The hiring manager's e-mail address is not known: call the main switchboard and ask for it.",
};
