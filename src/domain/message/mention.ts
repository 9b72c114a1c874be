import type { PracticeId } from '../practices';
import { interviewDay, type MessageFacts, standingDecisionDate } from './facts';
import type { Occasion } from './occasion';
import { dayInWords, inLine } from './wording';

/** What a message should mention: what its practices ask for, then what this kind of message is for. */
export function pointsToMention(
  occasion: Occasion,
  facts: MessageFacts,
  rests: readonly PracticeId[],
): string[] {
  return [...rests.flatMap((id) => pointOf[id]?.(facts) ?? []), ...pointsOfKind(occasion, facts)];
}

/** What a practice asks to mention, from the facts of this application. */
const pointOf: { [id in PracticeId]?: (facts: MessageFacts) => string[] } = {
  M1: ({ recipientName }) => [
    known(recipientName)
      ? `The recipient's name: ${known(recipientName)}.`
      : "The recipient's name: find it out first.",
  ],
  M4: (facts) => [
    `${candidate(facts)}'s interest in the position.`,
    'A polite question whether there is news.',
  ],
  M5: ({ interview }) => {
    const topics = interview?.topics.flatMap((topic) => known(topic) ?? []) ?? [];
    const discussed = topics.map((topic) => `What was discussed: ${topic}.`);
    return discussed.length > 0 ? discussed : ['The main topics that were discussed.'];
  },
  M6: ({ interview }) => {
    if (!interview) return ['Thanks, to begin with.'];
    const day = dayInWords(interviewDay(interview), 'en');
    return [`Thanks, to begin with; the interview was on ${day}.`];
  },
  M7: (facts) => [`Why ${candidate(facts)} fits: skills, certificates, experience that the role asks for.`],
  M8: () => ['What was promised or asked for, such as a portfolio or a work sample.'],
  M9: () => ['A question how the process stands and what comes next.'],
  M11: ({ positionTitle, employerName }) => [
    `The position and the company: ${known(positionTitle) ?? 'the title'}, ${known(employerName) ?? 'the name'}.`,
  ],
  T6: (facts) => {
    const date = standingDecisionDate(facts);
    return [
      date ? `The decision expected by ${dayInWords(date, 'en')}.` : 'When a decision can be expected.',
    ];
  },
  W1: () => ['The wish that the message be passed on to the person who decides.'],
  W7: () => ['A question who the right person to turn to is.'],
};

function pointsOfKind({ kind }: Occasion, facts: MessageFacts): string[] {
  switch (kind) {
    case 'ANSWER_EMPLOYER':
      return ['An answer to everything that was asked.'];
    case 'RESPOND_TO_OFFER':
      return ['The answer to the offer, or when it will come.'];
    case 'FIND_HIRING_MANAGER':
      return [
        "The request for the hiring manager's name and e-mail address.",
        'If that is refused: a message for the hiring manager that you called.',
      ];
    case 'LEAVE_MESSAGE':
      return ['A message for the hiring manager: who called, about what, and the number to call back.'];
    case 'ASK_AVAILABILITY':
      return ['The question whether a call suits, and when.'];
    case 'CALL':
      return ['The question whether this is a good moment.'];
    case 'ASK_FOR_UPDATE': {
      const date = standingDecisionDate(facts);
      return date ? [`The date that was stated for the decision: ${dayInWords(date, 'en')}.`] : [];
    }
    default:
      return [];
  }
}

/** The fact as it may stand in a sentence; null where there is none. */
const known = (fact: string | null) => (fact === null ? null : inLine(fact) || null);

const candidate = ({ candidateName }: MessageFacts) => known(candidateName) ?? 'the candidate';
