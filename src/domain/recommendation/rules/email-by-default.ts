import type { Revision } from '../rule';

/** E-mail is the safe default: it lets the other side answer in their own time (W6). */
export const emailByDefault: Revision = {
  id: 'email-by-default',
  practices: ['W6'],
  values: [],
  when: (_, draft) => draft.method === null && draft.kind !== 'CLOSE',
  then: (_, draft) => ({ ...draft, method: 'EMAIL' }),
  text: () => 'E-mail lets the other side answer in their own time.',
};
