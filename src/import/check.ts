import type { Attempt } from '../domain/application';
import type { RecordContactAttempt } from '../domain/commands';
import { DomainError } from '../domain/errors';
import type { Event, PostingFacts } from '../domain/events';
import type { Instant } from '../domain/instant';
import { type ContactResponse, isSilence } from '../domain/vocabulary';
import type { Request } from '../store/prepare';
import type { EntryCommand } from './entry';
import type { Columns, Field } from './fields';
import { Folding } from './folding';
import { identityOf, identityOfEvent } from './identity';
import type { PlannedApplication, PlannedEntry } from './plan';
import type { LineMessage } from './problems';
import { type Recorded, recordedId } from './recorded';
import { refusalWords } from './refusal-words';
import { inWriting } from './words';

/** What there is to record of one application, as far as it can be known without recording it. */
export interface CheckedApplication {
  application: PlannedApplication;
  /** Null where it is a new one. */
  applicationId: string | null;
  /** The version that the requests are decided on. */
  version: number;
  requests: { line: number; command: Request['command'] }[];
  refused: LineMessage[];
  notices: LineMessage[];
  /** Lines that have been recorded before. */
  repeated: number;
}

const openPosting: PostingFacts = {
  noPhoneCalls: false,
  noFollowUp: false,
  onlyQualifiedContacted: false,
  generalEmail: null,
  takenDownAt: null,
  closedAt: null,
};

/** Decides each line on what the ones before it lead to, in memory. */
export function checkApplication(
  application: PlannedApplication,
  recorded: Recorded,
  columns: Columns,
  now: Instant,
): CheckedApplication {
  const check = new Check(application, recorded, columns, now);
  if (check.submit()) for (const entry of application.entries) check.take(entry);
  return check.result;
}

class Check {
  readonly result: CheckedApplication;
  private readonly folding: Folding;
  private readonly history: readonly Event[];
  private readonly recordedByIdentity = new Map<string, Event>();
  private readonly linesByIdentity = new Map<string, { line: number; content: string }>();

  constructor(
    private readonly application: PlannedApplication,
    private readonly recorded: Recorded,
    private readonly columns: Columns,
    now: Instant,
  ) {
    const applicationId = recordedId(recorded, 'application', application.key) ?? null;
    this.history = recorded.histories.get(applicationId ?? '') ?? [];
    this.folding = new Folding(this.history, now);
    for (const event of this.history) {
      const identity = identityOfEvent(event);
      if (identity) this.recordedByIdentity.set(identity, event);
    }
    const version = this.history.length;
    this.result = {
      application,
      applicationId,
      version,
      requests: [],
      refused: [],
      notices: [],
      repeated: 0,
    };
  }

  /** False where the application itself is refused, and with it all its lines. */
  submit(): boolean {
    if (this.history.length > 0) return true;
    const { candidateKey, postingKey, submittedAt, channel, lines } = this.application;
    try {
      this.folding.take({
        type: 'SubmitApplication',
        candidateId: candidateKey,
        jobPostingId: postingKey,
        employerId: '',
        submittedAt,
        timeZone: 'UTC',
        channel,
        posting: this.recorded.postings.get(postingKey) ?? openPosting,
      });
      return true;
    } catch (error) {
      for (const line of lines) this.refuse(line, error);
      return false;
    }
  }

  take({ line, at, command: planned, identifies }: PlannedEntry): void {
    const command = this.withKnownPeople(planned);
    const identity = identityOf(command);
    if (this.isSecond(line, identity, command)) return;
    const event = this.recordedByIdentity.get(identity);
    if (event) this.compare(line, event, command);
    else if (this.isClosedAlike(command)) this.result.repeated++;
    else if (this.request(line, command) && identifies) {
      this.identify(line, this.known(identifies.contactId), identifies.role, at);
    }
  }

  /** The same thing on two lines of the file is one, unless the lines say different things of it. */
  private isSecond(line: number, identity: string, command: EntryCommand): boolean {
    const content = JSON.stringify(command);
    const first = this.linesByIdentity.get(identity);
    if (!first) {
      this.linesByIdentity.set(identity, { line, content });
      return false;
    }
    if (first.content === content) {
      this.notice(line, `Says the same as line ${first.line}; it is counted once.`);
    } else {
      const what = 'the same time, method and person';
      this.result.refused.push({ line, column: null, message: differsFrom(first.line, what) });
    }
    return true;
  }

  private compare(line: number, event: Event, command: EntryCommand): void {
    const isAttempt = event.type === 'ContactAttempted' && command.type === 'RecordContactAttempt';
    const attempt = this.folding.state.attempts.find(({ id }) => id === event.eventId);
    // Without an attempt it has been retracted since: importing it again must not bring it back.
    const saysNew =
      isAttempt &&
      attempt &&
      command.response !== event.data.response &&
      command.response !== attempt.response;
    if (!saysNew) this.result.repeated++;
    else if (isSilence(attempt.response) && !isSilence(command.response)) this.answer(line, attempt, command);
    else {
      this.result.repeated++;
      this.notice(line, leftAsRecorded(attempt.response), 'response');
    }
  }

  /** The line was imported while nobody had answered; now somebody has. */
  private answer(line: number, attempt: Attempt, command: RecordContactAttempt): void {
    const { attemptedAt, respondedAt, timeZone, method, response, contactId, note } = command;
    const { decisionExpectedOn, promisedAt } = command;
    this.request(line, {
      type: 'RecordResponse',
      attemptId: attempt.id,
      receivedAt: respondedAt ?? attemptedAt,
      timeZone,
      method,
      response,
      contactId,
      decisionExpectedOn,
      promisedAt,
      note: note === attempt.note ? null : note,
    });
  }

  /** A line that closes what an answer on another line has closed already, with the same outcome. */
  private isClosedAlike(command: EntryCommand): boolean {
    const { stage, outcome } = this.folding.state;
    return command.type === 'CloseApplication' && stage === 'CLOSED' && outcome === command.outcome;
  }

  private identify(line: number, contactId: string, role: Attempt['recipientRole'], at: Instant): void {
    const { identified } = this.folding.state;
    const isKnown = identified.some((one) => one.contactId === contactId && one.role === role);
    if (role && !isKnown) this.request(line, { type: 'IdentifyContact', contactId, role, identifiedAt: at });
  }

  private request(line: number, command: Request['command']): boolean {
    try {
      this.folding.take(command);
    } catch (error) {
      this.refuse(line, error);
      return false;
    }
    this.result.requests.push({ line, command });
    return true;
  }

  private refuse(line: number, error: unknown): void {
    if (!(error instanceof DomainError)) throw error;
    for (const problem of error.problems) {
      const { field, message } = refusalWords(problem);
      this.result.refused.push({ line, column: field && this.columns.titleOf(field), message });
    }
  }

  private notice(line: number, message: string, field: Field | null = null): void {
    this.result.notices.push({ line, column: field && this.columns.titleOf(field), message });
  }

  /** People whom an earlier import has recorded go by their ids. */
  private withKnownPeople(command: EntryCommand): EntryCommand {
    if ('contactIds' in command) {
      return { ...command, contactIds: command.contactIds.map((key) => this.known(key)) };
    }
    if (!('contactId' in command) || command.contactId === null) return command;
    return { ...command, contactId: this.known(command.contactId) };
  }

  private known(contactKey: string): string {
    return recordedId(this.recorded, 'contact', contactKey) ?? contactKey;
  }
}

function differsFrom(line: number, what: string): string {
  return `Has ${what} as line ${line}, but says something else. One contact is one line.`;
}

function leftAsRecorded(response: ContactResponse): string {
  return `Was recorded as ${inWriting(response)} before, which stays. Where that is wrong, correct it in the program.`;
}
