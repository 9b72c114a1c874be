import { createHash } from 'node:crypto';
import ical, { ICalEventClass, ICalEventTransparency } from 'ical-generator';
import { DAY, type Instant, inWords, type TimeZone } from '../domain/instant';
import { dayNumberOf, localDate } from '../domain/local-days';
import type { Action } from '../domain/recommendation/recommend';
import type { ActionKind, ContactMethod } from '../domain/vocabulary';
import type { DueAction, Stamp, Told } from '../store/calendar-entries';

/** What a calendar shows of something that is to be done. */
interface Shown {
  /** The beginning of a day in UTC stands for that day, in whatever zone. */
  start: Instant;
  end: Instant;
  allDay: boolean;
  summary: string;
  description: string;
  category: string;
}

export type Entry = Told & Shown;

const callMilliseconds = 15 * 60_000;
const refreshSeconds = 30 * 60;

const kindWords: Record<Exclude<ActionKind, 'WAIT' | 'NONE'>, string> = {
  ANSWER_EMPLOYER: 'Answer the employer',
  RESPOND_TO_OFFER: 'Respond to the offer',
  KEEP_PROMISE: 'Keep the promise',
  PREPARE_INTERVIEW: 'Prepare for the interview',
  SEND_THANK_YOU_NOTE: 'Send a thank-you note',
  SEND_THANK_YOU_EMAIL: 'Send thanks',
  FIND_HIRING_MANAGER: 'Find the hiring manager',
  LEAVE_MESSAGE: 'Leave a message',
  SEND_FOLLOW_UP: 'Follow up',
  SEND_REMINDER: 'Send a reminder',
  CHECK_IN: 'Check in',
  ASK_AVAILABILITY: 'Ask when a call suits',
  CALL: 'Call',
  ASK_FOR_UPDATE: 'Ask for the decision',
  CLOSE: 'Close',
};

const methodWords: Record<ContactMethod, string> = {
  EMAIL: 'by e-mail',
  PHONE: 'by phone',
  SMS: 'by text message',
  VIDEO_CALL: 'by video call',
  IN_PERSON: 'in person',
  POST: 'by post',
  LINKEDIN: 'on LinkedIn',
  SOCIAL_MEDIA: 'on social media',
  WEB_FORM: 'by web form',
};

/**
 * What a calendar shows at a moment. A call has a time: when it can next be made. All else has a day, in the
 * agency's zone: the one on which it is due, or today if that has passed, so that nobody overlooks it.
 */
export function toEntries(due: readonly DueAction[], at: Instant, timeZone: TimeZone): Entry[] {
  const seen = new Map<string, number>();
  return due.map((one) => {
    const { action, applicationId } = one;
    const { rule, events } = action.because[0] ?? { rule: action.kind, events: [] };
    const matter = JSON.stringify([applicationId, rule, events]);
    // Several actions on one matter at the same time are told apart by their order.
    const place = seen.get(matter) ?? 0;
    seen.set(matter, place + 1);
    const shown: Shown = {
      ...(action.method === 'PHONE' ? atTime(one.from) : onDay(action, at, timeZone)),
      summary: summaryOf(one, at),
      description: descriptionOf(one, timeZone),
      category: kindOf(action),
    };
    const uid = `${digest([matter, place]).toString('hex').slice(0, 32)}@followline`;
    return { ...shown, uid, digest: digest(shown) };
  });
}

/** The calendar as text, by RFC 5545. */
export function toCalendar(
  name: string,
  entries: readonly Entry[],
  stamps: ReadonlyMap<string, Stamp>,
): string {
  const calendar = ical({
    // The library takes it as written already.
    name: onOneLine(name).replace(/[\\;,]/g, '\\$&'),
    prodId: { company: 'Followline', product: 'Next steps', language: 'EN' },
    ttl: refreshSeconds,
  });
  for (const { uid, start, end, allDay, summary, description, category } of entries) {
    const { sequence = 0, modifiedAt = start } = stamps.get(uid) ?? {};
    calendar.createEvent({
      ...{ id: uid, allDay, summary, description, sequence },
      ...{ start: new Date(start), end: new Date(end) },
      ...{ stamp: new Date(modifiedAt), lastModified: new Date(modifiedAt) },
      categories: [{ name: category }],
      // It is a reminder, and keeps nobody from being invited to something else.
      transparency: ICalEventTransparency.TRANSPARENT,
      class: ICalEventClass.PRIVATE,
    });
  }
  return `${calendar.toString()}\r\n`;
}

function atTime(start: Instant): Pick<Shown, 'start' | 'end' | 'allDay'> {
  return { start, end: start + callMilliseconds, allDay: false };
}

function onDay({ dueAt, opensAt }: Action, at: Instant, timeZone: TimeZone) {
  const dayOf = (moment: Instant) => dayNumberOf(localDate(moment, timeZone)) * DAY;
  // What is due at midnight is due on the day that ends there.
  const due = dueAt === null ? dayOf(opensAt ?? at) : dayOf(dueAt - 1);
  const start = Math.max(due, dayOf(at));
  return { start, end: start + DAY, allDay: true };
}

/** Such as "Follow up by e-mail: Robin Example, Welder at Example Works". */
function summaryOf({ action, candidateName, positionTitle, employerName }: DueAction, at: Instant): string {
  const late = action.lateAt !== null && action.lateAt <= at ? 'Late: ' : '';
  const method = action.method && action.kind !== 'CALL' ? ` ${methodWords[action.method]}` : '';
  return onOneLine(
    `${late}${kindOf(action)}${method}: ${candidateName}, ${positionTitle} at ${employerName}`,
  );
}

function descriptionOf({ action, recipientName }: DueAction, timeZone: TimeZone): string {
  const { reason, opensAt, dueAt, recipient } = action;
  const inZone = (moment: Instant) => inWords(moment, timeZone);
  const role = recipient?.role.toLowerCase().replaceAll('_', ' ');
  const lines = [
    reason,
    role && `To: ${recipientName ? `${recipientName} (${role})` : role}`,
    opensAt !== null && `Open from: ${inZone(opensAt)}`,
    dueAt !== null && `Due by: ${inZone(dueAt)}`,
    (opensAt !== null || dueAt !== null) && `Times of ${timeZone}.`,
  ];
  return lines
    .filter((line) => typeof line === 'string')
    .map(onOneLine)
    .join('\n');
}

function kindOf({ kind }: Action): string {
  return kind === 'WAIT' || kind === 'NONE' ? '' : kindWords[kind];
}

/** A name may hold anything; a line of a calendar must not. */
function onOneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
}

function digest(content: unknown): Buffer {
  return createHash('sha256').update(JSON.stringify(content)).digest();
}
