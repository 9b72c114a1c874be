import type { PracticeId } from '../practices';
import { interviewDay, type MessageFacts, standingDecisionDate } from './facts';
import type { Occasion } from './occasion';
import { dayInWords, inLine } from './wording';

/** What a message should mention, thanks first: what its practices ask for, then what it is for. */
export function pointsToMention(
  occasion: Occasion,
  facts: MessageFacts,
  rests: readonly PracticeId[],
): string[] {
  const asked = points.filter(([practice]) => rests.includes(practice));
  return [...asked.flatMap(([, point]) => point(facts, occasion, rests)), ...pointsOfKind(occasion, facts)];
}

type Point = (facts: MessageFacts, occasion: Occasion, rests: readonly PracticeId[]) => string[];

/** What a practice asks to mention, from the facts of this application, in the order of a message. */
export const points: readonly [PracticeId, Point][] = [
  [
    'M1',
    ({ recipientName }) => [
      known(recipientName)
        ? `The recipient's name: ${known(recipientName)}`
        : "The recipient's name: find it out first",
    ],
  ],
  ['M6', (facts, { kind }) => [`To begin with, thanks for ${thankedFor(kind, facts)}`]],
  [
    'M5',
    (facts) => {
      const topics = topicsOf(facts).map((topic) => `What was discussed: ${topic}`);
      return topics.length > 0 ? topics : ['The main topics that were discussed'];
    },
  ],
  [
    'M11',
    ({ positionTitle, employerName }) => [
      `The position: ${known(positionTitle) ?? 'its title'}`,
      `The company: ${known(employerName) ?? 'its name'}`,
    ],
  ],
  [
    // A line or two after an interview has room for one topic.
    'M3',
    (facts, _, rests) =>
      rests.includes('M6')
        ? topicsOf(facts)
            .slice(0, 1)
            .map((topic) => `In a few words, what was discussed: ${topic}`)
        : [],
  ],
  [
    'M4',
    (facts) => [
      `${candidateOf(facts)}'s interest in the position`,
      'A polite question whether there is news',
    ],
  ],
  [
    'M7',
    (facts) => [`Why ${candidateOf(facts)} fits: skills, certificates and experience that the role asks for`],
  ],
  [
    'M8',
    ({ promises }) => {
      const promised = (promises ?? []).flatMap((one) => known(one) ?? []);
      if (promised.length > 0) return promised.map((one) => `What was promised: ${one}`);
      return ['What was promised or asked for, such as a portfolio or a work sample'];
    },
  ],
  ['M9', () => ['A question how the process stands and what comes next']],
  [
    'T6',
    (facts) => {
      const date = standingDecisionDate(facts);
      return [
        date
          ? `The decision expected by ${dayInWords(date, 'en')}, to be confirmed`
          : 'A question when a decision can be expected',
      ];
    },
  ],
  ['W1', () => ['The request to pass the message on to the person who decides']],
  ['W7', () => ['A question who the right person to turn to is']],
];

function thankedFor(kind: Occasion['kind'], { interview, interviewOffered }: MessageFacts): string {
  if (kind === 'ANSWER_EMPLOYER') return interviewOffered ? 'the offer of an interview' : 'the message';
  if (kind === 'RESPOND_TO_OFFER') return 'the offer';
  if (!interview) return 'the time taken for the interview';
  return `the time taken for the interview on ${dayInWords(interviewDay(interview), 'en')}`;
}

function pointsOfKind({ kind, medium }: Occasion, facts: MessageFacts): string[] {
  switch (kind) {
    case 'ANSWER_EMPLOYER':
      return [
        facts.interviewOffered
          ? 'That the candidate accepts the interview, and which times suit'
          : 'An answer to everything that was asked',
      ];
    case 'RESPOND_TO_OFFER':
      return ['The answer to the offer, or when it will come'];
    case 'KEEP_PROMISE':
      return ['That it is enclosed, or where it is to be found'];
    case 'FIND_HIRING_MANAGER': {
      const request = "The request for the hiring manager's name and e-mail address";
      const otherwise = 'Where that is refused, a message for the hiring manager that you called';
      return medium === 'CALL' ? [request, otherwise] : [request];
    }
    case 'LEAVE_MESSAGE':
      return ['A message for the hiring manager: who called, about what, and the number to call back'];
    case 'ASK_AVAILABILITY':
      return ['A question whether a call suits, and when'];
    case 'CALL': {
      const suits = known(facts.availability ?? null);
      const moment = 'A question whether this is a good moment';
      return suits ? [`When a call suits: ${suits}`, moment] : [moment];
    }
    case 'ASK_FOR_UPDATE': {
      const date = standingDecisionDate(facts);
      return date ? [`The date stated for the decision: ${dayInWords(date, 'en')}`] : [];
    }
    default:
      return [];
  }
}

/** The fact as it may stand in a sentence; null where there is none. */
const known = (fact: string | null) => (fact === null ? null : inLine(fact) || null);

const candidateOf = ({ candidateName }: MessageFacts) => known(candidateName) ?? 'the candidate';

const topicsOf = ({ interview }: MessageFacts) =>
  (interview?.topics ?? []).flatMap((topic) => known(topic) ?? []);
