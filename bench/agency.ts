import { officeHours } from '../src/domain/calendar';
import { createAgency, issueKey } from '../src/store/api-keys';
import type { Store } from '../src/store/data-source';
import type { Session } from '../src/store/prepare';
import { createCandidate, createContact, createEmployer, createJobPosting } from '../src/store/reference';

export const timeZone = 'America/Chicago';

/** An agency with what applications refer to. */
export interface Agency {
  store: Store;
  session: Session;
  /** Of an administrator. */
  key: string;
  candidateId: string;
  /** At an employer whose hiring manager is known, and at one where nobody is. */
  known: Place;
  unknown: Place;
}

export interface Place {
  jobPostingId: string;
  contactId: string | null;
}

export async function makeAgency(store: Store, name: string): Promise<Agency> {
  const agencyId = await createAgency(store, name, timeZone);
  const { id, key } = await issueKey(store, agencyId, 'Benchmark', 'ADMINISTRATOR');
  const session: Session = { agencyId, actor: { kind: 'API_KEY', id, name: 'Benchmark' } };
  const candidate = { name: 'Robin Example', email: 'robin@example.com', timeZone };
  const candidateId = await createCandidate(store, session, candidate, null);
  const known = await makePlace(store, session, 'Example Works', true);
  const unknown = await makePlace(store, session, 'Sample Industries', false);
  return { store, session, key, candidateId, known, unknown };
}

async function makePlace(store: Store, session: Session, name: string, isKnown: boolean): Promise<Place> {
  const employer = {
    ...{ name, timeZone, country: 'US', region: null },
    ...{ switchboardPhone: '+1 312 555 0100', workingHours: officeHours },
  };
  const employerId = await createEmployer(store, session, employer, null);
  const manager = {
    ...{ employerId, name: 'Sam Sample', role: 'HIRING_MANAGER' as const, decides: true },
    ...{ email: 'sam@example.com', phone: '+1 312 555 0101', availability: 'mornings' },
  };
  const contactId = isKnown ? await createContact(store, session, manager, null) : null;
  const posting = {
    ...{ employerId, title: 'Welder', noPhoneCalls: false, noFollowUp: false },
    ...{ onlyQualifiedContacted: false, generalEmail: null, takenDownAt: null, closedAt: null },
  };
  return { jobPostingId: await createJobPosting(store, session, posting, null), contactId };
}
