import type { Instant } from '../domain/instant';
import type { MessageFacts } from '../domain/message/facts';
import type { InterviewFormat } from '../domain/vocabulary';
import type { Context } from './context';

/** Where an action belongs, for what is derived from the application's other facts. */
export interface ActionPlace {
  candidateId: string;
  jobPostingId: string;
  state: {
    interviews: readonly InterviewFacts[];
    timeline: { decisionExpectedOn: string } | null;
    timeZone: string;
  };
}

interface InterviewFacts {
  endsAt: Instant;
  format: InterviewFormat;
  topics: string[];
}

/** The facts that a message to somebody is made of. */
export async function messageFacts(
  { candidates, contacts, jobPostings, employers }: Context,
  { candidateId, jobPostingId, state }: ActionPlace,
  recipientId: string | null,
  at: Instant,
): Promise<MessageFacts> {
  const [candidate, posting, contact] = await Promise.all([
    candidates.load(candidateId),
    jobPostings.load(jobPostingId),
    recipientId ? contacts.load(recipientId) : null,
  ]);
  const employer = posting && (await employers.load(posting.employerId));
  const interview = state.interviews.filter(({ endsAt }) => endsAt <= at).at(-1);
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
  };
}
