import { type Attempt, lastResponseAt, unansweredAttempts } from '../../domain/application';
import { type Instant, toRfc3339 } from '../../domain/instant';
import { stepAt, urgencyAt } from '../../domain/recommendation/plan';
import { toGlobalId } from '../../graphql/ids';
import type { CandidateRow, ContactRow, EmployerRow, JobPostingRow, MemberRow } from '../../store/entities';
import type { ExportKind, OpenAction } from '../../store/exports';
import type { ApplicationView } from '../../store/queries/applications';

export type Cell = string | number | boolean | null;

/** An application with what it refers to, and what a line is about beside it. */
export interface Line {
  application: ApplicationView;
  candidate: CandidateRow | undefined;
  employer: EmployerRow | undefined;
  posting: JobPostingRow | undefined;
  assignee: MemberRow | undefined;
  /** The moment asked for. */
  at: Instant;
  attempt?: Attempt;
  open?: OpenAction;
  /** Whom the attempt went to, or the action is to go to. */
  contact?: ContactRow;
}

/** A column by its name, which stays; what it is; and its value. */
type Column = readonly [name: string, about: string, value: (line: Line) => Cell];

const time = (at: Instant | null | undefined) => (at == null ? null : toRfc3339(at));
const attempt = (line: Line) => line.attempt as Attempt;
const action = (line: Line) => (line.open as OpenAction).action;
const next = ({ application, at }: Line) => stepAt(application.steps, at)?.actions[0] ?? null;

const place: Column[] = [
  ['applicationId', 'As in the API.', (line) => toGlobalId('Application', line.application.id)],
  ['candidateName', 'Who applies.', (line) => line.candidate?.name ?? null],
  ['employerName', 'Where.', (line) => line.employer?.name ?? null],
  ['positionTitle', 'For what.', (line) => line.posting?.title ?? null],
  ['assigneeName', 'The member who looks after it; empty for nobody.', (line) => line.assignee?.name ?? null],
];

const contact: Column[] = [
  [
    'contactId',
    'The person, as in the API; empty where none is named.',
    (line) => (line.contact ? toGlobalId('Contact', line.contact.id) : null),
  ],
  ['contactName', 'The person’s name.', (line) => line.contact?.name ?? null],
];

export const columns: Record<ExportKind, readonly Column[]> = {
  APPLICATIONS: [
    ...place,
    ['candidateId', 'As in the API.', (line) => toGlobalId('Candidate', line.application.candidateId)],
    ['candidateEmail', 'Empty where it is not known.', (line) => line.candidate?.email ?? null],
    ['employerId', 'As in the API.', (line) => toGlobalId('Employer', line.application.employerId)],
    ['jobPostingId', 'As in the API.', (line) => toGlobalId('JobPosting', line.application.jobPostingId)],
    ['submittedAt', 'When it was submitted.', (line) => time(line.application.state.submittedAt)],
    ['channel', 'How it was submitted.', (line) => line.application.state.channel],
    ['stage', 'How far it has come.', (line) => line.application.state.stage],
    ['outcome', 'How it ended; empty while it is open.', (line) => line.application.state.outcome],
    ['version', 'The number of its events.', (line) => line.application.state.version],
    ['attempts', 'Contact attempts that stand.', (line) => line.application.state.attempts.length],
    [
      'unansweredAttempts',
      'Those in a row without an answer.',
      (line) => unansweredAttempts(line.application.state).length,
    ],
    [
      'lastAttemptAt',
      'When somebody was last contacted.',
      (line) => time(line.application.state.attempts.at(-1)?.attemptedAt),
    ],
    [
      'lastResponseAt',
      'When anything but silence last came back.',
      (line) => time(lastResponseAt(line.application.state)),
    ],
    [
      'decisionExpectedOn',
      'By when the employer said that it decides.',
      (line) => line.application.state.timeline?.decisionExpectedOn ?? null,
    ],
    ['nextActionKind', 'What to do next, as nextAction.', (line) => next(line)?.kind ?? null],
    ['nextActionMethod', 'How.', (line) => next(line)?.method ?? null],
    ['nextActionOpensAt', 'From when; for WAIT, until when to wait.', (line) => time(next(line)?.opensAt)],
    ['nextActionDueAt', 'By when.', (line) => time(next(line)?.dueAt)],
  ],
  ATTEMPTS: [
    ['attemptId', 'As in the API.', (line) => toGlobalId('ContactAttempt', attempt(line).id)],
    ...place,
    ['attemptedAt', 'When it was made.', (line) => time(attempt(line).attemptedAt)],
    ['timeZone', 'Where it was made, IANA.', (line) => attempt(line).timeZone],
    ['method', 'How it was made.', (line) => attempt(line).method],
    ['purpose', 'As recorded, or as the situation suggests.', (line) => attempt(line).purpose],
    ...contact,
    ['recipientRole', 'To whom, where no person was named.', (line) => attempt(line).recipientRole],
    ['response', 'What came of it, as known by now.', (line) => attempt(line).response],
    [
      'respondedAt',
      'When the response came, where that was later.',
      (line) => time(attempt(line).respondedAt),
    ],
    ['note', 'Free text.', (line) => attempt(line).note],
    ['attemptedBy', 'Who recorded it.', (line) => attempt(line).actor.name],
    ['recordedAt', 'When it was recorded.', (line) => time(attempt(line).recordedAt)],
    ['corrected', 'Has it been corrected?', (line) => attempt(line).corrected],
  ],
  WORKLIST: [
    ...place,
    ['kind', 'What to do.', (line) => action(line).kind],
    ['method', 'How; empty where nobody is turned to.', (line) => action(line).method],
    ['urgency', 'How pressing it is at the moment asked for.', (line) => urgencyAt(action(line), line.at)],
    ...contact,
    [
      'recipientRole',
      'What the recipient is to the application.',
      (line) => action(line).recipient?.role ?? null,
    ],
    ['opensAt', 'From when.', (line) => time(action(line).opensAt)],
    ['dueAt', 'By when.', (line) => time(action(line).dueAt)],
    ['lateAt', 'From when it counts as late.', (line) => time(action(line).lateAt)],
    ['until', 'It stays as it is until then, if nothing more happens.', (line) => time(line.open?.until)],
    ['reason', 'One or two sentences for a person.', (line) => action(line).reason],
  ],
};
