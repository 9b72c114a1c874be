import fc from 'fast-check';
import { DAY, HOUR } from '../../src/domain/instant';
import { ContactMethod, ContactResponse } from '../../src/domain/vocabulary';
import type { Request } from '../../src/store/prepare';
import {
  type Agency,
  addContact,
  addEmployer,
  addPosting,
  apply,
  attempt,
  closing,
  daysAgo,
  refusalOf,
  request,
  response,
  run,
} from './agency';

type Command = Request['command'];

const methods = Object.values(ContactMethod);
/** But for a refusal of contact, which would silence all the others. */
const responses = Object.values(ContactResponse).filter((one) => one !== 'DO_NOT_CONTACT');
const meeting = () => ({ timeZone: 'America/Chicago', format: 'VIDEO' as const, contactIds: [] });

/** Some command, so many days after the submission, on an application that was submitted 30 days ago. */
const commands: fc.Arbitrary<Command> = fc
  .record({
    days: fc.integer({ min: 0, max: 29 }),
    method: fc.constantFrom(...methods),
    said: fc.constantFrom(...responses),
    kind: fc.constantFrom(
      'attempt',
      'attempt',
      'response',
      'held',
      'scheduled',
      'deferred',
      'closed',
      'posting',
    ),
  })
  .map(({ days, method, said, kind }): Command => {
    const at = daysAgo(30 - days);
    const statement = {
      method,
      response: said,
      decisionExpectedOn:
        said === 'TIMELINE_GIVEN' ? new Date(at + 5 * DAY).toISOString().slice(0, 10) : null,
      promisedAt: said === 'CALL_PROMISED' ? at + DAY : null,
    };
    switch (kind) {
      case 'response':
        return response({ receivedAt: at, ...statement });
      case 'held':
        return {
          type: 'RecordInterview',
          startedAt: at,
          endedAt: at + HOUR,
          topics: [],
          decisionExpectedOn: null,
          note: null,
          ...meeting(),
        };
      case 'scheduled':
        // Some lie ahead, and several end at the same time.
        return {
          type: 'ScheduleInterview',
          agreedAt: null,
          startsAt: at + 15 * DAY,
          endsAt: at + 15 * DAY + HOUR,
          ...meeting(),
        };
      case 'deferred':
        return { type: 'DeferAction', until: at + 4 * DAY, why: null, deferredAt: at };
      case 'closed':
        return closing({ closedAt: at });
      case 'posting':
        return { type: 'ChangePosting', changes: { noPhoneCalls: days % 2 === 0 }, changedAt: at };
      default:
        return attempt({ attemptedAt: at, ...statement });
    }
  });

/** Applications to several employers, each with a history of its own; the same for the same seed. */
export async function fill(agency: Agency, count: number, seed = 1): Promise<string[]> {
  const silent = { ...agency, employerId: await addEmployer(agency) };
  silent.jobPostingId = await addPosting(silent);
  await addContact(agency);
  const histories = fc.sample(fc.array(commands, { maxLength: 8 }), { numRuns: count, seed });
  const ids: string[] = [];
  for (const [index, history] of histories.entries()) {
    const id = await apply(index % 2 === 0 ? agency : silent, { submittedAt: daysAgo(30) });
    ids.push(id);
    // What contradicts what went before is refused, and left out.
    for (const command of history) await refusalOf(run(agency, [request(id, command)]));
  }
  // Two meetings that end at once ask for two thank-yous of one kind at the same time.
  const id = await apply(agency, { submittedAt: daysAgo(30) });
  const round: Command = {
    ...{ type: 'ScheduleInterview', agreedAt: null, startsAt: daysAgo(-1), endsAt: daysAgo(-1) + HOUR },
    ...meeting(),
  };
  await run(agency, [request(id, round), request(id, round)]);
  return [...ids, id];
}
