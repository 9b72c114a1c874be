import type { Revision } from '../rule';

/** What opens later than it was due is due by the end of the working day in which it opens. */
export const dueAfterOpening: Revision = {
  id: 'due-after-opening',
  practices: ['T12'],
  values: [],
  when: (_, draft) => draft.dueAt !== null && draft.dueAt <= draft.opensAt,
  then: ({ calendar }, draft) => ({
    ...draft,
    dueAt: calendar.endOfWorkingDay(draft.opensAt),
    lateAt: undefined,
  }),
  text: () => 'It opens later than it was due, and so is due by the end of that working day.',
};
