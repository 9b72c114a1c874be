import type { PolicyScope } from '../domain/policy';
import type {
  ActionKind,
  ApplicationOutcome,
  ApplicationStage,
  ContactPurpose,
  ContactResponse,
  ExplanationStatus,
  FindingSeverity,
  MessageMedium,
  PolicyPreset,
  RecipientRole,
  Urgency,
} from '../domain/vocabulary';
import type { ExportFormat, ExportKind } from '../store/exports';
import type { JobState } from '../store/jobs';
import type { ApiKeyRole, Scope } from '../store/scopes';
import type { WebhookDeliveryState } from '../store/webhooks/deliveries';
import type { WebhookDisabledReason } from '../store/webhooks/webhooks';

/** What the API says of the values of its enums, where their names do not say it all. */
export const valueDescriptions: {
  ContactPurpose: { [V in ContactPurpose]: string };
  RecipientRole: { [V in RecipientRole]: string };
  ContactResponse: { [V in ContactResponse]: string };
  ApplicationStage: { [V in ApplicationStage]: string };
  ApplicationOutcome: { [V in ApplicationOutcome]: string };
  Urgency: { [V in Urgency]: string };
  ActionKind: { [V in ActionKind]: string };
  MessageMedium: { [V in MessageMedium]: string };
  /** Beside the kinds of actions. */
  MessageTemplateKind: { LAYOUT: string; TOUCH_BASE: string };
  FindingSeverity: { [V in FindingSeverity]: string };
  ExplanationStatus: { [V in ExplanationStatus]: string };
  PolicyPreset: { [V in PolicyPreset]: string };
  WebhookDisabledReason: { [V in WebhookDisabledReason]: string };
  WebhookDeliveryState: { [V in WebhookDeliveryState]: string };
  PolicyScope: { [V in PolicyScope]: string };
  ApiKeyRole: { [V in ApiKeyRole]: string };
  Scope: { [V in Scope]: string };
  ExportKind: { [V in ExportKind]: string };
  ExportFormat: { [V in ExportFormat]: string };
  JobState: { [V in JobState]: string };
} = {
  ContactPurpose: {
    FOLLOW_UP: 'The first message after applying, or the one after the thanks for an interview.',
    REMINDER: 'Another one, after a follow-up that nobody answered.',
    THANK_YOU: 'Thanks for an interview.',
    CHECK_IN: 'A nudge after an interview.',
    ASK_FOR_UPDATE: 'A question after the date by which a decision was to come.',
    FIND_HIRING_MANAGER: 'To find out who decides, and how to reach that person.',
    LEAVE_MESSAGE: 'To leave word for a person who cannot be reached.',
    ASK_AVAILABILITY: 'To find out when a call suits.',
    ANSWER: 'An answer to what the employer asked or offered.',
    KEEP_PROMISE: 'To do what the agency has promised.',
    OTHER: 'Anything else.',
  },
  RecipientRole: {
    HIRING_MANAGER: 'Who decides.',
    RECRUITER: 'Who handles applications there.',
    INTERVIEWER: 'Who has held or will hold an interview.',
    POSTER: 'Who put the job posting up.',
    REFERRER: 'Who recommended the candidate there.',
    ACQUAINTANCE: 'Somebody known there who does not decide.',
    GENERAL_INBOX: 'An address of nobody in particular.',
    SWITCHBOARD: 'The main number.',
  },
  ContactResponse: {
    NONE: 'Nothing, so far.',
    NO_ANSWER: 'Nobody picked up.',
    VOICEMAIL_LEFT: 'A machine took a message.',
    MESSAGE_LEFT: 'Somebody took a message.',
    REFUSED: 'Somebody would not help, such as at the switchboard.',
    BOUNCED: 'The message came back.',
    WRONG_PERSON: 'It reached somebody who has nothing to do with it.',
    DETAILS_OBTAINED: 'A name, an address or a number was found out.',
    ACKNOWLEDGED: 'It was received; no more was said.',
    IN_PROGRESS: 'The application is being looked at.',
    TIMELINE_GIVEN: 'A decision is to come by a day: decisionExpectedOn.',
    CALL_PROMISED: 'They are to be in touch at a time: promisedAt.',
    INFORMATION_REQUESTED: 'They have asked for something.',
    INTERVIEW_OFFERED: 'They want an interview.',
    OFFER_MADE: 'They want the candidate.',
    REJECTED: 'They do not want the candidate; this closes the application.',
    POSITION_CLOSED: 'The position is gone; this closes the application, for good.',
    DO_NOT_CONTACT:
      'The person, or where none is named the employer, wants to hear no more: not on any application.',
  },
  ApplicationStage: {
    APPLIED: 'Submitted.',
    INTERVIEWING: 'An interview is offered or agreed on.',
    INTERVIEWED: 'An interview was held.',
    OFFERED: 'There is an offer.',
    CLOSED: 'It has ended; see outcome.',
  },
  ApplicationOutcome: {
    HIRED: 'The candidate got the job.',
    REJECTED: 'The employer said no.',
    WITHDRAWN: 'The candidate does not want the job any more.',
    OFFER_DECLINED: 'The candidate said no to an offer.',
    POSITION_CLOSED: 'The position is gone.',
    NO_RESPONSE: 'Nobody ever answered.',
  },
  Urgency: {
    LATE: 'It should have been done.',
    DUE: 'Its last day has begun.',
    OPEN: 'It can be done, and there is time.',
    UPCOMING: 'It cannot be done yet.',
    NONE: 'There is nothing to do.',
  },
  ActionKind: {
    ANSWER_EMPLOYER: 'Answer what the employer has asked.',
    RESPOND_TO_OFFER: 'Accept or decline an offer.',
    KEEP_PROMISE: 'Do what the agency has promised the employer.',
    PREPARE_INTERVIEW:
      'Prepare the candidate: names and addresses for the thanks, the question when they decide.',
    SEND_THANK_YOU_NOTE: 'Post a hand-written note of thanks for an interview.',
    SEND_THANK_YOU_EMAIL: 'Write an e-mail of thanks for an interview.',
    FIND_HIRING_MANAGER: 'Find out who decides, and how to reach that person.',
    LEAVE_MESSAGE: 'Leave word for a person who cannot be reached.',
    SEND_FOLLOW_UP: 'Write about the application, or after an interview once more.',
    SEND_REMINDER: 'Write again, since nobody has answered.',
    CHECK_IN: 'Ask how things stand after an interview.',
    ASK_AVAILABILITY: 'Ask when a call suits.',
    CALL: 'Call.',
    ASK_FOR_UPDATE: 'Ask for the decision, the day for which has passed.',
    CLOSE: 'Close the application.',
    WAIT: 'Nothing to do before opensAt.',
    NONE: 'Nothing to do, ever, if nothing more happens.',
  },
  MessageMedium: {
    EMAIL: 'A letter with a subject: by e-mail or web form.',
    CALL: 'Lines to say: by phone, by video or in person.',
    HAND_WRITTEN_NOTE: 'A few sentences on a card: by post.',
    SHORT_MESSAGE: 'At most 300 characters, as an invitation on LinkedIn holds: also social media and SMS.',
  },
  MessageTemplateKind: {
    LAYOUT: 'Greeting and closing, around the text of every action.',
    TOUCH_BASE: 'A SHORT_MESSAGE to an acquaintance who does not decide, in place of any that asks for news.',
  },
  FindingSeverity: {
    ERROR: 'The message is not ready: a gap is open, or the name is wrong.',
    WARNING: 'It goes against a practice, or is misspelled.',
    HINT: 'It may be better otherwise; look at it.',
  },
  ExplanationStatus: {
    OPEN: 'It is recommended at that moment.',
    UPCOMING: 'It comes later, at opensAt, if nothing more happens.',
    HELD: 'It would be recommended, but for a rule that puts it off, until opensAt, or something else in its place.',
    STOPPED: 'It would be recommended, but for a rule that takes it away.',
    NOT_NOW: 'Nothing asks for it as things are.',
  },
  PolicyPreset: {
    BALANCED: 'The middle: what comes with the product.',
    PERSISTENT: 'More attempts, at shorter intervals, and sooner by phone.',
    PATIENT: 'Fewer attempts, at longer intervals.',
  },
  WebhookDisabledReason: {
    REQUESTED: 'Somebody at the agency has disabled it.',
    GONE: 'It answered with status 410: it is gone for good.',
    FAILING: 'Nothing has arrived for 5 days, although it was tried.',
  },
  WebhookDeliveryState: {
    PENDING: 'It is to be delivered, or to be tried again.',
    DELIVERED: 'The receiver has answered with a status from 200 to 299.',
    FAILED: 'It was tried 10 times, and is not tried again unless somebody asks for it.',
  },
  PolicyScope: {
    AGENCY: 'The agency as a whole.',
    EMPLOYER: 'An employer, with all of its postings.',
    JOB_POSTING: 'A job posting.',
  },
  Scope: {
    APPLICATIONS: 'Reading applications, with their record and what to do next.',
    READ: 'Reading everything else: people with their addresses, members, policies, templates.',
    RECORD: 'Recording what happens, and the people and places that it happens with.',
    POLICIES: 'Setting policies and message templates.',
    MEMBERS: 'Keeping the list of members.',
    KEYS: 'Making and revoking API keys, and naming the identity provider whose tokens are accepted.',
    WEBHOOKS: 'Setting webhooks up, and looking into their deliveries.',
    IMPORT: 'Importing contact logs.',
    EXPORT: 'Exporting.',
  },
  ExportKind: {
    APPLICATIONS: 'Applications: where each stands, and what to do next.',
    ATTEMPTS: 'The contact attempts that stand.',
    WORKLIST: 'What to do at a moment.',
  },
  ExportFormat: {
    CSV: 'Comma-separated values with a heading, by RFC 4180, for spreadsheets.',
    JSON_LINES: 'One JSON object a line, for programs.',
  },
  JobState: {
    QUEUED: 'It waits to be begun, or begun again.',
    RUNNING: 'It is under way.',
    DONE: 'It has come to its end.',
    FAILED: 'It cannot be done; see failure.',
    CANCELLED: 'It was called off.',
  },
  ApiKeyRole: {
    ADMINISTRATOR: 'Does everything.',
    RECRUITER: 'Reads, records and exports.',
    VIEWER: 'Reads.',
    INTEGRATION: 'The key of another program: as a recruiter, and imports, and sets webhooks up.',
    CANDIDATE: 'Reads where the applications of one candidate stand, and nothing else: createCandidateToken.',
  },
};
