import type { Instant } from '../../src/domain/instant';
import { DAY, HOUR } from '../../src/domain/instant';
import type { Action } from '../../src/domain/recommendation/recommend';
import type { ContactResponse } from '../../src/domain/vocabulary';
import { oneOf } from './random';

/** What comes of an attempt at once, and what the other side says some days later, if anything. */
export interface Reaction {
  response: ContactResponse;
  later: { at: Instant; response: ContactResponse } | null;
}

/** How often an answer comes, and which: guesses that are the same for every preset. */
const answers: { [response in ContactResponse]?: number } = {
  ACKNOWLEDGED: 30,
  IN_PROGRESS: 25,
  TIMELINE_GIVEN: 8,
  CALL_PROMISED: 5,
  INFORMATION_REQUESTED: 8,
  INTERVIEW_OFFERED: 10,
  REJECTED: 12,
  POSITION_CLOSED: 2,
};
const answersAfterInterview: { [response in ContactResponse]?: number } = {
  IN_PROGRESS: 35,
  TIMELINE_GIVEN: 12,
  CALL_PROMISED: 6,
  INFORMATION_REQUESTED: 7,
  INTERVIEW_OFFERED: 8,
  OFFER_MADE: 16,
  REJECTED: 16,
};
const answeredShare = 0.15;
const answeredAfterInterviewShare = 0.25;

export function reactionTo(
  random: () => number,
  action: Action,
  at: Instant,
  interviewed: boolean,
): Reaction {
  const later = laterAnswer(random, at, interviewed);
  if (action.recipient?.role === 'SWITCHBOARD') {
    const response = oneOf(random, { DETAILS_OBTAINED: 50, REFUSED: 25, NO_ANSWER: 25 });
    return { response, later: null };
  }
  if (action.method === 'PHONE') {
    const response = oneOf(random, { VOICEMAIL_LEFT: 50, NO_ANSWER: 25, IN_PROGRESS: 25 });
    return { response, later: response === 'IN_PROGRESS' ? null : later };
  }
  const bounced = action.method === 'EMAIL' && random() < 0.02;
  return bounced ? { response: 'BOUNCED', later: null } : { response: 'NONE', later };
}

function laterAnswer(random: () => number, at: Instant, interviewed: boolean): Reaction['later'] {
  const share = interviewed ? answeredAfterInterviewShare : answeredShare;
  const response = oneOf(random, interviewed ? answersAfterInterview : answers);
  const after = 2 * HOUR + Math.floor(random() ** 2 * 8 * DAY);
  return random() < share ? { at: at + after, response } : null;
}
