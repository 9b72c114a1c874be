import { interviewDay, type MessageFacts, standingDecisionDate } from './facts';
import { asksForPerson, type Occasion, reachesNobodyInParticular } from './occasion';
import { type Fields, type Gap, gaps, type Templates } from './templates';
import { cutTo, dayInWords, inLine, listInWords } from './wording';

/** More than these would make a list of a sentence. */
const topicsMax = 4;

/**
 * A place left open: a control character of its own, which no fact can have since `inLine` takes them out of
 * facts, and which no filter of a template can alter.
 */
const mark = (gap: Gap) => String.fromCharCode(0x86 + gaps.indexOf(gap));

/** How facts are put into words. */
export interface Style {
  templates: Templates;
  /** For dates and lists. */
  locale: string;
  /** No fact is longer; what is, is cut. */
  factCharactersMax: number;
}

/** The facts as a template may name them; what is missing is a gap. */
export function fieldsOf(occasion: Occasion, facts: MessageFacts, style: Style): Fields {
  const worded = (fact: string | null, gap: Gap) => wordedFact(fact, style) ?? mark(gap);
  const nobody = reachesNobodyInParticular(occasion) || asksForPerson(occasion);
  return {
    recipient: wordedFact(facts.recipientName, style) ?? (nobody ? null : mark('recipient')),
    candidate: worded(facts.candidateName, 'candidate'),
    position: worded(facts.positionTitle, 'position'),
    employer: worded(facts.employerName, 'employer'),
    sender: mark('sender'),
    phone: mark('phone'),
    fit: mark('fit'),
    answer: mark('answer'),
    offerAnswer: mark('offerAnswer'),
    promise: worded(facts.promises?.[0] ?? null, 'promise'),
    decisionDate: decisionDate(occasion, facts, style),
    interview: interviewFields(occasion, facts, style),
    promiseBroken: occasion.promiseBroken,
    voicemail: occasion.method === 'PHONE' && !asksForPerson(occasion),
    bySms: occasion.method === 'SMS',
    passOn: occasion.role === 'GENERAL_INBOX' && !asksForPerson(occasion),
  };
}

/** The text with each gap shown in brackets. */
export function showGaps(text: string, { gaps: labels }: Templates): string {
  return gaps.reduce((shown, gap) => shown.replaceAll(mark(gap), `[${labels[gap]}]`), text);
}

/** What a person has to fill in. */
export function gapsIn(text: string, { gaps: labels }: Templates): string[] {
  return gaps.filter((gap) => text.includes(mark(gap))).map((gap) => labels[gap]);
}

function wordedFact(fact: string | null, { factCharactersMax }: Style): string | null {
  return fact === null ? null : cutTo(factCharactersMax, inLine(fact)) || null;
}

function interviewFields({ kind }: Occasion, facts: MessageFacts, style: Style): Fields['interview'] {
  const { interview } = facts;
  const { interviews } = style.templates;
  if (!interview) {
    // Thanks for an interview cannot do without one.
    if (kind !== 'SEND_THANK_YOU_NOTE' && kind !== 'SEND_THANK_YOU_EMAIL') return null;
    return { name: interviews.IN_PERSON, date: mark('interviewDate'), topics: mark('topics'), topic: null };
  }
  const topics = interview.topics.flatMap((topic) => wordedFact(topic, style) ?? []).slice(0, topicsMax);
  return {
    name: interviews[interview.format],
    date: dayInWords(interviewDay(interview), style.locale),
    topics: topics.length > 0 ? listInWords(topics, style.locale) : mark('topics'),
    topic: topics[0] ?? null,
  };
}

function decisionDate({ kind }: Occasion, facts: MessageFacts, { locale }: Style): string | null {
  const stated = standingDecisionDate(facts);
  if (stated) return dayInWords(stated, locale);
  // An update is asked for because a date was stated (T9).
  return kind === 'ASK_FOR_UPDATE' ? mark('decisionDate') : null;
}
