import * as fc from 'fast-check';
import { draftFor, type MessageDraft } from '../../../src/domain/message/draft';
import type { MessageFacts } from '../../../src/domain/message/guidance';
import type { Action } from '../../../src/domain/recommendation/recommend';
import { brokenPromise } from '../../../src/domain/recommendation/rules/broken-promise';
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

function action(
  kind: ActionKind,
  method: ContactMethod | null,
  role: RecipientRole = 'HIRING_MANAGER',
  rules: string[] = [],
): Action {
  return {
    kind,
    method,
    recipient: method === null ? null : { role, contactId: null },
    opensAt: 0,
    dueAt: 0,
    lateAt: 0,
    reason: '',
    because: rules.map((rule) => ({ rule, practices: [], text: '', values: {}, events: [] })),
    blockedMethods: [],
    policyVersion: 1,
  };
}

const silent: readonly ActionKind[] = ['WAIT', 'NONE', 'CLOSE', 'PREPARE_INTERVIEW'];
const sending = Object.values(ActionKind).filter((kind) => !silent.includes(kind));
const methods = Object.values(ContactMethod);
const short: readonly ContactMethod[] = ['LINKEDIN', 'SOCIAL_MEDIA', 'SMS'];
const locales = ['en', 'de'];

function draft(...[of, from, locale]: Parameters<typeof draftFor>): MessageDraft {
  const made = draftFor(of, from, locale);
  if (!made) throw new Error('no draft');
  return made;
}

describe('the draft', () => {
  it.each(silent)('is none for %s', (kind) => {
    expect(draftFor(action(kind, null), facts, 'en')).toBeNull();
  });

  it.each(locales)('mentions what was discussed, where there is room (M5), in %s', (locale) => {
    const detailed = [
      action('SEND_THANK_YOU_EMAIL', 'EMAIL', 'INTERVIEWER'),
      action('SEND_THANK_YOU_NOTE', 'POST', 'INTERVIEWER'),
      action('SEND_FOLLOW_UP', 'EMAIL'),
      action('CALL', 'PHONE'),
    ];
    for (const of of detailed) {
      expect(draft(of, facts, locale).body).toContain('the data platform');
      expect(draft(of, facts, locale).body).toContain('on-call duties');
    }
    expect(draft(action('CHECK_IN', 'EMAIL'), facts, locale).body).toContain('the data platform');
  });

  it('leaves gaps for what is not known', () => {
    const unknown = { ...facts, recipientName: null };
    const thanks = draft(action('SEND_THANK_YOU_EMAIL', 'EMAIL', 'INTERVIEWER'), unknown, 'en');
    expect(thanks.body).toContain("Dear [recipient's name],");
    expect(thanks.gaps).toEqual(["recipient's name", 'what the candidate offers for the role', 'your name']);
    const withoutTopics = { ...facts, interview: { ...facts.interview, topics: [' '] } } as MessageFacts;
    expect(draft(action('SEND_FOLLOW_UP', 'EMAIL'), withoutTopics, 'en').gaps).toContain(
      'what was discussed',
    );
    expect(draft(action('CHECK_IN', 'EMAIL'), withoutTopics, 'en').gaps).toEqual(['your name']);
  });

  it('greets the team at a general address and asks to pass the message on (W1)', () => {
    const general = { ...facts, recipientName: null, interview: null };
    const { body, gaps } = draft(action('SEND_FOLLOW_UP', 'EMAIL', 'GENERAL_INBOX'), general, 'en');
    expect(body).toMatch(/^Dear hiring team,\n/);
    expect(body).toContain('pass this on to the person who decides');
    expect(gaps).not.toContain("recipient's name");
  });

  it('asks the switchboard for the name and the address, and else leaves a message (W3)', () => {
    const unknown = { ...facts, recipientName: null, interview: null };
    const { body } = draft(action('FIND_HIRING_MANAGER', 'PHONE', 'SWITCHBOARD'), unknown, 'en');
    expect(body).toMatch(/^Hello, this is \[your name\]\.\n/);
    expect(body).toContain('the name and the e-mail address of the hiring manager');
    expect(body).toContain('(If that is refused:)');
    expect(body).toContain('that I called');
  });

  it('asks an acquaintance who the right person is (W7)', () => {
    const { body } = draft(action('SEND_FOLLOW_UP', 'SOCIAL_MEDIA', 'ACQUAINTANCE'), facts, 'en');
    expect(body).toContain('who the right person to turn to is');
    expect(body).not.toContain('news');
  });

  it('allows for a missed call where the employer promised one', () => {
    const promised = action('SEND_FOLLOW_UP', 'EMAIL', 'HIRING_MANAGER', [brokenPromise.id]);
    expect(draft(promised, facts, 'en').body).toContain('not missed a call or message');
    expect(draft(action('SEND_FOLLOW_UP', 'EMAIL'), facts, 'en').body).not.toContain('missed');
  });

  it('names the day of the interview where it was held, as the reader writes it', () => {
    const bodyIn = (locale: string) => draft(action('SEND_THANK_YOU_EMAIL', 'EMAIL'), facts, locale).body;
    expect(bodyIn('en')).toContain('March 10');
    expect(bodyIn('en-GB')).toContain('10 March');
    expect(bodyIn('de')).toContain('10. März');
    const january = { ...facts, decisionExpectedOn: '2027-01-05' };
    expect(draft(action('ASK_FOR_UPDATE', 'EMAIL'), january, 'de-AT').body).toContain('5. Jänner');
  });

  it('says nothing of a decision date that an interview has overtaken', () => {
    const before = { ...facts, decisionExpectedOn: '2026-03-09' };
    const { body } = draft(action('SEND_THANK_YOU_EMAIL', 'EMAIL'), before, 'en');
    expect(body).not.toContain('March 9');
    expect(body).toContain('when you expect to decide');
  });

  it('takes a fact literally, whatever it holds', () => {
    const hostile = {
      ...facts,
      candidateName: '{{ 7 | times: 7 }}',
      positionTitle: '{% include "x" %} & <b>',
    };
    const { subject, body } = draft(action('SEND_FOLLOW_UP', 'EMAIL'), hostile, 'en');
    expect(subject).toBe(`{{ 7 | times: 7 }}'s application for {% include "x" %} & <b>`);
    expect(body).toContain('{{ 7 | times: 7 }}');
    expect(body).not.toContain('49');
  });

  it('keeps a fact from starting a line of its own, and from posing as a gap', () => {
    const hostile = {
      ...facts,
      candidateName: 'Jane\r\nBcc: all@example.com',
      recipientName: '[your phone number]',
    };
    const { subject, gaps } = draft(action('SEND_FOLLOW_UP', 'EMAIL'), hostile, 'en');
    expect(subject).toBe("Jane Bcc: all@example.com's application for Data Engineer");
    expect(gaps).not.toContain('your phone number');
  });

  it('holds for any facts', () => {
    const text = fc.string({ unit: 'binary', maxLength: 400 });
    const any = fc.record({
      candidateName: text,
      recipientName: fc.option(text),
      employerName: text,
      positionTitle: text,
    });
    fc.assert(
      fc.property(
        any,
        fc.constantFrom(...sending),
        fc.constantFrom(...methods),
        fc.constantFrom(...locales),
        (names, kind, method, locale) => {
          const made = draft(action(kind, method), { ...facts, ...names }, locale);
          expect(made.subject ?? '').not.toContain('\n');
          if (short.includes(method)) expect(made.body.length).toBeLessThanOrEqual(300);
        },
      ),
    );
  });
});

describe('the language of a draft', () => {
  it.each([
    ['de-AT', 'de'],
    ['DE_at', 'de'],
    ['de-Latn-CH-1996', 'de'],
    ['en-US-u-ca-buddhist', 'en'],
    ['fr', 'en'],
    ['den', 'en'],
    ['', 'en'],
    ['no such locale', 'en'],
    ['{{ 1 }}', 'en'],
  ])('%s becomes %s', (asked, got) => {
    const made = draft(action('SEND_THANK_YOU_EMAIL', 'EMAIL'), facts, asked);
    expect(made.locale).toBe(got);
    expect(made.body).toMatch(got === 'de' ? /^Guten Tag .*10\. März/s : /^Dear .*(March 10)/s);
  });
});
