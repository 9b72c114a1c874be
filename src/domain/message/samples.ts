import type { ContactMethod, RecipientRole } from '../vocabulary';
import type { MessageFacts } from './facts';
import { fieldsOf } from './fields';
import { mediumOf, type Occasion, pressingKinds, type SendingKind, sendingKinds } from './occasion';
import { ourTemplates, type TemplateKey } from './template';
import type { Fields } from './templates';

export interface Sample {
  occasion: Occasion;
  facts: MessageFacts;
  /** What the facts are to a template. */
  fields: Fields;
}

/** Long enough to be cut where room is short. */
const known: MessageFacts = {
  candidateName: 'Maximiliane Mustermann',
  recipientName: 'Bartholomew Featherstone',
  employerName: 'Example Manufacturing Works',
  positionTitle: 'Industrial Maintenance Electrician',
  interview: {
    endedAt: Date.UTC(2026, 8, 23, 15),
    timeZone: 'Europe/Berlin',
    format: 'PHONE',
    topics: ['preventive maintenance', 'the rotation of shifts'],
  },
  decisionExpectedOn: '2026-09-30',
  promises: ['a portfolio with photographs'],
};
const withoutTopics = known.interview && { ...known.interview, topics: [] };

/** Whatever may be missing is missing in some of these, and together with whatever else may be. */
const facts: readonly MessageFacts[] = [known.interview, withoutTopics, null].flatMap((interview) =>
  [known.recipientName, null].flatMap((recipientName) =>
    [known.decisionExpectedOn, null].flatMap((decisionExpectedOn) => [
      { ...known, interview, recipientName, decisionExpectedOn },
      {
        ...{ interview, recipientName, decisionExpectedOn },
        ...{ candidateName: '', employerName: '', positionTitle: '' },
      },
    ]),
  ),
);

const made = new Map<string, readonly Sample[]>();

/** Messages of every sort that a template may be used for, each sort once. */
export function samplesFor(key: TemplateKey): readonly Sample[] {
  const name = `${key.locale} ${key.medium} ${key.kind}`;
  const samples = made.get(name) ?? distinct(allSamples(key));
  made.set(name, samples);
  return samples;
}

function distinct(samples: Sample[]): Sample[] {
  return [...new Map(samples.map((sample) => [JSON.stringify(sample.fields), sample])).values()];
}

function allSamples({ kind, medium, locale }: TemplateKey): Sample[] {
  const style = { templates: ourTemplates[locale], locale, factCharactersMax: Number.POSITIVE_INFINITY };
  const methods = (Object.keys(mediumOf) as ContactMethod[]).filter((method) => mediumOf[method] === medium);
  const roles: RecipientRole[] =
    kind === 'TOUCH_BASE' ? ['ACQUAINTANCE'] : ['HIRING_MANAGER', 'GENERAL_INBOX'];
  const occasions = kindsOf(kind).flatMap((of) =>
    methods.flatMap((method) =>
      roles.flatMap((role) =>
        [false, true].map((promiseBroken): Occasion => ({ kind: of, method, medium, role, promiseBroken })),
      ),
    ),
  );
  return occasions.flatMap((occasion) =>
    facts.map((each) => ({ occasion, facts: each, fields: fieldsOf(occasion, each, style) })),
  );
}

function kindsOf(kind: TemplateKey['kind']): readonly SendingKind[] {
  if (kind === 'LAYOUT') return sendingKinds;
  return kind === 'TOUCH_BASE' ? pressingKinds : [kind];
}
