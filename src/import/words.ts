import {
  ApplicationChannel,
  ApplicationOutcome,
  ContactMethod,
  ContactPurpose,
  ContactResponse,
  InterviewFormat,
  RecipientRole,
} from '../domain/vocabulary';
import { plain } from './fields';

const written = new Map([
  ['EMAIL', 'e-mail'],
  ['SMS', 'SMS'],
  ['LINKEDIN', 'LinkedIn'],
  ['FOLLOW_UP', 'follow-up'],
  ['NO_FOLLOW_UP', 'no follow-up'],
  ['THANK_YOU', 'thank-you'],
  ['CHECK_IN', 'check-in'],
  ['SEND_FOLLOW_UP', 'send follow-up'],
  ['SEND_THANK_YOU_NOTE', 'send thank-you note'],
  ['SEND_THANK_YOU_EMAIL', 'send thank-you e-mail'],
]);

/** The words that a column may hold, and what each stands for. */
export interface Lexicon<Meaning> {
  /** Undefined where the word is not known. Case, blanks and punctuation do not matter. */
  read(text: string): Meaning | undefined;
  /** The words as a person would write them, for messages. */
  expected: string;
}

/** The product's own words, each usable as it is ("NO_ANSWER", "no answer"), and others for the same. */
function lexicon<W extends string>(words: Readonly<Record<W, W>>, others: Record<string, W>): Lexicon<W> {
  const own = Object.keys(words) as W[];
  const meanings = new Map<string, W>([
    ...own.map((word): [string, W] => [plain(word), word]),
    ...Object.entries<W>(others).map(([other, word]): [string, W] => [plain(other), word]),
  ]);
  return { read: (text) => meanings.get(plain(text)), expected: own.map(inWriting).join(', ') };
}

/** VOICEMAIL_LEFT as a person writes it: "voicemail left". */
export function inWriting(word: string): string {
  return written.get(word) ?? word.toLowerCase().replaceAll('_', ' ');
}

export const EntryType = {
  ATTEMPT: 'ATTEMPT',
  RESPONSE: 'RESPONSE',
  INTERVIEW: 'INTERVIEW',
  CLOSED: 'CLOSED',
  APPLIED: 'APPLIED',
} as const;
export type EntryType = keyof typeof EntryType;

export const entryTypes = lexicon(EntryType, {
  'contact attempt': 'ATTEMPT',
  contact: 'ATTEMPT',
  'response received': 'RESPONSE',
  incoming: 'RESPONSE',
  close: 'CLOSED',
  application: 'APPLIED',
});

export const methods = lexicon(ContactMethod, {
  call: 'PHONE',
  'phone call': 'PHONE',
  telephone: 'PHONE',
  'text message': 'SMS',
  text: 'SMS',
  video: 'VIDEO_CALL',
  visit: 'IN_PERSON',
  letter: 'POST',
  'hand-written note': 'POST',
  card: 'POST',
  'linkedin message': 'LINKEDIN',
  form: 'WEB_FORM',
  'contact form': 'WEB_FORM',
});

export const purposes = lexicon(ContactPurpose, {
  'first follow-up': 'FOLLOW_UP',
  nudge: 'REMINDER',
  thanks: 'THANK_YOU',
  'ask for an update': 'ASK_FOR_UPDATE',
  update: 'ASK_FOR_UPDATE',
  'find contact': 'FIND_HIRING_MANAGER',
  'look-up': 'FIND_HIRING_MANAGER',
  'leave a message': 'LEAVE_MESSAGE',
  availability: 'ASK_AVAILABILITY',
  reply: 'ANSWER',
});

export const roles = lexicon(RecipientRole, {
  hr: 'RECRUITER',
  'human resources': 'RECRUITER',
  'job poster': 'POSTER',
  referral: 'REFERRER',
  inbox: 'GENERAL_INBOX',
  'general address': 'GENERAL_INBOX',
  reception: 'SWITCHBOARD',
});

export const responses = lexicon(ContactResponse, {
  'no response': 'NONE',
  'no reply': 'NONE',
  silence: 'NONE',
  '-': 'NONE',
  'not reached': 'NO_ANSWER',
  voicemail: 'VOICEMAIL_LEFT',
  'left voicemail': 'VOICEMAIL_LEFT',
  'left message': 'MESSAGE_LEFT',
  'address unknown': 'BOUNCED',
  'got the name': 'DETAILS_OBTAINED',
  'details given': 'DETAILS_OBTAINED',
  received: 'ACKNOWLEDGED',
  'in review': 'IN_PROGRESS',
  'decision date given': 'TIMELINE_GIVEN',
  'will call': 'CALL_PROMISED',
  question: 'INFORMATION_REQUESTED',
  'invited to interview': 'INTERVIEW_OFFERED',
  'invited to an interview': 'INTERVIEW_OFFERED',
  offer: 'OFFER_MADE',
  declined: 'REJECTED',
  rejection: 'REJECTED',
  'position filled': 'POSITION_CLOSED',
  filled: 'POSITION_CLOSED',
});

export const channels = lexicon(ApplicationChannel, {
  website: 'COMPANY_SITE',
  'company website': 'COMPANY_SITE',
  referred: 'REFERRAL',
});

export const outcomes = lexicon(ApplicationOutcome, {
  placed: 'HIRED',
  'offer accepted': 'HIRED',
  declined: 'REJECTED',
  'offer refused': 'OFFER_DECLINED',
  filled: 'POSITION_CLOSED',
  silence: 'NO_RESPONSE',
});

export const formats = lexicon(InterviewFormat, {
  'video call': 'VIDEO',
  call: 'PHONE',
  'phone call': 'PHONE',
  telephone: 'PHONE',
  'on site': 'IN_PERSON',
});

/** What a posting asks of applicants (W4, W5, R3). */
export const PostingAsks = {
  NO_CALLS: 'NO_CALLS',
  NO_FOLLOW_UP: 'NO_FOLLOW_UP',
  ONLY_QUALIFIED_CONTACTED: 'ONLY_QUALIFIED_CONTACTED',
} as const;
export type PostingAsks = keyof typeof PostingAsks;

export const postingAsks = lexicon(PostingAsks, {
  'no phone calls': 'NO_CALLS',
  'no phone calls please': 'NO_CALLS',
  'do not follow up': 'NO_FOLLOW_UP',
  'no follow-ups': 'NO_FOLLOW_UP',
  'only qualified applicants contacted': 'ONLY_QUALIFIED_CONTACTED',
  'only qualified': 'ONLY_QUALIFIED_CONTACTED',
});

export const yesOrNo: Lexicon<boolean> = {
  read: (text) => new Map([...yes, ...no]).get(plain(text)),
  expected: 'yes or no',
};
const yes: [string, boolean][] = ['yes', 'y', 'true', 'x', '1'].map((word) => [word, true]);
const no: [string, boolean][] = ['no', 'n', 'false', '0'].map((word) => [word, false]);
