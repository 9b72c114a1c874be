import { Info } from 'luxon';
import { type ApplicationState, openRequest } from '../domain/application';
import type { Instant } from '../domain/instant';
import { interviewFor, type MessageFacts, openPromisesFor } from '../domain/message/facts';
import type { Action } from '../domain/recommendation/recommend';
import type { ContactRow } from '../store/entities';
import type { Context } from './context';

/** Where an action belongs, for what is derived from the application's other facts. */
export interface ActionPlace {
  /** The application's. */
  id: string;
  candidateId: string;
  jobPostingId: string;
  state: ApplicationState;
}

/** The facts that a message to somebody is made of. */
export async function messageFacts(
  { candidates, contacts, jobPostings, employers }: Context,
  { candidateId, jobPostingId, state }: ActionPlace,
  action: Action,
  at: Instant,
): Promise<MessageFacts> {
  const recipientId = action.recipient?.contactId ?? null;
  const [candidate, posting, contact] = await Promise.all([
    candidates.load(candidateId),
    jobPostings.load(jobPostingId),
    recipientId ? contacts.load(recipientId) : null,
  ]);
  const employer = posting && (await employers.load(posting.employerId));
  const interview = interviewFor(action, state.interviews, at);
  return {
    candidateName: candidate?.name ?? '',
    recipientName: contact?.name ?? null,
    employerName: employer?.name ?? '',
    positionTitle: posting?.title ?? '',
    interview: interview
      ? {
          endedAt: interview.endsAt,
          timeZone: state.timeZone,
          format: interview.format,
          topics: interview.topics,
        }
      : null,
    decisionExpectedOn: state.timeline?.decisionExpectedOn ?? null,
    availability: contact && availabilityOf(contact),
    interviewOffered: openRequest(state)?.response === 'INTERVIEW_OFFERED',
    promises: openPromisesFor(action, state, at),
  };
}

/** When a call suits, as was said, or as the hours of the week. */
function availabilityOf({ availability, availabilityWindows }: ContactRow): string | null {
  if (availability !== null || availabilityWindows.length === 0) return availability;
  return availabilityWindows
    .map(
      ({ dayOfWeek, opens, closes }) =>
        `${Info.weekdays('short', { locale: 'en' })[dayOfWeek - 1]} ${opens}–${closes}`,
    )
    .join(', ');
}
