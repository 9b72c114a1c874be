import { guidanceFor, type MessageFacts } from '../../../../src/domain/message/guidance';
import { occasionOf, type SendingKind } from '../../../../src/domain/message/occasion';
import type { Finding } from '../../../../src/domain/message/review/check';
import { languageOf } from '../../../../src/domain/message/review/language';
import { review } from '../../../../src/domain/message/review/review';
import type { Mistakes } from '../../../../src/domain/message/review/spelling';
import type { Action } from '../../../../src/domain/recommendation/recommend';
import type { ContactMethod, RecipientRole } from '../../../../src/domain/vocabulary';

export const applied: MessageFacts = {
  candidateName: 'Jane Doe',
  recipientName: 'Alex Smith',
  employerName: 'Acme Inc.',
  positionTitle: 'Data Engineer',
  interview: null,
  decisionExpectedOn: null,
};

export const interviewed: MessageFacts = {
  ...applied,
  interview: {
    endedAt: Date.UTC(2026, 2, 11, 20),
    timeZone: 'America/Chicago',
    format: 'VIDEO',
    topics: ['the data platform', 'on-call duties'],
  },
};

export interface Situation {
  kind: SendingKind;
  method: ContactMethod;
  role: RecipientRole;
  facts: MessageFacts;
  subject: string | null;
  asked: boolean;
  mistakes: Mistakes;
}

export function actionOf({ kind, method, role }: Pick<Situation, 'kind' | 'method' | 'role'>): Action {
  return {
    ...{ kind, method, recipient: { role, contactId: null } },
    ...{ opensAt: 0, dueAt: 0, lateAt: 0, reason: '', because: [], blockedMethods: [], policyVersion: 0 },
  };
}

/** The findings in a text; an e-mail to the hiring manager after applying, unless said. */
export function findings(text: string, situation: Partial<Situation> = {}): Finding[] {
  const given: Situation = {
    ...{ kind: 'SEND_FOLLOW_UP', method: 'EMAIL', role: 'HIRING_MANAGER', facts: applied, subject: null },
    ...{ asked: false, mistakes: { text: [], subject: [] } },
    ...situation,
  };
  const { facts, subject, asked } = given;
  const action = actionOf(given);
  const [occasion, guidance] = [occasionOf(action), guidanceFor(action, facts)];
  if (!occasion || !guidance) throw new Error('nothing to say');
  const language = languageOf(text);
  return review({ text, subject, language, occasion, guidance, facts, asked }, given.mistakes);
}

/** The findings of one rule, as "SEVERITY: what is there". */
export function found(rule: string, text: string, situation: Partial<Situation> = {}): string[] {
  return findings(text, situation)
    .filter((finding) => finding.rule === rule)
    .map(({ severity, start, end, inSubject }) => {
      const content = inSubject ? (situation.subject as string) : text;
      return `${severity}: ${content.slice(start, end)}`;
    });
}
