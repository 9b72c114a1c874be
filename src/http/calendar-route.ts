import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { DAY } from '../domain/instant';
import { dueActions, stampEntries } from '../store/calendar-entries';
import { type CalendarFeed, feedBySecret } from '../store/calendar-feeds';
import type { Store } from '../store/data-source';
import { toCalendar, toEntries } from './calendar';
import { nothingHere } from './http-error';

const aheadMilliseconds = 28 * DAY;

/** As `createCalendarFeed` makes them. */
const secretFile = /^([\w-]{32})\.ics$/;

/** `/calendars/SECRET.ics`: what a member has to do. Whoever knows the address is signed in by it. */
export function addCalendarRoute(server: FastifyInstance, store: Store): void {
  server.get<{ Params: { file: string } }>('/calendars/:file', async (request, reply) => {
    const secret = secretFile.exec(request.params.file)?.[1];
    const feed = secret ? await feedBySecret(store, secret) : null;
    if (!feed) throw nothingHere();
    return send(request, reply, await calendarOf(store, feed));
  });
}

async function calendarOf(store: Store, feed: CalendarFeed): Promise<string> {
  const { agencyId, id, memberId, name, timeZone } = feed;
  const now = Date.now();
  const due = await dueActions(store, agencyId, memberId, now, now + aheadMilliseconds);
  const entries = toEntries(due, now, timeZone);
  return toCalendar(name, entries, await stampEntries(store, agencyId, id, entries));
}

function send(request: FastifyRequest, reply: FastifyReply, calendar: string): FastifyReply {
  const tag = `"${createHash('sha256').update(calendar).digest('base64url').slice(0, 22)}"`;
  reply.headers({
    etag: tag,
    // Only for who asks, and to be asked for anew each time: it may have been revoked.
    'cache-control': 'private, no-cache',
    'x-request-id': request.id,
  });
  if (isKnown(tag, request.headers['if-none-match'])) return reply.code(304).send();
  return reply
    .headers({
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'attachment; filename="followline.ics"',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex',
    })
    .send(calendar);
}

/** Does the client have it already? A cache on the way may have made the tag a weak one. */
function isKnown(tag: string, ifNoneMatch: string | undefined): boolean {
  const known = ifNoneMatch?.split(',').map((one) => one.trim().replace(/^W\//, '')) ?? [];
  return known.includes(tag) || known.includes('*');
}
