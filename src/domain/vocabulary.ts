/** The enumerations of the field, each defined once: the API registers these very objects. */

/** Makes `{ A: 'A', B: 'B' }` of its words, so that a word is both a value and a type. */
function words<const W extends string>(...list: W[]): { readonly [K in W]: K } {
  return Object.fromEntries(list.map((word) => [word, word])) as { readonly [K in W]: K };
}

export const ContactMethod = words(
  'EMAIL',
  'PHONE',
  'SMS',
  'VIDEO_CALL',
  'IN_PERSON',
  'POST',
  'LINKEDIN',
  'SOCIAL_MEDIA',
  'WEB_FORM',
);
export type ContactMethod = keyof typeof ContactMethod;

export const ContactPurpose = words(
  'FOLLOW_UP',
  'REMINDER',
  'THANK_YOU',
  'CHECK_IN',
  'ASK_FOR_UPDATE',
  'FIND_HIRING_MANAGER',
  'LEAVE_MESSAGE',
  'ASK_AVAILABILITY',
  'ANSWER',
  'KEEP_PROMISE',
  'OTHER',
);
export type ContactPurpose = keyof typeof ContactPurpose;

export const RecipientRole = words(
  'HIRING_MANAGER',
  'RECRUITER',
  'INTERVIEWER',
  'POSTER',
  'REFERRER',
  'ACQUAINTANCE',
  'GENERAL_INBOX',
  'SWITCHBOARD',
);
export type RecipientRole = keyof typeof RecipientRole;

export const ContactResponse = words(
  'NONE',
  'NO_ANSWER',
  'VOICEMAIL_LEFT',
  'MESSAGE_LEFT',
  'REFUSED',
  'BOUNCED',
  'WRONG_PERSON',
  'DETAILS_OBTAINED',
  'ACKNOWLEDGED',
  'IN_PROGRESS',
  'TIMELINE_GIVEN',
  'CALL_PROMISED',
  'INFORMATION_REQUESTED',
  'INTERVIEW_OFFERED',
  'OFFER_MADE',
  'REJECTED',
  'POSITION_CLOSED',
  'DO_NOT_CONTACT',
);
export type ContactResponse = keyof typeof ContactResponse;

export const ApplicationStage = words('APPLIED', 'INTERVIEWING', 'INTERVIEWED', 'OFFERED', 'CLOSED');
export type ApplicationStage = keyof typeof ApplicationStage;

export const ApplicationOutcome = words(
  'HIRED',
  'REJECTED',
  'WITHDRAWN',
  'OFFER_DECLINED',
  'POSITION_CLOSED',
  'NO_RESPONSE',
);
export type ApplicationOutcome = keyof typeof ApplicationOutcome;

export const ApplicationChannel = words(
  'JOB_BOARD',
  'LINKEDIN',
  'COMPANY_SITE',
  'EMAIL',
  'GENERAL_INBOX',
  'REFERRAL',
  'AGENCY',
  'IN_PERSON',
  'OTHER',
);
export type ApplicationChannel = keyof typeof ApplicationChannel;

export const InterviewFormat = words('IN_PERSON', 'VIDEO', 'PHONE');
export type InterviewFormat = keyof typeof InterviewFormat;

export const Urgency = words('LATE', 'DUE', 'OPEN', 'UPCOMING', 'NONE');
export type Urgency = keyof typeof Urgency;

export const ActionKind = words(
  'ANSWER_EMPLOYER',
  'RESPOND_TO_OFFER',
  'KEEP_PROMISE',
  'PREPARE_INTERVIEW',
  'SEND_THANK_YOU_NOTE',
  'SEND_THANK_YOU_EMAIL',
  'FIND_HIRING_MANAGER',
  'LEAVE_MESSAGE',
  'SEND_FOLLOW_UP',
  'SEND_REMINDER',
  'CHECK_IN',
  'ASK_AVAILABILITY',
  'CALL',
  'ASK_FOR_UPDATE',
  'CLOSE',
  'WAIT',
  'NONE',
);
export type ActionKind = keyof typeof ActionKind;

/** The form that a message takes: a letter with a subject, lines to say, a note by hand, a few words. */
export const MessageMedium = words('EMAIL', 'CALL', 'HAND_WRITTEN_NOTE', 'SHORT_MESSAGE');
export type MessageMedium = keyof typeof MessageMedium;

export const ExplanationStatus = words('OPEN', 'UPCOMING', 'HELD', 'STOPPED', 'NOT_NOW');
export type ExplanationStatus = keyof typeof ExplanationStatus;

export const PolicyPreset = words('BALANCED', 'PERSISTENT', 'PATIENT');
export type PolicyPreset = keyof typeof PolicyPreset;

export const FindingSeverity = words('ERROR', 'WARNING', 'HINT');
export type FindingSeverity = keyof typeof FindingSeverity;

/**
 * What a response means for the silence that the rules count (practices R2, R4).
 * SILENCE: nobody has answered. OBSTACLE: the attempt did not get through to the person.
 * WORD: the employer has said something about the application.
 */
const meaning = {
  NONE: 'SILENCE',
  NO_ANSWER: 'SILENCE',
  VOICEMAIL_LEFT: 'SILENCE',
  MESSAGE_LEFT: 'SILENCE',
  REFUSED: 'OBSTACLE',
  BOUNCED: 'OBSTACLE',
  WRONG_PERSON: 'OBSTACLE',
  DETAILS_OBTAINED: 'OBSTACLE',
  ACKNOWLEDGED: 'WORD',
  IN_PROGRESS: 'WORD',
  TIMELINE_GIVEN: 'WORD',
  CALL_PROMISED: 'WORD',
  INFORMATION_REQUESTED: 'WORD',
  INTERVIEW_OFFERED: 'WORD',
  OFFER_MADE: 'WORD',
  REJECTED: 'WORD',
  POSITION_CLOSED: 'WORD',
  DO_NOT_CONTACT: 'WORD',
} as const satisfies Record<ContactResponse, 'SILENCE' | 'OBSTACLE' | 'WORD'>;

export const isSilence = (response: ContactResponse) => meaning[response] === 'SILENCE';
export const isWord = (response: ContactResponse) => meaning[response] === 'WORD';

/** Did the attempt go to where the person is not to be found? */
export const wentAstray = (response: ContactResponse) =>
  response === 'BOUNCED' || response === 'WRONG_PERSON';

/** Does the employer wait for an answer to this? */
export const asksForAnswer = (response: ContactResponse) =>
  response === 'INFORMATION_REQUESTED' || response === 'INTERVIEW_OFFERED' || response === 'OFFER_MADE';
