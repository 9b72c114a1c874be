import { type Field, parseMapping } from '../../src/import/fields';
import { gather } from '../../src/import/gather';
import { type LogSettings, readLog } from '../../src/import/log';
import { type SmallLine, settings, smallLog } from './small-log';

const now = Date.parse('2026-11-22T12:00:00Z');

const read = (text: string, said: Partial<LogSettings> = {}) =>
  readLog(Buffer.from(text), { ...settings, ...said }, now);

/** What is refused in a log of these lines, as "line column: message". */
function refusals(lines: SmallLine[], said: Partial<LogSettings> = {}): string[] {
  const log = read(smallLog(lines), said);
  const { refused } = gather(log.lines, log.columns);
  return [...log.refused, ...refused].map(({ line, column, message }) => `${line} ${column}: ${message}`);
}

const oneRefusal = (line: SmallLine) => refusals([line]).join('\n');

describe('a bad line is refused with its line, its column, what is wrong and what is expected', () => {
  test.each<[SmallLine, string]>([
    [{ Method: 'Pigeon' }, '2 Method: "Pigeon" is not known; expected one of: e-mail, phone, SMS'],
    [{ Method: '' }, '2 Method: Empty; expected e-mail, phone'],
    [{ Date: '2026-02-31' }, '2 Date: "2026-02-31" is no date; expected a date such as 2026-09-14'],
    [{ Date: '' }, '2 Date: Empty; expected a date such as'],
    [{ Time: '' }, '2 Time: Empty; expected a time such as 14:30'],
    [{ Time: '25:10' }, '2 Time: "25:10" is no time; expected a time such as 14:30'],
    [{ 'Time zone': 'CST' }, '2 Time zone: "CST" is no time zone; expected one such as America/Chicago'],
    [
      { 'Time zone': '' },
      '2 Time zone: Empty; expected one such as America/Chicago. For all such lines: --time-zone',
    ],
    [{ Candidate: '' }, '2 Candidate: Empty; expected the name of the person who applied'],
    [{ 'Candidate e-mail': 'ada at home' }, '2 Candidate e-mail: "ada at home" is no e-mail address'],
    [{ 'Employer country': 'Atlantis' }, '2 Employer country: "Atlantis" is no known country'],
    [{ 'Employer country': '' }, '2 Employer country: Empty on every line of "Larkmoor Logistics"'],
    [{ 'Employer region': 'ZZ' }, '2 Employer region: "ZZ" is no known region of US'],
    [{ 'Contact role': '' }, '2 Contact role: Empty; expected who "Derek Holloway" is'],
    [{ 'Contact role': 'Boss' }, '2 Contact role: "Boss" is not known; expected one of: hiring manager'],
    [{ Response: 'maybe' }, '2 Response: "maybe" is not known; expected one of: none'],
    [{ Response: 'Call promised', Promised: '2026-09-16' }, '2 Promised: The time is missing'],
    [{ 'Responded at': '10:00' }, '2 Responded on: Empty, though Responded at is not'],
    [{ Type: 'Lunch' }, '2 Type: "Lunch" is not known; expected one of: attempt, response, interview'],
    [
      { Type: 'Interview', Method: 'Letter' },
      '2 Method: "Letter" is not known; expected one of: in person, video',
    ],
    [{ Type: 'Response', Response: '' }, '2 Response: Empty; expected one of'],
    [{ Type: 'Interview', Method: 'Phone', Topics: 'x'.repeat(201) }, '2 Topics: Expected at most 20 topics'],
    [{ Type: 'Closed', Outcome: '' }, '2 Outcome: Empty; expected hired'],
    [{ Candidate: 'x'.repeat(201) }, '2 Candidate: 201 characters; at most 200 are kept'],
    [
      { 'Time zone': 'Pacific/Auckland', Date: '2026-09-27', Time: '02:30' },
      '2 Time: There is no such time on 2026-09-27 in Pacific/Auckland',
    ],
  ])('%j', (line, expected) => {
    expect(oneRefusal(line)).toContain(expected);
  });

  test('all that is wrong with a line is told at once, and each thing once', () => {
    expect(refusals([{ Method: 'Pigeon', Time: 'late', 'Time zone': 'Mars' }])).toHaveLength(3);
  });

  test('a line with more values than the heading', () => {
    const text = `${smallLog([{ Note: 'last' }])},more`;
    expect(read(text).refused[0]).toMatchObject({
      line: 2,
      column: null,
      message: expect.stringContaining('quotes'),
    });
  });

  test('lines after a quoted line break keep their numbers', () => {
    const [refused] = refusals([{ Note: 'one\ntwo\nthree' }, { Time: '11:00', Method: 'Pigeon' }]);
    expect(refused).toMatch(/^5 Method/);
  });
});

describe('facts that lines repeat', () => {
  test('may be left out, but must not differ', () => {
    const lines: SmallLine[] = [
      { Note: 'first' },
      { Time: '11:00', 'Employer time zone': '', 'Candidate e-mail': '', Channel: '' },
      { Time: '12:00', 'Employer time zone': 'America/Denver' },
      { Time: '13:00', Channel: 'LinkedIn' },
      { Time: '14:00', 'Applied at': '10:00' },
    ];
    expect(refusals(lines)).toEqual([
      '4 Employer time zone: Differs from line 2, which says "America/Chicago".',
      '5 Channel: Differs from line 2, which says "job board".',
      '6 Applied at: Differs from line 2.',
    ]);
  });

  test('nothing rests on a line that is refused', () => {
    const log = read(smallLog([{ Method: 'Pigeon', Channel: 'LinkedIn' }, { Time: '11:00' }]));
    const { plan, refused } = gather(log.lines, log.columns);
    expect(refused).toEqual([]);
    expect(plan.applications).toMatchObject([{ channel: 'JOB_BOARD', lines: [3] }]);
  });

  test('two people of one name need their addresses', () => {
    const other = { 'Candidate e-mail': 'ada@example.org', 'Job title': 'Driver' };
    const refused = refusals([{}, other, { Time: '11:00', 'Candidate e-mail': '' }]);
    expect(refused).toEqual([
      '4 Candidate e-mail: Empty, though several people are called "Ada Quill": say whose it is.',
    ]);
  });

  test('a contact whose address changes keeps both, in the order of time', () => {
    const old = { Response: 'Bounced', 'Contact e-mail': 'd.holloway@larkmoor.example' };
    const log = read(smallLog([{ Time: '11:00' }, old]));
    expect(gather(log.lines, log.columns).plan.contacts).toMatchObject([
      { email: 'd.holloway@larkmoor.example', laterEmail: 'derek.holloway@larkmoor.example', decides: true },
    ]);
  });
});

describe('dates in figures', () => {
  const days = (date: string): SmallLine => ({ 'Applied on': date, Date: date });

  test('that can be read one way need no order', () => {
    expect(refusals([days('25/11/2026')].map((line) => ({ ...line, 'Applied on': '2026-09-14' })))).toEqual(
      [],
    );
  });

  test('that can be read two ways stop the import, with an example and its line', () => {
    const lines = [days('25/09/2026'), { ...days('03/10/2026'), Note: 'two\nlines' }];
    expect(() => read(smallLog(lines))).toThrow(
      'Line 3, column Applied on: "03/10/2026" can be 2026-10-03 or 2026-03-10. Say in which order dates are written: --date-order dmy, mdy or ymd.',
    );
  });

  test('are ambiguous in any date column', () => {
    expect(() => read(smallLog([{ Promised: '03/10/2026 14:00' }]))).toThrow(/column Promised/);
  });

  test.each([
    ['dmy', '2026-10-03'],
    ['mdy', '2026-03-10'],
  ] as const)('are read in the order %s that is said', (dateOrder, day) => {
    const [line] = read(smallLog([days('03/10/2026')]), { dateOrder }).lines;
    expect(line?.application.appliedOn).toBe(day);
  });

  test('that do not fit the order are refused', () => {
    expect(refusals([{ Date: '10/25/2026' }], { dateOrder: 'dmy' })).toEqual([
      '2 Date: "10/25/2026" is no date; expected a date such as 2026-09-14 or 14 Sep 2026 (in figures: dmy).',
    ]);
  });
});

describe('columns', () => {
  const renamed = (text: string, names: Record<string, string>) =>
    Object.entries(names).reduce((now, [from, to]) => now.replace(from, to), text);

  test('are known by their titles, whatever case and punctuation', () => {
    const text = renamed(smallLog([{}]), {
      'Candidate e-mail': 'CANDIDATE_EMAIL',
      'Job title': 'position',
      Note: 'Notes',
    });
    expect(read(text).lines).toHaveLength(1);
  });

  test('that nobody knows are left out and told', () => {
    expect(read(renamed(smallLog([{}]), { Note: 'Fee' })).columns.unknown).toEqual(['Fee']);
  });

  test('are mapped by name, and left out by name', () => {
    const text = renamed(smallLog([{ Note: 'by hand' }]), { Note: 'What happened', Purpose: 'Result' });
    const mappings = ['What happened=note', 'result = ignore'].map(parseMapping);
    const { lines, columns } = read(text, { mappings });
    expect(lines[0]?.entry?.command).toMatchObject({ note: 'by hand', response: 'NONE' });
    expect(columns.unknown).toEqual([]);
  });

  test.each<[string, Record<string, string>, string[], RegExp]>([
    ['that are missing', { Candidate: 'Who' }, [], /columns are missing: "Candidate" \(candidate\)/],
    [
      'that mean the same',
      { Purpose: 'Reply' },
      [],
      /Both "Reply" and "Response"|Both "Response" and "Reply"/,
    ],
    ['that a mapping names and the file has not', {}, ['Fee=note'], /no column "Fee"/],
  ])('%s stop the import', (_, names, mappings, message) => {
    expect(() => read(renamed(smallLog([{}]), names), { mappings: mappings.map(parseMapping) })).toThrow(
      message,
    );
  });

  test.each([
    ['Fee', /expected "Their column=ourField"/],
    ['Fee=salary', /"salary" is no field/],
  ])('the mapping %s is refused', (text, message) => {
    expect(() => parseMapping(text)).toThrow(message);
  });

  test('for zone and country are needed unless an option says it', () => {
    const without = (title: string) => renamed(smallLog([{}]), { [`,${title}`]: ',Unused' });
    expect(() => read(without('Time zone'))).toThrow(/--time-zone/);
    expect(() => read(without('Employer country'))).toThrow(/--country/);
    const [line] = read(without('Time zone'), { timeZone: 'Europe/Berlin' }).lines;
    expect(line?.entry?.command).toMatchObject({ attemptedAt: Date.parse('2026-09-15T08:05:00Z') });
  });
});

describe('what a line says', () => {
  const commandOf = (line: SmallLine) => read(smallLog([line])).lines[0]?.entry?.command;

  test('an attempt, with what came of it', () => {
    const line = {
      Response: 'Timeline given',
      'Responded on': '2026-09-16',
      'Decision expected': '2026-09-30',
    };
    expect(commandOf({ ...line, 'Responded at': '9:15 am', Note: 'two\nlines' })).toEqual({
      type: 'RecordContactAttempt',
      attemptedAt: Date.parse('2026-09-15T15:05:00Z'),
      timeZone: 'America/Chicago',
      method: 'EMAIL',
      purpose: 'FOLLOW_UP',
      contactId: null,
      recipientRole: 'HIRING_MANAGER',
      response: 'TIMELINE_GIVEN',
      respondedAt: Date.parse('2026-09-16T14:15:00Z'),
      decisionExpectedOn: '2026-09-30',
      promisedAt: null,
      note: 'two\nlines',
    });
  });

  test.each([
    ['2026-09-15', '2026-09-15T15:05:00Z'],
    ['2026-09-16', '2026-09-16T05:00:00Z'],
  ])('a response on %s without a time counts from %s', (day, at) => {
    expect(commandOf({ Response: 'Acknowledged', 'Responded on': day })).toMatchObject({
      respondedAt: Date.parse(at),
    });
  });

  test('date and time may share a column', () => {
    const line = { Date: '15 Sep 2026 2:30 pm', Time: '' };
    expect(commandOf(line)).toMatchObject({ attemptedAt: Date.parse('2026-09-15T19:30:00Z') });
  });

  test('a midnight that a program has added to a date is none', () => {
    const line = {
      Date: '2026-09-15 00:00:00',
      'Applied on': '2026-09-14T00:00:00',
      'Decision expected': '2026-09-30 00:00',
    };
    expect(commandOf({ ...line, Response: 'Timeline given' })).toMatchObject({
      attemptedAt: Date.parse('2026-09-15T15:05:00Z'),
      decisionExpectedOn: '2026-09-30',
    });
  });

  test('an interview that is over was held, one that is ahead is scheduled', () => {
    const line = { Type: 'Interview', Method: 'Video call', Until: '10:45' };
    expect(commandOf(line)).toMatchObject({
      type: 'RecordInterview',
      endedAt: Date.parse('2026-09-15T15:45:00Z'),
    });
    expect(commandOf({ ...line, Date: '2026-11-24', Until: '' })).toMatchObject({
      type: 'ScheduleInterview',
      endsAt: Date.parse('2026-11-24T17:05:00Z'),
    });
  });

  test('a dash is an empty cell', () => {
    expect(commandOf({ Purpose: '-', Response: '–' })).toMatchObject({ purpose: null, response: 'NONE' });
  });

  test('only an application, where nothing was done yet', () => {
    const nothing = Object.fromEntries((['Date', 'Time', 'Method'] as const).map((title) => [title, '']));
    const log = read(smallLog([{ ...nothing, Contact: '', 'Contact role': '' }]));
    expect(log.lines).toMatchObject([{ entry: null }]);
  });
});

test('every field has a title of its own', () => {
  const field: Field = 'contactDecides';
  expect(read(smallLog([{}])).columns.titleOf(field)).toBe('Contact decides');
});
