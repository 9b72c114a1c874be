import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type CalendarComponent, sync, type VEvent } from 'node-ical';
import { type Entry, toCalendar, toEntries } from '../../src/http/calendar';
import type { DueAction } from '../../src/store/calendar-entries';
import { type AgencyClient, Api, type Json } from '../support/api';
import { mutationErrorsOf } from '../support/refusals';

let api: Api;
let client: AgencyClient;
let memberId: string;
let origin: string;
beforeAll(async () => {
  api = await Api.start();
  origin = new URL(api.url).origin;
});
afterAll(() => api.close());
beforeEach(async () => {
  client = await api.agency('Acme Staffing', 'Europe/Berlin');
  memberId = await client.member();
});

const hours = (count: number) => new Date(Date.now() + count * 3_600_000).toISOString();

async function newFeed(input: object = {}): Promise<{ id: string; path: string }> {
  const query = `mutation ($input: CreateCalendarFeedInput!) { createCalendarFeed(input: $input) {
    calendarFeed { id } path userErrors { message } } }`;
  const { createCalendarFeed } = await client.data(query, { input: { memberId, ...input } });
  expect(createCalendarFeed.userErrors).toEqual([]);
  return { id: createCalendarFeed.calendarFeed.id, path: createCalendarFeed.path };
}

const fetchFeed = (path: string, options: RequestInit = {}) => fetch(`${origin}${path}`, options);

async function eventsAt(path: string): Promise<VEvent[]> {
  const response = await fetchFeed(path);
  expect(response.status).toBe(200);
  return eventsIn(await response.text());
}

function eventsIn(text: string): VEvent[] {
  const parts: CalendarComponent[] = Object.values(sync.parseICS(text));
  return parts.filter((part): part is VEvent => part.type === 'VEVENT');
}

/** Such an application, assigned to the member, with an interview that is to come. */
async function application(title = 'Welder', candidate = 'Robin Example'): Promise<string> {
  const employerId = await client.employer();
  await client.contact(employerId);
  const posting = await client.posting(employerId, { title });
  const id = await client.application(await client.candidate({ name: candidate }), posting, {
    submittedAt: hours(-24),
  });
  await client.done('assignApplication', { applicationId: id, memberId });
  return id;
}

const schedule = (applicationId: string, start: number) =>
  client.done('scheduleInterview', {
    ...{ applicationId, contactIds: [], format: 'VIDEO' },
    ...{ startsAt: hours(start), endsAt: hours(start + 1) },
  });

describe('a calendar feed', () => {
  it('tells what the worklist tells of the member, now and ahead, each matter once', async () => {
    const id = await application();
    await schedule(id, 120);
    await application('Fitter').then((other) =>
      client.done('assignApplication', { applicationId: other, memberId: null }),
    );
    const { path } = await newFeed();
    const events = await eventsAt(path);
    const { plan } = (
      await client.data(
        `query ($id: ID!) { application(id: $id) { plan { from actions { kind because { rule } } } } }`,
        { id },
      )
    ).application;
    const soon = plan.filter(({ from }: Json) => from < hours(28 * 24));
    const matters = soon.flatMap(({ actions }: Json) =>
      actions
        .filter(({ kind }: Json) => kind !== 'WAIT' && kind !== 'NONE')
        .map(({ because }: Json) => because[0].rule),
    );
    expect(events).toHaveLength(new Set(matters).size);
    expect(events.map(({ summary }) => summary)).toEqual(
      expect.arrayContaining([
        'Prepare for the interview: Robin Example, Welder at Example Works',
        'Send thanks by e-mail: Robin Example, Welder at Example Works',
      ]),
    );
    expect(new Set(events.map(({ uid }) => uid)).size).toBe(events.length);
  });

  it('keeps to what common calendars ask for', async () => {
    const name =
      'Ärzte, Pflege; \\ "Köche"\r\nBEGIN:VEVENT 日本語のとても長い名前 😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀';
    await application('Welder, senior; night\nshift', name);
    const response = await fetchFeed((await newFeed({ name: 'Kim, to do;\r\nEND:VCALENDAR' })).path);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'attachment; filename="followline.ics"',
      'cache-control': 'private, no-cache',
    });
    const text = await response.text();
    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    const lines = text.replaceAll('\r\n ', '').split('\r\n');
    expect(lines.slice(0, 3)).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Followline//Next steps//EN',
    ]);
    expect(lines).toEqual(
      expect.arrayContaining([
        'X-WR-CALNAME:Kim\\, to do\\; END:VCALENDAR',
        'REFRESH-INTERVAL;VALUE=DURATION:PT30M',
        'X-PUBLISHED-TTL:PT30M',
        'TRANSP:TRANSPARENT',
      ]),
    );
    const { everyAgency } = api.store;
    const { rows } = await everyAgency.query(
      'select last_fetched_at from calendar_feed where agency_id = $1',
      [client.agencyId],
    );
    expect(rows[0].last_fetched_at).not.toBeNull();
    const [event, ...others] = eventsIn(text);
    expect(others).toEqual([]);
    expect(event?.summary).toContain('Ärzte, Pflege; \\ "Köche" BEGIN:VEVENT 日本語のとても長い名前 😀');
    expect(event?.summary).toContain('Welder, senior; night shift at Example Works');
    expect(event).toMatchObject({ datetype: 'date', class: 'PRIVATE', sequence: '0' });
  });

  it('is answered with 304 while nothing has changed; what has changed says so, and keeps its uid', async () => {
    const id = await application();
    await schedule(id, 120);
    const { path } = await newFeed();
    const first = await fetchFeed(path);
    const tag = first.headers.get('etag') as string;
    const before = eventsIn(await first.text());
    for (const known of [tag, `W/${tag}`, `"another", ${tag}`]) {
      const again = await fetchFeed(path, { headers: { 'if-none-match': known } });
      expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', tag]);
    }
    const head = await fetchFeed(path, { method: 'HEAD' });
    expect([head.status, await head.text(), head.headers.get('etag')]).toEqual([200, '', tag]);
    await client.api.store.everyAgency.query(
      `update calendar_entry set modified_at = modified_at - interval '1 hour'`,
    );
    const { applications } = await client.data(
      '{ applications { nodes { candidate { name } interviews { id } } } }',
    );
    const interviewId = applications.nodes[0].interviews[0].id;
    // A calendar tells changes apart by the second.
    await sleep(1_000);
    await client.done('moveInterview', {
      ...{ applicationId: id, interviewId, startsAt: hours(144), endsAt: hours(145), contactIds: [] },
      format: 'VIDEO',
    });
    const changed = await fetchFeed(path, { headers: { 'if-none-match': tag } });
    expect(changed.status).toBe(200);
    const after = eventsIn(await changed.text());
    const uids = (events: VEvent[]) => events.map(({ uid }) => uid).sort();
    expect(uids(after)).toEqual(uids(before));
    const moved = (summary: string) =>
      [before, after].map(
        (events) =>
          events.find((event) => event.summary.startsWith(summary)) as VEvent & { sequence: string },
      );
    const [was, is] = moved('Prepare');
    expect(Number(is?.start) - Number(was?.start)).toBe(24 * 3_600_000);
    expect([was?.sequence, is?.sequence]).toEqual(['0', '1']);
    expect(Number(is?.dtstamp)).toBeGreaterThan(Number(was?.dtstamp));
  });

  it('is told once, of which only a digest is kept; another one can be made', async () => {
    const input = { name: 'To do', idempotencyKey: 'a key' };
    const first = await newFeed(input);
    expect(await newFeed(input)).toEqual({ id: first.id, path: null });
    const second = await newFeed();
    expect(second.path).not.toBe(first.path);
    const { rows } = await api.store.everyAgency.query(
      'select * from calendar_feed where agency_id = $1 order by id',
      [client.agencyId],
    );
    const secret = /^\/calendars\/(.{32})\.ics$/.exec(first.path)?.[1] as string;
    expect(rows[0].secret_hash).toEqual(createHash('sha256').update(secret).digest());
    expect(JSON.stringify(rows)).not.toContain(secret);
    const { calendarFeeds } = await client.data(
      `query ($memberId: ID) { calendarFeeds(where: { memberId: $memberId }) {
        nodes { name member { id } lastFetchedAt revokedAt } } }`,
      { memberId },
    );
    const unused = { member: { id: memberId }, lastFetchedAt: null, revokedAt: null };
    expect(calendarFeeds.nodes).toEqual([
      { name: 'To do', ...unused },
      { name: 'Next steps of Kim Recruiter', ...unused },
    ]);
  });

  it('that is revoked answers as one that never was', async () => {
    const [kept, gone] = [await newFeed(), await newFeed()];
    await client.done('revokeCalendarFeed', { id: gone.id });
    expect((await fetchFeed(kept.path)).status).toBe(200);
    const answers = [
      gone.path,
      `/calendars/${'a'.repeat(32)}.ics`,
      '/calendars/a',
      '/calendars/a%00.ics',
    ].map(async (path) => {
      const response = await fetchFeed(path);
      const { date, 'x-request-id': _, ...headers } = Object.fromEntries(response.headers);
      return { status: response.status, headers, text: await response.text() };
    });
    const [first, ...others] = await Promise.all(answers);
    expect(first?.status).toBe(404);
    for (const other of others) expect(other).toEqual(first);
    const post = await fetchFeed(kept.path, { method: 'POST' });
    expect([post.status, post.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });

  it.each(['RECRUITER', 'INTEGRATION', 'VIEWER'] as const)('is not for a %s to make', async (role) => {
    const other = await api.agency('Another agency');
    const { key } = await api.keyOf(other, role);
    const asRole = Object.assign(Object.create(other), { key });
    const [error] = await mutationErrorsOf(asRole, 'createCalendarFeed', { memberId });
    expect(error?.extensions?.code).toBe('FORBIDDEN');
  });
});

describe('an entry', () => {
  const action = {
    ...{ kind: 'SEND_FOLLOW_UP', method: 'EMAIL', recipient: { role: 'HIRING_MANAGER', contactId: '1' } },
    ...{ reason: 'Follow up.', blockedMethods: [], policyVersion: 0 },
    because: [{ rule: 'follow-up-after-applying', practices: [], text: '', values: {}, events: ['1'] }],
  } as const;
  const at = (text: string) => Date.parse(text);
  const entryOf = (
    times: [string, string, string],
    now: string,
    facts: object = {},
    zone = 'Europe/Berlin',
  ) => {
    const [opensAt, dueAt, lateAt] = times.map(at);
    const due: unknown = {
      ...{ applicationId: 'a', from: opensAt, candidateName: 'Robin', positionTitle: 'Welder' },
      ...{ employerName: 'Works', recipientName: 'Sam' },
      action: { ...action, opensAt, dueAt, lateAt, ...facts },
    };
    return toEntries([due as DueAction], at(now), zone)[0] as Entry;
  };
  const dayOf = ({ start, end }: Entry) =>
    [start, end].map((one) => new Date(one).toISOString().slice(0, 10));
  const times: [string, string, string] = [
    '2026-03-03T08:00:00Z',
    '2026-03-05T17:00:00Z',
    '2026-03-05T17:00:00Z',
  ];

  it('is on the day on which it is due, and on today once that has passed', () => {
    const early = entryOf(times, '2026-03-03T09:00:00Z');
    expect(dayOf(early)).toEqual(['2026-03-05', '2026-03-06']);
    expect(early).toMatchObject({
      summary: 'Follow up by e-mail: Robin, Welder at Works',
      description:
        'Follow up.\nTo: Sam (hiring manager)\nOpen from: Tue 3 Mar 2026 09:00\nDue by: Thu 5 Mar 2026 18:00\nTimes of Europe/Berlin.',
    });
    const late = entryOf(times, '2026-03-09T09:00:00Z');
    expect(dayOf(late)).toEqual(['2026-03-09', '2026-03-10']);
    expect(late.summary).toBe('Late: Follow up by e-mail: Robin, Welder at Works');
    expect(late.uid).toBe(early.uid);
  });

  it.each([
    // Midnight belongs to the day that ends; on 29 March clocks go forward in Berlin, on 25 October back.
    ['2026-03-05T23:00:00Z', '2026-03-05'],
    ['2026-03-05T23:00:00.001Z', '2026-03-06'],
    ['2026-03-28T23:00:00Z', '2026-03-28'],
    ['2026-03-29T22:00:00Z', '2026-03-29'],
    ['2026-10-24T22:00:00Z', '2026-10-24'],
    ['2026-10-25T22:30:00Z', '2026-10-25'],
    ['2026-10-25T23:00:00Z', '2026-10-25'],
  ])('due at %s is on %s in Berlin', (due, day) => {
    expect(dayOf(entryOf(['2026-01-01T00:00:00Z', due, due], '2026-01-02T00:00:00Z'))[0]).toBe(day);
  });

  it('of a call is at its time, in UTC, on either side of a change of clocks', () => {
    const call = entryOf(['2026-03-30T07:00:00Z', ...times.slice(1)] as typeof times, times[0], {
      method: 'PHONE',
      kind: 'CALL',
    });
    const text = toCalendar('To do', [call], new Map());
    expect(text).toContain('DTSTART:20260330T070000Z\r\nDTEND:20260330T071500Z\r\n');
    expect(text).toContain('SUMMARY:Call: Robin\\, Welder at Works\r\n');
    expect(eventsIn(text)[0]?.start.toISOString()).toBe('2026-03-30T07:00:00.000Z');
  });
});
