import { lookUps } from '../../application';
import { decider, deciderRefuses, fruitlessLookUps, wayTo } from '../people';
import type { Revision } from '../rule';
import { silence, valuesOfSilence } from '../situation';
import { goesBefore } from '../why-not';

/** The hiring manager's e-mail is unknown: call the main switchboard and ask for it, at first contact (W3, T3). */
export const findHiringManager: Revision = {
  id: 'find-hiring-manager',
  practices: ['W3', 'T3'],
  values: [...valuesOfSilence, 'lookUpsMax'],
  makes: ['FIND_HIRING_MANAGER'],
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
  events: ({ state }) => lookUps(state).map(({ id }) => id),
  unless: (situation) => {
    if (deciderRefuses(situation)) return 'The person who decides has asked not to be contacted.';
    const contact = decider(situation);
    if (contact && wayTo(situation, contact))
      return 'The person who decides is known and within reach, so there is nobody to look up.';
    if (fruitlessLookUps(situation) >= situation.policy.lookUpsMax)
      return 'The switchboard has been asked as often as the policy allows.';
    return (
      goesBefore(situation, 'APPLYING') ?? 'It is for the first follow-up, where there is nobody to write to.'
    );
  },
};
