import type { WorkingHours } from '../domain/calendar';
import type { Instant, TimeZone } from '../domain/instant';
import type { ApplicationChannel, RecipientRole } from '../domain/vocabulary';
import type { EntryCommand } from './entry';

/** Everything below has a key: the same names lead to the same key, in this file and in any later one. */
export interface PlannedCandidate {
  key: string;
  name: string;
  email: string | null;
  timeZone: TimeZone;
}

export interface PlannedEmployer {
  key: string;
  name: string;
  timeZone: TimeZone;
  country: string;
  region: string | null;
  switchboardPhone: string | null;
  workingHours: WorkingHours[];
}

export interface PlannedContact {
  key: string;
  employerKey: string;
  name: string;
  role: RecipientRole;
  /** The address of the first line that has one, and the one that it was replaced with. */
  email: string | null;
  laterEmail: string | null;
  phone: string | null;
  decides: boolean;
}

export interface PlannedPosting {
  key: string;
  employerKey: string;
  title: string;
  noPhoneCalls: boolean;
  noFollowUp: boolean;
  onlyQualifiedContacted: boolean;
  generalEmail: string | null;
  takenDownAt: Instant | null;
}

/** What is to be recorded of a line; people are named by the keys of their contacts. */
export interface PlannedEntry {
  line: number;
  at: Instant;
  command: EntryCommand;
  /** Who the line says this person is, on this application. */
  identifies: { contactId: string; role: RecipientRole } | null;
}

export interface PlannedApplication {
  key: string;
  candidateKey: string;
  postingKey: string;
  submittedAt: Instant;
  channel: ApplicationChannel;
  lines: number[];
  /** In the order in which they happened. */
  entries: PlannedEntry[];
}

/** What a log would lead to in an agency that knows nothing of it yet. */
export interface ImportPlan {
  candidates: PlannedCandidate[];
  employers: PlannedEmployer[];
  contacts: PlannedContact[];
  postings: PlannedPosting[];
  applications: PlannedApplication[];
}
