import fc from 'fast-check';
import type { Command } from '../../src/domain/commands';
import { DAY } from '../../src/domain/instant';
import {
  ActionKind,
  ApplicationOutcome,
  ContactMethod,
  ContactPurpose,
  ContactResponse,
  InterviewFormat,
  RecipientRole,
} from '../../src/domain/vocabulary';
import { anyOf, contactIds, perhaps } from './any-setting';

/** Which commands, and how often. */
const weights = {
  RecordContactAttempt: 4,
  RecordResponse: 3,
  RecordInterview: 2,
  ScheduleInterview: 1,
  MoveInterview: 1,
  PrepareInterview: 1,
  CancelInterview: 1,
  IdentifyContact: 1,
  ChangePosting: 1,
  MakePromise: 1,
  DeferAction: 1,
  PinAction: 1,
  DismissAction: 1,
  AssignApplication: 1,
  CloseApplication: 1,
  ReopenApplication: 2,
  CorrectEvent: 1,
  RetractEvent: 1,
} as const satisfies { [type in Command['type']]?: number };
const commandTypes = Object.entries(weights).flatMap(([type, weight]) =>
  Array<keyof typeof weights>(weight).fill(type as keyof typeof weights),
);

/** What is done next, how long after the last event or before it, and with which facts, as far as they fit. */
export const anyStep = fc.record({
  type: fc.constantFrom(...commandTypes),
  after: fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: 0, max: 12 * DAY }) },
    { weight: 1, arbitrary: fc.integer({ min: -9 * DAY, max: 0 }) },
  ),
  lasting: fc.integer({ min: 1, max: 40 * DAY }),
  method: anyOf(ContactMethod),
  purpose: perhaps(anyOf(ContactPurpose)),
  response: fc.oneof(fc.constantFrom<ContactResponse>('NONE', 'NO_ANSWER'), anyOf(ContactResponse)),
  advised: fc.boolean(),
  responded: fc.boolean(),
  dated: fc.boolean(),
  role: anyOf(RecipientRole),
  contactId: perhaps(fc.constantFrom(...contactIds)),
  format: anyOf(InterviewFormat),
  outcome: anyOf(ApplicationOutcome),
  kind: anyOf(ActionKind),
  changes: fc.record(
    {
      noPhoneCalls: fc.boolean(),
      noFollowUp: fc.boolean(),
      onlyQualifiedContacted: fc.boolean(),
      takenDownAt: perhaps(fc.constant(0)),
      closedAt: perhaps(fc.constant(0)),
    },
    { requiredKeys: [] },
  ),
  target: fc.nat(),
});
export type AnyStep = typeof anyStep extends fc.Arbitrary<infer T> ? T : never;
