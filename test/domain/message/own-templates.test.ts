import * as fc from 'fast-check';
import { problemsOf } from '../../../src/domain/message/check-template';
import { draftFor } from '../../../src/domain/message/draft';
import type { MessageFacts } from '../../../src/domain/message/facts';
import { sendingKinds } from '../../../src/domain/message/occasion';
import {
  type StoredTemplate,
  type TemplateKey,
  templateInForce,
  templateKeys,
} from '../../../src/domain/message/template';
import { type FieldName, templateFields } from '../../../src/domain/message/template-fields';
import type { Action } from '../../../src/domain/recommendation/recommend';
import { ContactMethod, type RecipientRole } from '../../../src/domain/vocabulary';

const facts: MessageFacts = {
  candidateName: 'Jane Doe',
  recipientName: 'Alex Smith',
  employerName: 'Acme Inc.',
  positionTitle: 'Data Engineer',
  interview: {
    endedAt: Date.UTC(2026, 2, 11, 1, 30),
    timeZone: 'America/Chicago',
    format: 'VIDEO',
    topics: ['the data platform', 'on-call duties'],
  },
  decisionExpectedOn: '2026-03-25',
  promises: ['the portfolio'],
};
const nothing: MessageFacts = {
  ...{ candidateName: '', recipientName: null, employerName: '', positionTitle: '' },
  ...{ interview: null, decisionExpectedOn: null },
};

function action(facts: Partial<Action> & { role?: RecipientRole } = {}): Action {
  const { role = 'HIRING_MANAGER', ...rest } = facts;
  return {
    ...{ kind: 'SEND_FOLLOW_UP', method: 'EMAIL', recipient: { role, contactId: null } },
    ...{ opensAt: 0, dueAt: 0, lateAt: 0, reason: '', because: [], blockedMethods: [], policyVersion: 0 },
    ...rest,
  };
}

const followUp = { locale: 'en', medium: 'EMAIL', kind: 'SEND_FOLLOW_UP' } as const;

function own(body: string | null, rest: Partial<StoredTemplate> = {}): StoredTemplate {
  const setBy = { kind: 'API_KEY', id: 'key-1', name: 'Administrator' } as const;
  return { ...followUp, version: 3, subject: null, body, setBy, setAt: 0, ...rest };
}

const draft = (of: Action, from: MessageFacts, stored: StoredTemplate[], locale = 'en') => {
  const made = draftFor(of, from, locale, stored);
  if (!made) throw new Error('no draft');
  return made;
};

describe('a draft by templates of the agency', () => {
  const body = 'Any news of {{ candidate }}{% if interview %} since {{ interview.date }}{% endif %}?';

  it('says what they say about this application (M11), in our layout', () => {
    const made = draft(action(), facts, [own(body, { subject: '{{ position }}: {{ candidate | upcase }}' })]);
    expect(made.subject).toBe('Data Engineer: JANE DOE');
    expect(made.body).toBe(
      'Dear Alex Smith,\n\nAny news of Jane Doe since March 10?\n\nKind regards\n[your name]',
    );
    expect(made.gaps).toEqual(['your name']);
    expect([made.template, made.layout]).toMatchObject([
      { version: 3, isDefault: false, setBy: { name: 'Administrator' } },
      { version: 0, isDefault: true, setBy: null },
    ]);
  });

  it('keeps our subject where none is given, and our text in a layout of the agency', () => {
    const made = draft(action(), facts, [own('Hi!\n{{ text }}', { kind: 'LAYOUT' })]);
    const ours = draft(action(), facts, []);
    expect(made.subject).toBe(ours.subject);
    expect(made.body).toMatch(/^Hi!\nThank you for taking the time/);
    expect([made.template.isDefault, made.layout.isDefault]).toEqual([true, false]);
  });

  it('uses each for its own language, form and purpose', () => {
    const stored = [own(body)];
    const others = [
      draft(action({ kind: 'CHECK_IN' }), facts, stored),
      draft(action({ method: 'PHONE' }), facts, stored),
      draft(action(), facts, stored, 'de-AT'),
    ];
    for (const other of others) expect(other.template.isDefault).toBe(true);
    expect(
      draft(action(), facts, [own('{{ interview.date | default: "?" }}', { locale: 'de' })], 'de-AT').body,
    ).toContain('10. März');
    expect(draft(action({ method: 'WEB_FORM' }), facts, stored).template.isDefault).toBe(false);
  });

  it('asks an acquaintance as the agency does (W7)', () => {
    const touchBase = own('Whom do I ask about {{ position }}?', {
      medium: 'SHORT_MESSAGE',
      kind: 'TOUCH_BASE',
    });
    const asked = action({ method: 'SOCIAL_MEDIA', role: 'ACQUAINTANCE' });
    expect(draft(asked, facts, [touchBase]).body).toBe(
      'Hello Alex Smith,\nWhom do I ask about Data Engineer?',
    );
  });

  it('says ours again once theirs is taken back', () => {
    const made = draft(action(), facts, [own(null, { version: 4 })]);
    expect({ ...made, template: null }).toEqual({ ...draft(action(), facts, []), template: null });
    expect(made.template).toMatchObject({ version: 4, isDefault: true });
  });

  it.each<[string, string]>([
    ['cannot be parsed', '{{ candidate'],
    ['names what is no field any more', '{{ former }}'],
    ['has nothing to say for this message', '{{ decisionDate }}'],
    ['compares with a value that no sample had', '{% if candidate == "Jane Doe" %}{{ passOn }}{% endif %}a'],
  ])('says ours where theirs %s', (_, text) => {
    const made = draft(action(), { ...facts, decisionExpectedOn: null }, [own(text)]);
    expect(made.template).toMatchObject({ version: 0, isDefault: true });
    expect(made.body).toContain('Thank you for taking the time');
  });

  it('leaves a gap to fill for what is missing, whatever a filter does, and says so (M1)', () => {
    const text = 'Dear {{ recipient | upcase }}: {{ candidate | downcase }}, {{ fit | capitalize }}';
    const made = draft(action({ kind: 'SEND_REMINDER' }), nothing, [own(text, { kind: 'SEND_REMINDER' })]);
    expect(made.body).toContain(
      "Dear [recipient's name]: [candidate's name], [what the candidate offers for the role]",
    );
    expect(made.gaps).toEqual([
      "recipient's name",
      "candidate's name",
      'position',
      'what the candidate offers for the role',
      'your name',
    ]);
  });

  it('takes a fact literally, and keeps a subject to one line', () => {
    const hostile = { ...facts, candidateName: '{{ 7 }}{% if %}' };
    const subject = 'News{{ "\\r\\nBcc: all@example.com" }} {{ candidate }}';
    const made = draft(action(), hostile, [own('{{ candidate }}', { subject })]);
    expect(made.subject).toBe('News Bcc: all@example.com {{ 7 }}{% if %}');
    expect(made.body).toContain('{{ 7 }}{% if %}');
  });

  it('reads each field as its example shows', () => {
    const date = (name: FieldName) => `{% if ${name} %}{{ ${name} }}{% endif %}`;
    for (const [name, { example, value }] of Object.entries(templateFields) as [
      FieldName,
      { example: string; value: string },
    ][]) {
      if (value === 'CONDITION' || name === 'text') continue;
      expect(draft(action(), facts, [own(`<${date(name)}>`)]).body).toContain(`<${example}>`);
    }
  });
});

/** Pieces that are right by themselves, and what surrounds them. */
const names = (Object.keys(templateFields) as FieldName[]).filter((name) => name !== 'text');
const piece = fc.oneof(
  fc.constantFrom('Hello ', '.\n', ', '),
  fc.constantFrom(...names).map((name) => `{{ ${name} }}`),
  fc.constantFrom(...names).map((name) => `{{ ${name} | default: "none" | upcase }}`),
  fc
    .tuple(fc.constantFrom(...names), fc.constantFrom(...names))
    .map(
      ([one, other]) =>
        `{% if ${one} and ${other} %}{{ ${one} }}{% else %}{{ ${other} | default: candidate }}{% endif %}`,
    ),
);

describe('a template that was taken', () => {
  it('renders for any facts, never with a hole', () => {
    const text = fc.string({ unit: 'binary', maxLength: 60 });
    const anyFacts = fc.record({
      ...{ candidateName: text, employerName: text, positionTitle: text, recipientName: fc.option(text) },
      interview: fc.constantFrom(null, facts.interview, { ...facts.interview, topics: [] }),
      decisionExpectedOn: fc.constantFrom(null, '2026-03-25', '2026-03-01'),
    }) as fc.Arbitrary<MessageFacts>;
    let taken = 0;
    const law = (
      pieces: string[],
      key: TemplateKey,
      from: MessageFacts,
      role: RecipientRole,
      method: ContactMethod,
    ) => {
      const template = { ...key, subject: null, body: `a${pieces.join('')}` };
      if (problemsOf(template, []).length > 0) return;
      taken += 1;
      const of = action({ kind: key.kind as Action['kind'], method, role });
      const made = draft(of, from, [own(template.body, key)], key.locale);
      if (made.template.medium === key.medium) expect(made.template.isDefault).toBe(false);
      expect(made.body).not.toMatch(/undefined|null|\[object|\{\{|[^\P{Cc}\n]/u);
    };
    const keys = templateKeys.filter(({ kind }) => sendingKinds.some((each) => each === kind));
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 3 }),
        fc.constantFrom(...keys),
        anyFacts,
        fc.constantFrom<RecipientRole[]>('HIRING_MANAGER', 'GENERAL_INBOX', 'INTERVIEWER', 'SWITCHBOARD'),
        fc.constantFrom(...Object.values(ContactMethod)),
        law,
      ),
      { numRuns: 500 },
    );
    expect(taken).toBeGreaterThan(50);
  });
});

it('each has a place of its own, and is in force as it comes with the product', () => {
  const bodies = templateKeys.map((key) => templateInForce(key, []));
  expect(new Set(templateKeys.map((key) => JSON.stringify(key))).size).toBe(templateKeys.length);
  for (const { version, isDefault, body, subject, medium, kind } of bodies) {
    expect([version, isDefault, body.length > 0]).toEqual([0, true, true]);
    expect(subject !== null).toBe(medium === 'EMAIL' && kind !== 'LAYOUT');
  }
});
