import type { LocalDate, TimeZone } from '../domain/instant';
import type { ApplicationChannel } from '../domain/vocabulary';
import type { Cells } from './cells';
import type { TimeOfDay } from './dates';
import { countryCode } from './places';
import { quoted } from './problems';
import { channels, type PostingAsks, postingAsks } from './words';

/** What holds for lines that do not say it themselves. */
export interface Defaults {
  timeZone: TimeZone | null;
  country: string | null;
}

/** What a line says of the application that it belongs to; null where it says nothing. */
export interface ApplicationCells {
  candidate: string;
  candidateEmail: string | null;
  candidateTimeZone: TimeZone | null;
  employer: string;
  employerCountry: string | null;
  employerRegion: string | null;
  employerTimeZone: TimeZone | null;
  switchboard: string | null;
  jobTitle: string;
  postingSays: PostingAsks[] | null;
  generalEmail: string | null;
  takenDownOn: LocalDate | null;
  /** On the employer's calendar and clock. */
  appliedOn: LocalDate;
  appliedAt: TimeOfDay | null;
  channel: ApplicationChannel | null;
  /** The zone that the line's own times are in. */
  timeZone: TimeZone | null;
}

/** Null where it cannot be told which application is meant. */
export function readApplication(cells: Cells, defaults: Defaults): ApplicationCells | null {
  const candidate = cells.required('candidate', 'the name of the person who applied');
  const employer = cells.required('employer', 'the name of the employer');
  const jobTitle = cells.required('jobTitle', 'what was applied for');
  cells.required('appliedOn', 'the day on which it was applied');
  const applied = cells.moment('appliedOn', 'appliedAt');
  const facts = {
    candidateEmail: cells.email('candidateEmail'),
    candidateTimeZone: cells.zone('candidateTimeZone'),
    ...readPlace(cells, defaults),
    employerTimeZone: cells.zone('employerTimeZone'),
    switchboard: cells.text('switchboard', 50),
    postingSays: cells.words('postingSays', postingAsks)?.sort() ?? null,
    generalEmail: cells.email('generalEmail'),
    takenDownOn: cells.date('takenDownOn'),
    channel: cells.word('channel', channels),
    timeZone: cells.zone('timeZone') ?? defaults.timeZone,
  };
  if (!candidate || !employer || !jobTitle || !applied) return null;
  return { candidate, employer, jobTitle, appliedOn: applied.date, appliedAt: applied.time, ...facts };
}

function readPlace(cells: Cells, defaults: Defaults) {
  const country = cells.text('employerCountry');
  const code = country === null ? defaults.country : countryCode(country);
  if (country !== null && code === null) {
    cells.refuse(
      'employerCountry',
      `${quoted(country)} is no known country; expected one such as US or Germany.`,
    );
  }
  return { employerCountry: code, employerRegion: cells.text('employerRegion')?.toUpperCase() ?? null };
}
