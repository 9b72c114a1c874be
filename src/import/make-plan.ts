import { officeHours } from '../domain/calendar';
import type { Instant, TimeZone } from '../domain/instant';
import type { Contacts } from './contacts';
import { momentIn } from './dates';
import type { LogLine } from './log';
import type {
  ImportPlan,
  PlannedApplication,
  PlannedCandidate,
  PlannedEmployer,
  PlannedPosting,
} from './plan';
import type { Said, Thing } from './register';
import type { Keys, Things } from './things';

const midnight = { hour: 0, minute: 0, second: 0 };

/** What the lines lead to; nothing in them may contradict anything else. */
export function makePlan(lines: readonly LogLine[], things: Things, contacts: Contacts): ImportPlan {
  return {
    candidates: things.candidates.all().map(candidateOf),
    employers: things.employers.all().map(employerOf),
    contacts: contacts.all(),
    postings: things.postings.all().map((thing) => postingOf(thing, things)),
    applications: applicationsOf(lines, things, contacts),
  };
}

/** In the employer's zone, without a time from the start of the day; null where its clocks never show it. */
export function submissionTime(things: Things, { employer, application }: Keys): Instant | null {
  const { appliedOn = '', appliedAt } = things.applications.get(application)?.said ?? {};
  return momentIn(zoneOf(things.employers.get(employer)), appliedOn, appliedAt ?? midnight);
}

function candidateOf({ key, said, lineTimeZone }: Thing): PlannedCandidate {
  const { candidate = '', candidateEmail = null, candidateTimeZone } = said;
  return {
    key,
    name: candidate,
    email: candidateEmail,
    timeZone: candidateTimeZone ?? lineTimeZone ?? 'UTC',
  };
}

function employerOf(thing: Thing): PlannedEmployer {
  const { employer = '', employerCountry, employerRegion = null, switchboard = null } = thing.said;
  return {
    key: thing.key,
    name: employer,
    timeZone: zoneOf(thing),
    country: employerCountry ?? '',
    region: employerRegion,
    switchboardPhone: switchboard,
    workingHours: officeHours,
  };
}

function postingOf({ key, said }: Thing, things: Things): PlannedPosting {
  const { employer = '', jobTitle = '', generalEmail = null, takenDownOn, postingSays } = said;
  const asks = postingSays ?? [];
  const employerThing = things.employerNamed(employer);
  return {
    key,
    employerKey: employerThing?.key ?? '',
    title: jobTitle,
    noPhoneCalls: asks.includes('NO_CALLS'),
    noFollowUp: asks.includes('NO_FOLLOW_UP'),
    onlyQualifiedContacted: asks.includes('ONLY_QUALIFIED_CONTACTED'),
    generalEmail,
    takenDownAt: takenDownOn ? momentIn(zoneOf(employerThing), takenDownOn, midnight) : null,
  };
}

function applicationsOf(lines: readonly LogLine[], things: Things, contacts: Contacts): PlannedApplication[] {
  const applications = new Map<string, PlannedApplication>();
  for (const line of lines) {
    const keys = things.keysOf(line.application);
    const said = things.applications.get(keys.application)?.said as Said;
    const known = applications.get(keys.application) ?? {
      key: keys.application,
      candidateKey: keys.candidate,
      postingKey: keys.posting,
      submittedAt: submissionTime(things, keys) as Instant,
      channel: said.channel ?? 'OTHER',
      lines: [],
      entries: [],
    };
    applications.set(keys.application, known);
    known.lines.push(line.line);
    known.entries.push(...contacts.planned(line));
  }
  const planned = [...applications.values()];
  for (const { entries } of planned) entries.sort((one, other) => one.at - other.at || one.line - other.line);
  return planned.sort((one, other) => one.submittedAt - other.submittedAt);
}

function zoneOf(employer: Thing | undefined): TimeZone {
  return employer?.said.employerTimeZone ?? employer?.lineTimeZone ?? 'UTC';
}
