import { officeHours, WorkingCalendar } from '../../src/domain/calendar';
import { DAY, type Instant } from '../../src/domain/instant';
import { makePolicy } from '../../src/domain/policy';
import type { Action } from '../../src/domain/recommendation/recommend';
import { rankOf } from '../../src/domain/recommendation/recommend';
import type { PolicyPreset } from '../../src/domain/vocabulary';
import { Case, type Workplace } from './case';
import { oneOf, randomFrom } from './random';

/** Something that was done because it was recommended. */
export interface Taken {
  of: Case;
  at: Instant;
  action: Action;
  wasLate: boolean;
}

export interface Year {
  cases: Case[];
  taken: Taken[];
  workplaces: Workplace[];
}

const from = Date.parse('2026-01-05T15:00:00Z');
const until = Date.parse('2026-12-31T23:00:00Z');
/** The two recruiters of the agency take an action every so often, in their working hours. */
const actionEveryMilliseconds = 10 * 60_000;
const employerCount = 60;

/** A year of an agency whose recruiters do what is on top of the worklist. The same every time it is run. */
export function simulateYear(preset: PolicyPreset, applications: number): Year {
  const random = randomFrom(1);
  const policy = makePolicy([{ scope: 'AGENCY', preset, overrides: {} }], 1);
  const workplaces = Array.from({ length: employerCount }, (_, number) => makeWorkplace(random, number));
  const cases = Array.from({ length: applications }, (_, number) => {
    const workplace = workplaces[Math.floor(random() * employerCount)] as Workplace;
    // Nine months, so that most come to their end within the year.
    const submittedAt = from + Math.floor((number / applications) * 270) * DAY + Math.floor(random() * DAY);
    const posting = { noPhoneCalls: random() < 0.15, noFollowUp: random() < 0.08 };
    const takenDownAt = random() < 0.3 ? submittedAt + Math.floor((10 + random() * 40) * DAY) : null;
    const one = new Case(workplace, policy, randomFrom(number + 1000), submittedAt, posting, takenDownAt);
    workplace.cases.push(one);
    return one;
  });
  const agency = calendarIn('America/Chicago');
  const taken: Taken[] = [];
  for (let at = agency.spanAt(from).opens; at < until; at += actionEveryMilliseconds) {
    at = Math.max(at, agency.spanAt(at).opens);
    const next = mostUrgent(cases, at);
    if (!next) continue;
    const { of, action } = next;
    taken.push({ of, at, action, wasLate: action.lateAt !== null && at >= action.lateAt });
    of.act(action, at);
  }
  return { cases, taken, workplaces };
}

function mostUrgent(cases: Case[], at: Instant): { of: Case; action: Action } | null {
  let best: { of: Case; action: Action } | null = null;
  for (const of of cases) {
    if (of.submittedAt > at) break;
    if (of.state.stage === 'CLOSED' && of.coming.length === 0) continue;
    const action = of.openAt(at)[0];
    if (action && (!best || isMoreUrgent(action, best.action))) best = { of, action };
  }
  return best;
}

function isMoreUrgent(one: Action, other: Action): boolean {
  const [first, second] = [rankOf(one), rankOf(other)];
  return (first.group - second.group || first.at - second.at) < 0;
}

const calendarIn = (timeZone: string) =>
  new WorkingCalendar({ timeZone, country: 'US', region: null, hours: officeHours });

function makeWorkplace(random: () => number, number: number): Workplace {
  const zone = oneOf(random, { 'America/New_York': 4, 'America/Chicago': 4, 'America/Los_Angeles': 2 });
  const person = (role: 'HIRING_MANAGER' | 'RECRUITER') => ({
    ...{ id: `${role} ${number}`, role, decides: role === 'HIRING_MANAGER', email: `${role}@example.com` },
    ...{
      phone: null,
      availability: null,
      availabilityWindows: [],
      preferredMethod: null,
      postalAddress: null,
      refusedMethods: [],
    },
    ...{ pressedElsewhereAt: [], doNotContact: false, emailChangedAt: null },
  });
  const known = oneOf(random, { manager: 55, recruiter: 20, nobody: 25 });
  const contacts = known === 'nobody' ? [] : [person(known === 'manager' ? 'HIRING_MANAGER' : 'RECRUITER')];
  return { calendar: calendarIn(zone), contacts, cases: [] };
}
