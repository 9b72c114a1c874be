import fc from 'fast-check';
import { officeHours, type WorkingHours } from '../../src/domain/calendar';
import { PolicyPreset, RecipientRole } from '../../src/domain/vocabulary';
import { person, type Setting } from '../support/given';

/** Employers, agencies and people of every kind. */

export const anyOf = <W extends string>(words: { readonly [K in W]: K }) =>
  fc.constantFrom(...(Object.keys(words) as W[]));
export const perhaps = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null, freq: 2 });

const onDays = (days: number[], ...spans: [string, string][]): WorkingHours[] =>
  days.flatMap((dayOfWeek) => spans.map(([opens, closes]) => ({ dayOfWeek, opens, closes })));

const anyHours = fc.constantFrom(
  officeHours,
  onDays([1, 2, 3, 4, 5, 6], ['08:30', '12:00'], ['14:00', '18:30']),
  onDays([1, 2, 3, 4, 5, 6, 7], ['00:00', '24:00']),
  onDays([3], ['10:00', '11:00']),
);

const anyPlace = fc.constantFrom<Setting>(
  { timeZone: 'America/Chicago', country: 'US' },
  { timeZone: 'Europe/Berlin', country: 'DE', region: 'BY' },
  { timeZone: 'Pacific/Auckland', country: 'NZ' },
  { timeZone: 'Asia/Kolkata', country: 'IN' },
  { timeZone: 'Asia/Riyadh', country: 'SA', hours: onDays([7, 1, 2, 3, 4], ['09:00', '17:00']) },
);

const anyPolicy = fc.record(
  {
    firstFollowUpDueWorkingDays: fc.integer({ min: 1, max: 5 }),
    reminderWaitDays: fc.integer({ min: 1, max: 10 }),
    unansweredAfterApplyingMax: fc.integer({ min: 1, max: 5 }),
    unansweredAfterInterviewMax: fc.integer({ min: 1, max: 8 }),
    thankYouEmailLapseDays: fc.integer({ min: 2, max: 10 }),
    checkInWaitDays: fc.integer({ min: 1, max: 9 }),
    decisionGraceWorkingDays: fc.integer({ min: 0, max: 3 }),
    phoneAfterSilenceDays: fc.integer({ min: 1, max: 14 }),
    askAvailabilityBeforeCall: fc.boolean(),
    nudgesPerWeekMax: fc.integer({ min: 1, max: 4 }),
    lookUpsMax: fc.integer({ min: 0, max: 3 }),
    callGiveWayWorkingDays: fc.integer({ min: 1, max: 10 }),
    goneColdDays: fc.integer({ min: 1, max: 60 }),
  },
  { requiredKeys: [] },
);

export const contactIds = ['first', 'second', 'third', 'fourth'];
const anyContact = (id: string) =>
  fc
    .record({
      role: anyOf(RecipientRole),
      decides: fc.boolean(),
      email: perhaps(fc.constant(`${id}@example.com`)),
      availability: perhaps(fc.constant('mornings')),
      doNotContact: fc.boolean().map((one) => one && id === 'fourth'),
    })
    .map((facts) => person(id, facts));

export const anySetting: fc.Arbitrary<Setting> = fc
  .record({
    place: anyPlace,
    hours: fc.option(anyHours, { nil: undefined, freq: 2 }),
    contacts: fc.subarray(contactIds).chain((ids) => fc.tuple(...ids.map(anyContact))),
    candidateTimeZone: fc.constantFrom('America/New_York', 'Asia/Tokyo'),
    preset: anyOf(PolicyPreset),
    policy: anyPolicy,
  })
  .map(({ place, hours, ...rest }) => ({ ...place, ...(hours ? { hours } : {}), ...rest }));
