import { draftFor } from '../../../../src/domain/message/draft';
import type { MessageFacts } from '../../../../src/domain/message/facts';
import { asksForPerson, occasionOf, type SendingKind } from '../../../../src/domain/message/occasion';
import { languages } from '../../../../src/domain/message/review/language';
import { ActionKind, ContactMethod, type RecipientRole } from '../../../../src/domain/vocabulary';
import { actionOf, applied, findings, interviewed } from './reviewing';

/** What a person could fill in. */
const filled: Record<string, string> = {
  "recipient's name": 'Alex Smith',
  'what was discussed': 'the data platform',
  'what the candidate offers for the role': 'eight years of experience with Kafka',
  'your answer': 'The documents that you asked for are attached.',
  'your answer to the offer, or when it will come': 'Jane will answer by Friday.',
  'what was promised': 'the portfolio',
  'was versprochen wurde': 'das Portfolio',
  'date stated for the decision': 'March 25',
  'date of the interview': 'March 11',
  'your name': 'Kim Young',
  'your phone number': '+1 312 555 0100',
  'Name der Ansprechperson': 'Alex Smith',
  'Themen des Gesprächs': 'die Datenplattform',
  'passende Kenntnisse und Erfahrungen': 'acht Jahre Erfahrung mit Kafka',
  'Ihre Antwort': 'Die gewünschten Unterlagen liegen bei.',
  'Ihre Antwort auf das Angebot, oder wann sie kommt': 'Die Antwort kommt bis Freitag.',
  'Tag der Entscheidung': '25. März',
  'Tag des Gesprächs': '11. März',
  'Ihr Name': 'Kim Young',
  'Ihre Telefonnummer': '+49 89 555 0100',
};

const fill = (text: string) =>
  text.replace(/\[([^\]]+)\]/g, (_, gap: string) => {
    const words = filled[gap];
    if (words === undefined) throw new Error(`nothing to fill in for ${gap}`);
    return words;
  });

const silent: readonly ActionKind[] = ['WAIT', 'NONE', 'CLOSE', 'PREPARE_INTERVIEW'];
const kinds = Object.values(ActionKind).filter((kind): kind is SendingKind => !silent.includes(kind));
const roles: RecipientRole[] = [
  'HIRING_MANAGER',
  'RECRUITER',
  'ACQUAINTANCE',
  'GENERAL_INBOX',
  'SWITCHBOARD',
];
const german = { topics: ['die Datenplattform', 'Bereitschaftsdienste'] };
const settings: [string, MessageFacts][] = [
  ['after applying', applied],
  ['after an interview', interviewed],
  ['with a date for the decision', { ...interviewed, decisionExpectedOn: '2026-03-25' }],
  [
    'names of other places',
    { ...applied, employerName: 'Müller & Söhne GmbH', recipientName: 'Dr. Jürgen Groß' },
  ],
  ['the recipient is not known', { ...interviewed, recipientName: null }],
];

describe.each(languages)('our own drafts, filled in, in %s', (locale) => {
  it.each(settings)('break no practice: %s', (_, setting) => {
    const { interview } = setting;
    const facts =
      locale === 'de' && interview ? { ...setting, interview: { ...interview, ...german } } : setting;
    const wrong = kinds.flatMap((kind) =>
      Object.values(ContactMethod).flatMap((method) =>
        roles.flatMap((role) => {
          const action = actionOf({ kind, method, role });
          const made = draftFor(action, facts, locale);
          const occasion = occasionOf(action);
          if (!made || !occasion) throw new Error('no draft');
          // Who asks for a person does not know the name yet, and says so.
          if (facts.recipientName === null && asksForPerson(occasion)) return [];
          const text = fill(made.body);
          return findings(text, { kind, method, role, facts, subject: made.subject && fill(made.subject) })
            .filter(({ severity }) => severity !== 'HINT')
            .map(({ rule, message }) => ({ kind, method, role, rule, message, text }));
        }),
      ),
    );
    expect(wrong).toEqual([]);
  });
});
