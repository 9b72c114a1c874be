import { acquaintance } from '../people';
import { identifying } from '../rests';
import type { Revision } from '../rule';

/** A casual acquaintance who does not decide: social media is a fair way to touch base (W7). */
export const acquaintanceOnSocialMedia: Revision = {
  id: 'acquaintance-on-social-media',
  practices: ['W7'],
  values: [],
  when: (situation, draft) => draft.recipient === null && acquaintance(situation) !== null,
  then: (situation, draft) => ({
    ...draft,
    kind: draft.kind === 'CALL' ? 'CHECK_IN' : draft.kind,
    method: 'SOCIAL_MEDIA',
    recipient: { role: 'ACQUAINTANCE', contactId: acquaintance(situation)?.id ?? null },
  }),
  text: () => 'Nobody who decides is known: touch base with the acquaintance there on social media.',
  events: (situation, { recipient }) => identifying(situation, recipient?.contactId),
};
