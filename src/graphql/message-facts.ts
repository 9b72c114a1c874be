import { type ApplicationState, openRequest } from '../domain/application';
import type { Instant } from '../domain/instant';
import { interviewFor, type MessageFacts, openPromisesFor } from '../domain/message/facts';
import type { Action } from '../domain/recommendation/recommend';
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
    availability: contact?.availability ?? null,
    interviewOffered: openRequest(state)?.response === 'INTERVIEW_OFFERED',
    promises: openPromisesFor(action, state, at),
  };
}
