import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { refusal } from '../../domain/errors';
import { providerOfAgency, removeProvider, setProvider } from '../../store/identity-providers';
import type { Context } from '../context';
import { lengthOf } from '../inputs/api-key-inputs';
import { RemoveIdentityProviderInput, SetIdentityProviderInput } from '../inputs/identity-provider-inputs';
import { IdentityProviderPayload, idempotencyFor, mutate } from '../payload';
import { Needs } from '../rights';
import { IdentityProvider } from '../types/identity-provider';

@Resolver()
export class IdentityProviderResolver {
  @Needs('KEYS')
  @Query(() => IdentityProvider, {
    nullable: true,
    description: 'Whose tokens sign the people of the agency in; null where nobody’s do.',
  })
  identityProvider(@Ctx() context: Context): Promise<IdentityProvider | null> {
    return current(context);
  }

  @Needs('KEYS')
  @Mutation(() => IdentityProviderPayload, {
    description: 'Has the people of the agency sign in with tokens of an identity provider of its own.',
  })
  setIdentityProvider(
    @Ctx() context: Context,
    @Arg('input', () => SetIdentityProviderInput, {
      description: 'Which provider, and what its tokens give.',
    })
    input: SetIdentityProviderInput,
  ) {
    return mutate(context, { name: 'input', value: input }, async () => {
      const { idempotencyKey: _, tokenAgeMax, jwksUri = null, roles, ...rest } = input;
      refuseUnreachable(context, input);
      const facts = {
        ...{ ...rest, jwksUri, roles: roles.map(({ value, role }) => ({ value, role })) },
        tokenAgeSecondsMax: Math.floor(lengthOf(tokenAgeMax) / 1000),
      };
      const idempotency = idempotencyFor('setIdentityProvider', input);
      await setProvider(context.store, context.holder, facts, idempotency);
      return { identityProvider: await current(context) };
    });
  }

  @Needs('KEYS')
  @Mutation(() => IdentityProviderPayload, {
    description: 'Has nobody sign in with tokens any more, from now on; API keys stay.',
  })
  removeIdentityProvider(
    @Ctx() context: Context,
    @Arg('input', () => RemoveIdentityProviderInput, { description: 'Which provider.' })
    input: RemoveIdentityProviderInput,
  ) {
    return mutate(context, { name: 'input', value: input }, async () => {
      const { store, session } = context;
      const idempotency = idempotencyFor('removeIdentityProvider', input);
      await removeProvider(store, session.agencyId, input.issuer, idempotency);
      return { identityProvider: await current(context) };
    });
  }
}

/** Where the keys are is asked by this server: nobody may have it ask at an address of its own network. */
function refuseUnreachable({ outbound }: Context, { issuer, jwksUri }: SetIdentityProviderInput): void {
  const [field, url] = jwksUri == null ? ['issuer', issuer] : ['jwksUri', jwksUri];
  const problem = outbound.problemOf(url);
  if (problem) throw refusal('INVALID', field, problem);
}

async function current({ store, session }: Context): Promise<IdentityProvider | null> {
  const view = await providerOfAgency(store, session.agencyId);
  return view && new IdentityProvider(view);
}
