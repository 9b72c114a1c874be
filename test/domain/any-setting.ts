import fc from 'fast-check';
import { officeHours, type WorkingHours } from '../../src/domain/calendar';
import { ContactMethod, PolicyPreset, RecipientRole } from '../../src/domain/vocabulary';
import { person, type Setting } from '../support/given';

/** Employers, agencies and people of every kind. */

export const anyOf = <W extends string>(words: { readonly [K in W]: K }) =>
  fc.constantFrom(...(Object.keys(words) as W[]));
export const perhaps = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null, freq: 2 });

const rarely = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null, freq: 1 });

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
    nudgesPerPersonPerWeekMax: fc.integer({ min: 1, max: 5 }),
    interviewPrepareWorkingDays: fc.integer({ min: 0, max: 4 }),
    lookUpsMax: fc.integer({ min: 0, max: 3 }),
    callGiveWayWorkingDays: fc.integer({ min: 1, max: 10 }),
    goneColdDays: fc.integer({ min: 1, max: 60 }),
  },
  { requiredKeys: [] },
);

const anyWindows = fc.constantFrom(
  onDays([2, 4], ['10:00', '11:30']),
  onDays([1, 2, 3, 4, 5], ['08:00', '09:30'], ['16:30', '19:00']),
  onDays([3], ['22:00', '23:00']),
);

/** Times around which applications are made. */
export const anyTime = fc.integer({
  min: Date.parse('2026-01-05T00:00:00Z'),
  max: Date.parse('2026-12-20T00:00:00Z'),
});

export const contactIds = ['first', 'second', 'third', 'fourth'];
const anyContact = (id: string) =>
  fc
    .record({
      role: anyOf(RecipientRole),
      decides: fc.boolean(),
      email: perhaps(fc.constant(`${id}@example.com`)),
      availability: perhaps(fc.constant('mornings')),
      availabilityWindows: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, anyWindows),
      phone: perhaps(fc.constant('+1 312 555 0100')),
      preferredMethod: rarely(anyOf(ContactMethod)),
      refusedMethods: fc.oneof(
        { weight: 3, arbitrary: fc.constant([]) },
        fc.subarray(Object.values(ContactMethod), { maxLength: 3 }),
      ),
      pressedElsewhereAt: fc.array(anyTime, { maxLength: 4 }),
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
