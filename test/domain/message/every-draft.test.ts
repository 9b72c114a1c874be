import { draftFor, type MessageDraft } from '../../../src/domain/message/draft';
import { guidanceFor, type MessageFacts } from '../../../src/domain/message/guidance';
import type { Action } from '../../../src/domain/recommendation/recommend';
import { ActionKind, ContactMethod, type RecipientRole } from '../../../src/domain/vocabulary';

const facts: MessageFacts = {
  candidateName: 'Jane Doe',
  recipientName: 'Alex Smith',
  // Brings a full stop of its own.
  employerName: 'Acme Inc.',
  positionTitle: 'Data Engineer',
  interview: {
    // 20:30 on March 10 in Chicago, already the 11th in UTC.
    endedAt: Date.UTC(2026, 2, 11, 1, 30),
    timeZone: 'America/Chicago',
    format: 'VIDEO',
    topics: ['the data platform', 'on-call duties'],
  },
  decisionExpectedOn: '2026-03-25',
};

/** Nothing is known: no interview, and names that were never given or have been erased. */
const nothing: MessageFacts = {
  candidateName: '',
  recipientName: null,
  employerName: ' ',
  positionTitle: '',
  interview: null,
  decisionExpectedOn: null,
};

const settings: [string, MessageFacts][] = [
  ['all known', facts],
  ['before any interview', { ...facts, interview: null, decisionExpectedOn: null }],
  ['nothing known', nothing],
];

function action({ kind, method, role }: Case): Action {
  return {
    kind,
    method,
    recipient: { role, contactId: null },
    opensAt: 0,
    dueAt: 0,
    lateAt: 0,
    reason: '',
    because: [],
    blockedMethods: [],
    policyVersion: 1,
  };
}

const silent: readonly ActionKind[] = ['WAIT', 'NONE', 'CLOSE', 'PREPARE_INTERVIEW'];
const sending = Object.values(ActionKind).filter((kind) => !silent.includes(kind));
const methods = Object.values(ContactMethod);
const lookUps: readonly ActionKind[] = ['FIND_HIRING_MANAGER', 'LEAVE_MESSAGE'];
const short: readonly ContactMethod[] = ['LINKEDIN', 'SOCIAL_MEDIA', 'SMS'];
const locales = ['en', 'de'];
const roles = ['HIRING_MANAGER', 'GENERAL_INBOX', 'ACQUAINTANCE'] as const;

interface Case {
  locale: string;
  kind: ActionKind;
  method: ContactMethod;
  role: RecipientRole;
}

/** Every kind by every method to every sort of recipient in every language. */
const cases: Case[] = locales.flatMap((locale) =>
  sending.flatMap((kind) =>
    methods.flatMap((method) => roles.map((role) => ({ locale, kind, method, role }))),
  ),
);

const whole = ({ subject, body }: MessageDraft) => `${subject ?? ''}\n${body}`;
const afterGreeting = ({ body }: MessageDraft) => body.split('\n').slice(1).join('\n').trim();
const wordCount = (text: string) => text.split(/\s+/).length;

/** The drafts that break a law, to be compared with none. */
function breaking(law: (made: MessageDraft, of: Case, from: MessageFacts) => boolean, among = settings) {
  return cases.flatMap((of) =>
    among.flatMap(([setting, from]) => {
      const made = draftFor(action(of), from, of.locale);
      if (!made) throw new Error('no draft');
      return law(made, of, from) ? [] : [{ ...of, setting, text: whole(made) }];
    }),
  );
}

const allKnown = settings.slice(0, 1);

describe('every draft', () => {
  it('is a text without holes', () => {
    const hole = /undefined|null|NaN|Invalid|\[object|\{\{|\{%|\p{Co}|[^\P{Cc}\n]/u;
    expect(breaking((made) => made.body.length > 40 && !hole.test(whole(made)))).toEqual([]);
  });

  it('is cleanly spaced and ends no sentence twice', () => {
    const flaw = / {2}|\.\.|\n{3}| \n|\n | [.,;?]|^\s|\s$/;
    expect(breaking(({ body, subject }) => !flaw.test(body) && !flaw.test(subject ?? ''))).toEqual([]);
  });

  it('begins its sentences with a capital, and in German goes on in lower case after the greeting', () => {
    expect(breaking((made) => !/[.?!] [a-zäöü]/.test(made.body.replace(/Inc\. /g, '')))).toEqual([]);
    const written = (made: MessageDraft) => made.body.split('\n')[0]?.endsWith(',');
    const wrong = breaking((made, { locale }) => {
      const start = afterGreeting(made);
      const startsLow = /^[a-zäöü]/.test(start);
      if (locale !== 'de' || !written(made)) return !startsLow;
      return startsLow || /^(\[|Jane Doe|Sie )/.test(start);
    });
    expect(wrong).toEqual([]);
  });

  it('lists the gaps that are seen, and no others', () => {
    const wrong = breaking((made) => {
      const seen = [...whole(made).matchAll(/\[([^\]]+)\]/g)].map(([, gap]) => gap);
      return (
        new Set(made.gaps).size === made.gaps.length &&
        [...new Set(seen)].sort().join() === [...made.gaps].sort().join()
      );
    });
    expect(wrong).toEqual([]);
  });

  it('has a subject of one line where the method has one', () => {
    const wrong = breaking(({ subject }, { method }) =>
      method === 'EMAIL' || method === 'WEB_FORM' ? /^\S.*\S$/.test(subject ?? '') : subject === null,
    );
    expect(wrong).toEqual([]);
  });

  it('keeps to the length that the guidance gives (M3)', () => {
    const wrong = breaking((made, of, from) => {
      const wordsMax = guidanceFor(action(of), from)?.maxWords ?? Number.POSITIVE_INFINITY;
      return wordCount(made.body) <= wordsMax;
    });
    expect(wrong).toEqual([]);
  });

  it('is at most 300 characters long where room is short', () => {
    const wordy: MessageFacts = {
      ...facts,
      candidateName: 'Johanna Maximiliane '.repeat(10),
      recipientName: 'Bartholomäus Theodor '.repeat(10),
      employerName: 'Gesellschaft für Datenverarbeitung '.repeat(10),
      positionTitle: '👩‍🔬'.repeat(99),
    };
    const law = (made: MessageDraft, { method }: Case) => !short.includes(method) || made.body.length <= 300;
    expect(breaking(law, [...settings, ['wordy', wordy]])).toEqual([]);
  });

  it('addresses the person by name (M1) and is about this candidate and position (M11)', () => {
    const law = (made: MessageDraft) =>
      made.body.split('\n')[0]?.includes('Alex Smith') === true &&
      whole(made).includes('Jane Doe') &&
      whole(made).includes('Data Engineer');
    expect(breaking(law, settings.slice(0, 2))).toEqual([]);
  });

  it('begins with thanks after an interview (M6)', () => {
    const law = (made: MessageDraft, { kind, role }: Case) =>
      lookUps.includes(kind) ||
      role === 'ACQUAINTANCE' ||
      /^(Thank you|[Vv]ielen Dank)/.test(afterGreeting(made));
    expect(breaking(law, allKnown)).toEqual([]);
  });

  it('shows no impatience (M2)', () => {
    const impatient = /still waiting|still no|finally|again and again|immer noch|endlich|schon wieder|!!/i;
    expect(breaking((made) => !impatient.test(whole(made)))).toEqual([]);
  });
});
