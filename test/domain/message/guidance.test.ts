import { guidanceFor, type MessageFacts } from '../../../src/domain/message/guidance';
import type { Action } from '../../../src/domain/recommendation/recommend';
import { brokenPromise } from '../../../src/domain/recommendation/rules/broken-promise';
import { ActionKind, ContactMethod, type RecipientRole } from '../../../src/domain/vocabulary';

const applied: MessageFacts = {
  candidateName: 'Jane Doe',
  recipientName: 'Alex Smith',
  employerName: 'Acme Inc.',
  positionTitle: 'Data Engineer',
  interview: null,
  decisionExpectedOn: null,
};

const interviewed: MessageFacts = {
  ...applied,
  interview: {
    endedAt: Date.UTC(2026, 2, 11, 20),
    timeZone: 'America/Chicago',
    format: 'PHONE',
    topics: ['the data platform', 'on-call duties'],
  },
  decisionExpectedOn: '2026-03-25',
};

function guidance(
  kind: ActionKind,
  method: ContactMethod | null,
  facts: MessageFacts,
  role: RecipientRole = 'HIRING_MANAGER',
  rules: string[] = [],
) {
  const action: Action = {
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
  return guidanceFor(action, facts);
}

const said = (points: string[] | undefined) => points?.join('\n') ?? '';

describe('guidance', () => {
  it.each(['WAIT', 'NONE', 'CLOSE', 'PREPARE_INTERVIEW'] as const)('is none for %s', (kind) => {
    expect(guidance(kind, null, interviewed)).toBeNull();
  });

  it('after applying: brief, the interest, a polite question for news (M4), why the candidate fits (M7)', () => {
    const given = guidance('SEND_FOLLOW_UP', 'EMAIL', applied);
    expect(given?.practices).toEqual(['M1', 'M2', 'M4', 'M7', 'M10', 'M11']);
    expect(said(given?.mention)).toMatch(/Jane Doe's interest.*news.*Why Jane Doe fits/s);
    expect(given?.mention).toEqual(
      expect.arrayContaining(['The company: Acme Inc.', 'The position: Data Engineer']),
    );
  });

  it('after an interview: more detail, thanks first (M5, M6, M7, M8, M9)', () => {
    const given = guidance('SEND_FOLLOW_UP', 'EMAIL', interviewed);
    expect(given?.practices).toEqual(['M1', 'M2', 'M5', 'M6', 'M7', 'M8', 'M9', 'M10', 'M11']);
    expect(given?.mention[0]).toContain('Alex Smith');
    expect(given?.mention[1]).toMatch(/^To begin with, thanks for .* March 11$/);
    expect(given?.mention).toContain('What was discussed: the data platform');
    expect(given?.mention).toContain('What was discussed: on-call duties');
  });

  it('a thank-you e-mail also confirms the next steps (T6)', () => {
    const stated = guidance('SEND_THANK_YOU_EMAIL', 'EMAIL', interviewed);
    expect(stated?.practices).toContain('T6');
    expect(said(stated?.mention)).toContain('expected by March 25');
    expect(said(stated?.avoid)).toContain('Pressing');
    const open = guidance('SEND_THANK_YOU_EMAIL', 'EMAIL', { ...interviewed, decisionExpectedOn: null });
    expect(said(open?.mention)).toContain('when a decision can be expected');
  });

  it.each(['SEND_REMINDER', 'CHECK_IN', 'ASK_AVAILABILITY', 'ASK_FOR_UPDATE'] as const)(
    'a line or two is enough for %s (M3)',
    (kind) => {
      for (const facts of [applied, interviewed]) {
        const given = guidance(kind, 'EMAIL', facts);
        expect(given?.practices).toContain('M3');
        expect(given?.length).toMatch(/line or two/);
        expect(given?.maxWords).toBeLessThanOrEqual(70);
      }
    },
  );

  it('what is written is proofread (M10); what is spoken is not, and has no number of words', () => {
    const written = guidance('SEND_FOLLOW_UP', 'EMAIL', interviewed);
    expect(written?.practices).toContain('M10');
    expect(said(written?.avoid)).toContain('spelling and grammar');
    const given = guidance('CALL', 'PHONE', interviewed);
    expect(given?.practices).not.toContain('M10');
    expect(given?.maxWords).toBeNull();
  });

  it('at the switchboard: the name and the address, and else a message (W3)', () => {
    const given = guidance(
      'FIND_HIRING_MANAGER',
      'PHONE',
      { ...applied, recipientName: null },
      'SWITCHBOARD',
    );
    expect(given?.practices).toEqual(['M2', 'M11', 'W3']);
    expect(said(given?.mention)).toMatch(/name and e-mail address.*message for the hiring manager/s);
  });

  it('few words on LinkedIn, and a question who the right person is to an acquaintance (W7)', () => {
    const poster = guidance('SEND_FOLLOW_UP', 'LINKEDIN', interviewed, 'POSTER');
    expect(poster?.length).toContain('300 characters');
    expect(poster?.practices).not.toContain('M5');
    const acquaintance = guidance('SEND_FOLLOW_UP', 'SOCIAL_MEDIA', interviewed, 'ACQUAINTANCE');
    expect(acquaintance?.practices).toEqual(['M1', 'M2', 'M3', 'M10', 'M11', 'W7']);
  });

  it('at a general address: nobody to name, and the request to pass it on (W1)', () => {
    const given = guidance('SEND_FOLLOW_UP', 'EMAIL', { ...applied, recipientName: null }, 'GENERAL_INBOX');
    expect(given?.practices).not.toContain('M1');
    expect(said(given?.mention)).toContain('pass the message on');
  });

  it('a note by hand is posted the same day (T5) and fits on a card', () => {
    const given = guidance('SEND_THANK_YOU_NOTE', 'POST', interviewed, 'INTERVIEWER');
    expect(given?.practices).toEqual(['M1', 'M2', 'M5', 'M6', 'M7', 'M10', 'M11', 'T5']);
    expect(given?.length).toContain('by hand');
  });

  it('an invitation on LinkedIn holds 300 characters, and the guidance says so (W2)', () => {
    expect(guidance('SEND_FOLLOW_UP', 'LINKEDIN', applied, 'POSTER')?.length).toBe(
      'Two or three sentences, at most 300 characters, as an invitation on LinkedIn holds no more.',
    );
  });

  it('a call comes when it suits, where that is known (W8)', () => {
    const given = guidance('CALL', 'PHONE', { ...interviewed, availability: 'Tuesday mornings' });
    expect(given?.practices).toContain('W8');
    expect(given?.mention).toContain('When a call suits: Tuesday mornings');
    expect(said(guidance('CALL', 'PHONE', interviewed)?.mention)).not.toContain('suits');
  });

  it('an offer of an interview is thanked for and accepted, with times', () => {
    const given = guidance('ANSWER_EMPLOYER', 'EMAIL', { ...applied, interviewOffered: true });
    expect(given?.mention).toContain('To begin with, thanks for the offer of an interview');
    expect(given?.mention).toContain('That the candidate accepts the interview, and which times suit');
  });

  it('an answer thanks for what is answered', () => {
    expect(said(guidance('ANSWER_EMPLOYER', 'EMAIL', interviewed)?.mention)).toContain(
      'thanks for the message',
    );
    expect(said(guidance('RESPOND_TO_OFFER', 'EMAIL', interviewed)?.mention)).toContain(
      'thanks for the offer',
    );
  });

  it('warns of a reproach where a promise or a date has passed (M2)', () => {
    const broken = guidance('SEND_FOLLOW_UP', 'EMAIL', interviewed, 'HIRING_MANAGER', [brokenPromise.id]);
    expect(said(broken?.avoid)).toContain('promised');
    expect(said(guidance('ASK_FOR_UPDATE', 'EMAIL', interviewed)?.avoid)).toContain('stated date has passed');
  });

  it('always asks for a polite tone (M2) and this position (M11), whatever the kind, method and facts', () => {
    const nobody = {
      ...applied,
      candidateName: '',
      recipientName: null,
      employerName: '',
      positionTitle: '',
    };
    for (const kind of Object.values(ActionKind)) {
      for (const method of Object.values(ContactMethod)) {
        for (const facts of [applied, interviewed, nobody]) {
          const given = guidance(kind, method, facts);
          if (!given) continue;
          expect(given.practices).toEqual(expect.arrayContaining(['M2', 'M11']));
          expect(given.tone).toContain('professional');
          expect(new Set(given.mention).size).toBe(given.mention.length);
          expect(said([...given.mention, ...given.avoid, given.length])).not.toMatch(/undefined|null|: $/m);
        }
      }
    }
  });
});
