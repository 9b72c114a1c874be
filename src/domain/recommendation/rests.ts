import { openRequest } from '../application';
import type { PostingFacts } from '../events';
import type { Draft } from './rule';
import { endedInterviews, type Situation, silence } from './situation';

/** Events that several rules rest on, by their ids. */

const idsOf = (parts: readonly { id: string }[]) => parts.map(({ id }) => id);

/** What the silence follows on, and what was sent into it since. */
export function silenceAndUnanswered(situation: Situation): string[] {
  const silent = silence(situation);
  return silent ? [silent.eventId, ...idsOf(silent.unanswered)] : [];
}

/** What was sent without an answer. */
export const sentInVain = (situation: Situation) => idsOf(silence(situation)?.unanswered ?? []);

/** What the silence follows on: the submission, an interview, a word. */
export const lastHeard = (situation: Situation) => silenceAndUnanswered(situation).slice(0, 1);

/** What has said this of the posting last. */
export function saidByPosting({ state }: Situation, fact: keyof PostingFacts): string {
  return state.postingEventIds[fact] ?? state.submissionId;
}

/** What has identified the person on this application; nothing where they are known otherwise. */
export function identifying({ state }: Situation, contactId: string | null | undefined): string[] {
  return state.identified.filter((one) => one.contactId === contactId).map(({ eventId }) => eventId);
}

/** The employer's open question, invitation or offer, and what took the matter up again after it. */
export function openRequestAndResumption({ state }: Situation): string[] {
  const request = openRequest(state);
  if (!request) return [];
  const resumed = state.resumedAt !== null && state.resumedAt > request.at ? state.resumptionId : null;
  return resumed ? [request.eventId, resumed] : [request.eventId];
}

/** The interview that a thank-you opens with the end of. */
export function interviewsEnding({ state }: Situation, { opensAt }: Draft): string[] {
  return idsOf(state.interviews.filter(({ endsAt }) => endsAt === opensAt));
}

/** The last interview, where the person was there. */
export function interviewsWith(situation: Situation, contactId: string | null | undefined): string[] {
  const last = endedInterviews(situation).slice(-1);
  return idsOf(last.filter(({ contactIds }) => contactIds.some((id) => id === contactId)));
}
