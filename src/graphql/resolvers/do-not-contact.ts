import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import {
  type DoNotContactFacts,
  type DoNotContactView,
  recordDoNotContact,
  withdrawDoNotContact,
} from '../../store/do-not-contact';
import type { Context } from '../context';
import { localId } from '../ids';
import { RecordDoNotContactInput, WithdrawDoNotContactInput } from '../inputs/do-not-contact-inputs';
import { DoNotContactPayload, idempotencyFor, mutate } from '../payload';
import { Needs } from '../rights';
import { DoNotContact } from '../types/do-not-contact';
import { Contact, Employer } from '../types/people';
import { refuseFuture } from './reference';

const historyMax = 100;

@Resolver()
export class DoNotContactResolver {
  @Needs('RECORD')
  @Mutation(() => DoNotContactPayload, {
    description:
      'Records that somebody is not to be contacted; every open application there honours it at once.',
  })
  recordDoNotContact(
    @Ctx() context: Context,
    @Arg('input', () => RecordDoNotContactInput) input: RecordDoNotContactInput,
  ) {
    const { store, session } = context;
    return mutate(context, { name: 'input', value: input }, async () => {
      refuseFuture('saidAt', input.saidAt);
      const { saidBy, saidAt, note } = input;
      const facts = { of: ofWhom(input), saidBy, saidAt, note: note ?? null };
      const key = idempotencyFor('recordDoNotContact', input);
      return payload(context, await recordDoNotContact(store, session, facts, key));
    });
  }

  @Needs('RECORD')
  @Mutation(() => DoNotContactPayload, {
    description: 'Takes back what recordDoNotContact has recorded; it stays in the history.',
  })
  withdrawDoNotContact(
    @Ctx() context: Context,
    @Arg('input', () => WithdrawDoNotContactInput) input: WithdrawDoNotContactInput,
  ) {
    const { store, session } = context;
    return mutate(context, { name: 'input', value: input }, async () => {
      const id = localId(input.id, 'DoNotContact');
      const key = idempotencyFor('withdrawDoNotContact', input);
      return payload(context, await withdrawDoNotContact(store, session, id, input.reason, key));
    });
  }
}

function ofWhom({ contactId, employerId }: RecordDoNotContactInput): DoNotContactFacts['of'] {
  if (contactId != null) return { contactId: localId(contactId, 'Contact') };
  return { employerId: localId(employerId ?? '', 'Employer') };
}

async function payload(context: Context, { id, employerId }: { id: string; employerId: string }) {
  const history = (await context.doNotContacts.load(employerId)) ?? [];
  const doNotContact = new DoNotContact(history.find((one) => one.id === id) as DoNotContactView);
  const [contact, employer] = await Promise.all([
    doNotContact.contact(context),
    doNotContact.employer(context),
  ]);
  return { doNotContact, contact, employer };
}

@Resolver(() => Contact)
export class ContactRefusalResolver {
  @FieldResolver(() => Boolean, {
    description: 'Has this person, or the employer as a whole, asked not to be contacted?',
  })
  async doNotContact(@Root() { row }: Contact, @Ctx() { refusing }: Context): Promise<boolean> {
    const refused = await refusing.load(row.employerId);
    return refused?.has(row.id) || refused?.has(null) || false;
  }

  @FieldResolver(() => [DoNotContact], {
    description: `The last ${historyMax} times that this person, or the employer as a whole, asked so, the newest first.`,
  })
  async doNotContactHistory(@Root() { row }: Contact, @Ctx() { doNotContacts }: Context) {
    const history = (await doNotContacts.load(row.employerId)) ?? [];
    return shown(history.filter(({ contactId }) => contactId === null || contactId === row.id));
  }
}

@Resolver(() => Employer)
export class EmployerRefusalResolver {
  @FieldResolver(() => Boolean, { description: 'Has the employer as a whole asked not to be contacted?' })
  async doNotContact(@Root() { row }: Employer, @Ctx() { refusing }: Context): Promise<boolean> {
    return (await refusing.load(row.id))?.has(null) ?? false;
  }

  @FieldResolver(() => [DoNotContact], {
    description: `The last ${historyMax} times that somebody there asked not to be contacted, the newest first.`,
  })
  async doNotContactHistory(@Root() { row }: Employer, @Ctx() { doNotContacts }: Context) {
    return shown((await doNotContacts.load(row.id)) ?? []);
  }
}

const shown = (history: DoNotContactView[]) =>
  history.slice(0, historyMax).map((view) => new DoNotContact(view));
