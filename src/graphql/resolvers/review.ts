import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import type { ApplicationState } from '../../domain/application';
import { openRequest } from '../../domain/application';
import type { Instant } from '../../domain/instant';
import { guidanceFor, type MessageGuidance } from '../../domain/message/guidance';
import { isSending, type Occasion, occasionOf, type SendingKind } from '../../domain/message/occasion';
import { actionFor } from '../../domain/message/review/action';
import { type Language, languageNamed, languageOf } from '../../domain/message/review/language';
import { review } from '../../domain/message/review/review';
import type { Recipient } from '../../domain/recommendation/rule';
import { ActionKind, ContactMethod } from '../../domain/vocabulary';
import type { Context } from '../context';
import { badInput } from '../errors';
import { localId } from '../ids';
import { storable } from '../inputs/constraints';
import { messageFacts } from '../message-facts';
import { proofreadMessage } from '../proofread';
import { Needs } from '../rights';
import { DateTime } from '../scalars';
import { Application } from '../types/application';
import { MessageFinding, MessageReview } from '../types/message-review';

const textLengthMax = 10_000;
const subjectLengthMax = 500;

@Resolver()
export class ReviewResolver {
  @Needs('APPLICATIONS')
  @Query(() => MessageReview, {
    nullable: true,
    description:
      'What to look at in a message before it is sent: the practices on what to say, and spelling. Nothing is sent, stored or logged.',
  })
  async reviewMessage(
    @Ctx() context: Context,
    @Arg('applicationId', () => ID, { description: 'What it is about.' }) applicationId: string,
    @Arg('method', () => ContactMethod, { description: 'By which it is to go.' }) method: ContactMethod,
    @Arg('text', () => String, { description: 'Up to 10000 characters.' }) text: string,
    @Arg('subject', () => String, { nullable: true, description: 'Up to 500 characters.' })
    subject?: string | null,
    @Arg('kind', () => ActionKind, {
      nullable: true,
      description: 'What it is for; unless said, the most urgent open action that fits the method.',
    })
    kind?: ActionKind | null,
    @Arg('contactId', () => ID, {
      nullable: true,
      description: 'To whom; unless said, the recipient of that action.',
    })
    contactId?: string | null,
    @Arg('locale', () => String, {
      nullable: true,
      description: 'English or German as BCP 47, such as en-GB; told from the text, unless said.',
    })
    locale?: string | null,
    @Arg('at', () => DateTime, { nullable: true, description: 'The moment asked for; now, unless said.' })
    at?: Instant | null,
  ): Promise<MessageReview | null> {
    checkText('text', text, textLengthMax);
    if (subject) checkText('subject', subject, subjectLengthMax);
    const sending = sendingKind(kind ?? null);
    const language = localeLanguage(locale ?? null) ?? languageOf(`${subject ?? ''}\n${text}`);
    const view = await context.applications.load(localId(applicationId, 'Application'));
    if (!view) return null;

    const moment = at ?? Date.now();
    const { steps, place } = await new Application(view).outlook(context, moment);
    const recipient = contactId ? await recipientOf(context, contactId, place.state) : null;
    const action = actionFor(steps, { method, kind: sending, recipient });
    const facts = await messageFacts(context, place, action, moment);
    const message = {
      ...{ text, subject: subject || null, language, facts },
      occasion: occasionOf(action) as Occasion,
      guidance: guidanceFor(action, facts) as MessageGuidance,
      asked: openRequest(place.state)?.response === 'INFORMATION_REQUESTED',
    };
    const { mistakes, reason } = await proofreadMessage(message, locale ?? null);
    return {
      kind: action.kind,
      locale: language,
      maxWords: message.guidance.maxWords,
      proofread: mistakes !== undefined,
      notProofreadReason: reason,
      findings: review(message, mistakes).map(
        (finding) => new MessageFinding(finding, finding.inSubject ? (subject ?? '') : text),
      ),
    };
  }
}

function checkText(field: string, text: string, lengthMax: number): void {
  if (text.trim() === '' || text.length > lengthMax || !storable(text))
    throw badInput(
      field,
      `must be text of 1 to ${lengthMax} characters, not blank, without NUL or broken Unicode.`,
    );
}

function sendingKind(kind: ActionKind | null): SendingKind | null {
  if (kind === null || isSending(kind)) return kind;
  throw badInput(
    'kind',
    'must be an action by which something is said, which WAIT, NONE, CLOSE and PREPARE_INTERVIEW are not.',
  );
}

function localeLanguage(locale: string | null): Language | null {
  const language = locale === null ? null : languageNamed(locale);
  if (locale !== null && !language)
    throw badInput('locale', 'must be English or German as a BCP 47 tag, such as en, en-GB or de.');
  return language;
}

async function recipientOf(context: Context, contactId: string, state: ApplicationState): Promise<Recipient> {
  const row = await context.contacts.load(localId(contactId, 'Contact'));
  if (!row || row.employerId !== state.employerId)
    throw badInput('contactId', 'must be the id of a contact at the employer of this application.');
  const identified = state.identified.findLast((known) => known.contactId === row.id);
  return { contactId: row.id, role: identified?.role ?? row.role };
}
