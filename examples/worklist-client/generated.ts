/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** What to do next. WAIT and NONE are answers too. */
export type ActionKind =
  /** Answer what the employer has asked. */
  | 'ANSWER_EMPLOYER'
  /** Ask when a call suits. */
  | 'ASK_AVAILABILITY'
  /** Ask for the decision, the day for which has passed. */
  | 'ASK_FOR_UPDATE'
  /** Call. */
  | 'CALL'
  /** Ask how things stand after an interview. */
  | 'CHECK_IN'
  /** Close the application. */
  | 'CLOSE'
  /** Find out who decides, and how to reach that person. */
  | 'FIND_HIRING_MANAGER'
  /** Do what the agency has promised the employer. */
  | 'KEEP_PROMISE'
  /** Leave word for a person who cannot be reached. */
  | 'LEAVE_MESSAGE'
  /** Nothing to do, ever, if nothing more happens. */
  | 'NONE'
  /** Prepare the candidate: names and addresses for the thanks, the question when they decide. */
  | 'PREPARE_INTERVIEW'
  /** Accept or decline an offer. */
  | 'RESPOND_TO_OFFER'
  /** Write about the application, or after an interview once more. */
  | 'SEND_FOLLOW_UP'
  /** Write again, since nobody has answered. */
  | 'SEND_REMINDER'
  /** Write an e-mail of thanks for an interview. */
  | 'SEND_THANK_YOU_EMAIL'
  /** Post a hand-written note of thanks for an interview. */
  | 'SEND_THANK_YOU_NOTE'
  /** Nothing to do before opensAt. */
  | 'WAIT';

/** How far an application has come. */
export type ApplicationStage =
  /** Submitted. */
  | 'APPLIED'
  /** It has ended; see outcome. */
  | 'CLOSED'
  /** An interview was held. */
  | 'INTERVIEWED'
  /** An interview is offered or agreed on. */
  | 'INTERVIEWING'
  /** There is an offer. */
  | 'OFFERED';

/** How somebody is contacted. */
export type ContactMethod =
  | 'EMAIL'
  | 'IN_PERSON'
  | 'LINKEDIN'
  | 'PHONE'
  | 'POST'
  | 'SMS'
  | 'SOCIAL_MEDIA'
  | 'VIDEO_CALL'
  | 'WEB_FORM';

/** What a contact attempt is for. */
export type ContactPurpose =
  /** An answer to what the employer asked or offered. */
  | 'ANSWER'
  /** To find out when a call suits. */
  | 'ASK_AVAILABILITY'
  /** A question after the date by which a decision was to come. */
  | 'ASK_FOR_UPDATE'
  /** A nudge after an interview. */
  | 'CHECK_IN'
  /** To find out who decides, and how to reach that person. */
  | 'FIND_HIRING_MANAGER'
  /** The first message after applying, or the one after the thanks for an interview. */
  | 'FOLLOW_UP'
  /** To do what the agency has promised. */
  | 'KEEP_PROMISE'
  /** To leave word for a person who cannot be reached. */
  | 'LEAVE_MESSAGE'
  /** Anything else. */
  | 'OTHER'
  /** Another one, after a follow-up that nobody answered. */
  | 'REMINDER'
  /** Thanks for an interview. */
  | 'THANK_YOU';

/** What came of a contact attempt, or from the employer unasked. */
export type ContactResponse =
  /** It was received; no more was said. */
  | 'ACKNOWLEDGED'
  /** The message came back. */
  | 'BOUNCED'
  /** They are to be in touch at a time: promisedAt. */
  | 'CALL_PROMISED'
  /** A name, an address or a number was found out. */
  | 'DETAILS_OBTAINED'
  /** The person, or where none is named the employer, wants to hear no more: not on any application. */
  | 'DO_NOT_CONTACT'
  /** They have asked for something. */
  | 'INFORMATION_REQUESTED'
  /** They want an interview. */
  | 'INTERVIEW_OFFERED'
  /** The application is being looked at. */
  | 'IN_PROGRESS'
  /** Somebody took a message. */
  | 'MESSAGE_LEFT'
  /** Nothing, so far. */
  | 'NONE'
  /** Nobody picked up. */
  | 'NO_ANSWER'
  /** They want the candidate. */
  | 'OFFER_MADE'
  /** The position is gone; this closes the application, for good. */
  | 'POSITION_CLOSED'
  /** Somebody would not help, such as at the switchboard. */
  | 'REFUSED'
  /** They do not want the candidate; this closes the application. */
  | 'REJECTED'
  /** A decision is to come by a day: decisionExpectedOn. */
  | 'TIMELINE_GIVEN'
  /** A machine took a message. */
  | 'VOICEMAIL_LEFT'
  /** It reached somebody who has nothing to do with it. */
  | 'WRONG_PERSON';

/** What a person, or a place, is to an application. */
export type RecipientRole =
  /** Somebody known there who does not decide. */
  | 'ACQUAINTANCE'
  /** An address of nobody in particular. */
  | 'GENERAL_INBOX'
  /** Who decides. */
  | 'HIRING_MANAGER'
  /** Who has held or will hold an interview. */
  | 'INTERVIEWER'
  /** Who put the job posting up. */
  | 'POSTER'
  /** Who handles applications there. */
  | 'RECRUITER'
  /** Who recommended the candidate there. */
  | 'REFERRER'
  /** The main number. */
  | 'SWITCHBOARD';

/** Somebody was contacted about an application. */
export type RecordContactAttemptInput = {
  /** With OFFER_MADE, INTERVIEW_OFFERED, INFORMATION_REQUESTED: until when they want an answer. */
  answerDueAt?: string | null | undefined;
  /** On which application. */
  applicationId: string | number;
  /** When. */
  attemptedAt: string;
  /** To which person. */
  contactId?: string | number | null | undefined;
  /** With TIMELINE_GIVEN. */
  decisionExpectedOn?: string | null | undefined;
  /** Refused where the application is at another version by now. */
  expectedVersion?: number | null | undefined;
  /** A repeated request with the same key is answered like the first and changes nothing. */
  idempotencyKey?: string | null | undefined;
  /** The promise of the agency’s that this keeps; with KEEP_PROMISE and none named, the next due. */
  keptPromiseId?: string | number | null | undefined;
  /** How. */
  method: ContactMethod;
  /** Free text, at most 10000 characters. */
  note?: string | null | undefined;
  /** With CALL_PROMISED. */
  promisedAt?: string | null | undefined;
  /** What for; where it is left out, the situation tells. */
  purpose?: ContactPurpose | null | undefined;
  /** To whom, where no person is known. */
  recipientRole?: RecipientRole | null | undefined;
  /** When the response came, where that was later. */
  respondedAt?: string | null | undefined;
  /** What came of it. */
  response?: ContactResponse;
  /** Where it was made, IANA; the agency’s unless said. */
  timeZone?: string | null | undefined;
};

/** How pressing an action is at the moment asked for; DUE is the last day before LATE. */
export type Urgency =
  /** Its last day has begun. */
  | 'DUE'
  /** It should have been done. */
  | 'LATE'
  /** There is nothing to do. */
  | 'NONE'
  /** It can be done, and there is time. */
  | 'OPEN'
  /** It cannot be done yet. */
  | 'UPCOMING';

/** Which entries of the worklist. */
export type WorklistWhere = {
  /** Assigned to this member, as of now. */
  assigneeId?: string | number | null | undefined;
  /** For this candidate. */
  candidateId?: string | number | null | undefined;
  /** To this person. */
  contactId?: string | number | null | undefined;
  /** Towards this employer. */
  employerId?: string | number | null | undefined;
  /** On this posting. */
  jobPostingId?: string | number | null | undefined;
  /** One of these actions. */
  kinds?: Array<ActionKind> | null | undefined;
  /** By one of these methods. */
  methods?: Array<ContactMethod> | null | undefined;
  /** Assigned to nobody, as of now; false: to somebody. */
  unassigned?: boolean | null | undefined;
  /** So pressing at the moment asked for. */
  urgencies?: Array<Urgency> | null | undefined;
};

export type EntryFragment = { application: { id: string, version: number, stage: ApplicationStage, candidate: { name: string }, jobPosting: { title: string, employer: { name: string } } }, action: { kind: ActionKind, method: ContactMethod | null, dueAt: string | null, urgency: Urgency, until: string | null, reason: string, recipient: { role: RecipientRole, contact: { id: string, name: string, email: string | null, phone: string | null } | null } | null } };

export type WorklistPageQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  where?: WorklistWhere | null | undefined;
}>;


export type WorklistPageQuery = { worklist: { nodes: Array<{ application: { id: string, version: number, stage: ApplicationStage, candidate: { name: string }, jobPosting: { title: string, employer: { name: string } } }, action: { kind: ActionKind, method: ContactMethod | null, dueAt: string | null, urgency: Urgency, until: string | null, reason: string, recipient: { role: RecipientRole, contact: { id: string, name: string, email: string | null, phone: string | null } | null } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type DraftQueryVariables = Exact<{
  applicationId: string | number;
  locale?: string | null | undefined;
}>;


export type DraftQuery = { application: { nextAction: { kind: ActionKind, draft: { subject: string | null, body: string } | null } } | null };

export type RecordAttemptMutationVariables = Exact<{
  input: RecordContactAttemptInput;
}>;


export type RecordAttemptMutation = { recordContactAttempt: { application: { id: string, version: number, stage: ApplicationStage, nextAction: { kind: ActionKind, dueAt: string | null, reason: string } } | null, userErrors: Array<{ code: string, field: Array<string> | null, message: string }> } };

export type WorklistChangedSubscriptionVariables = Exact<{
  where?: WorklistWhere | null | undefined;
}>;


export type WorklistChangedSubscription = { worklistChanged: { at: string } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const EntryFragmentDoc = new TypedDocumentString(`
    fragment Entry on WorklistEntry {
  application {
    id
    version
    stage
    candidate {
      name
    }
    jobPosting {
      title
      employer {
        name
      }
    }
  }
  action {
    kind
    method
    recipient {
      role
      contact {
        id
        name
        email
        phone
      }
    }
    dueAt
    urgency
    until
    reason
  }
}
    `, {"fragmentName":"Entry"}) as unknown as TypedDocumentString<EntryFragment, unknown>;
export const WorklistPageDocument = new TypedDocumentString(`
    query WorklistPage($first: Int!, $after: String, $where: WorklistWhere) {
  worklist(first: $first, after: $after, where: $where) {
    nodes {
      ...Entry
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment Entry on WorklistEntry {
  application {
    id
    version
    stage
    candidate {
      name
    }
    jobPosting {
      title
      employer {
        name
      }
    }
  }
  action {
    kind
    method
    recipient {
      role
      contact {
        id
        name
        email
        phone
      }
    }
    dueAt
    urgency
    until
    reason
  }
}`) as unknown as TypedDocumentString<WorklistPageQuery, WorklistPageQueryVariables>;
export const DraftDocument = new TypedDocumentString(`
    query Draft($applicationId: ID!, $locale: String) {
  application(id: $applicationId) {
    nextAction {
      kind
      draft(locale: $locale) {
        subject
        body
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DraftQuery, DraftQueryVariables>;
export const RecordAttemptDocument = new TypedDocumentString(`
    mutation RecordAttempt($input: RecordContactAttemptInput!) {
  recordContactAttempt(input: $input) {
    application {
      id
      version
      stage
      nextAction {
        kind
        dueAt
        reason
      }
    }
    userErrors {
      code
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RecordAttemptMutation, RecordAttemptMutationVariables>;
export const WorklistChangedDocument = new TypedDocumentString(`
    subscription WorklistChanged($where: WorklistWhere) {
  worklistChanged(where: $where) {
    at
  }
}
    `) as unknown as TypedDocumentString<WorklistChangedSubscription, WorklistChangedSubscriptionVariables>;