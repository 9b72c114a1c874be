import { Arg, Args, Ctx, Field, ID, InputType, Mutation, Query, Resolver } from 'type-graphql';
import {
  createKey,
  type KeyFilter,
  listKeys,
  type MadeKey,
  revokeKeyOf,
  rotateKey,
} from '../../store/agency-keys';
import { ApiKeyRole } from '../../store/scopes';
import type { Context } from '../context';
import { localId, optionalLocalId } from '../ids';
import {
  CreateApiKeyInput,
  CreateCandidateTokenInput,
  lengthOf,
  RevokeApiKeyInput,
  RotateApiKeyInput,
} from '../inputs/api-key-inputs';
import { keys, PageArgs, toConnection, toPage } from '../paging';
import { ApiKeyPayload, idempotencyFor, mutate } from '../payload';
import { Needs } from '../rights';
import { ApiKey, ApiKeyConnection } from '../types/api-key';
import { whereDescription } from './queries';

@InputType({ description: 'Which API keys.' })
export class ApiKeyWhere {
  @Field(() => Boolean, { nullable: true, description: 'In use, or revoked or expired.' }) inUse?:
    | boolean
    | null;
  @Field(() => ApiKeyRole, { nullable: true, description: 'In this role.' }) role?: ApiKeyRole | null;
  @Field(() => ID, { nullable: true, description: 'Tokens of this candidate.' }) candidateId?: string | null;
}

@Resolver()
export class ApiKeyResolver {
  @Needs('KEYS')
  @Query(() => ApiKeyConnection, {
    description: 'The agency’s API keys and its candidates’ tokens, in the order in which they were made.',
  })
  async apiKeys(
    @Ctx() { store, session }: Context,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('where', () => ApiKeyWhere, { nullable: true, description: whereDescription })
    where?: ApiKeyWhere | null,
  ) {
    const filter: KeyFilter = {
      inUse: where?.inUse ?? null,
      role: where?.role ?? null,
      candidateId: optionalLocalId(where?.candidateId, 'Candidate'),
    };
    const list = ['apiKeys', filter];
    const slice = await listKeys(store, session.agencyId, filter, toPage(args, list, keys.id));
    const rows = slice.rows.map(({ node, key }) => ({ node: new ApiKey(node), key }));
    return toConnection({ ...slice, rows }, list);
  }

  @Needs('KEYS')
  @Mutation(() => ApiKeyPayload, { description: 'Makes an API key of this agency.' })
  createApiKey(
    @Ctx() context: Context,
    @Arg('input', () => CreateApiKeyInput, { description: 'What the key is given.' })
    input: CreateApiKeyInput,
  ) {
    return mutate(context, { name: 'input', value: input }, async () => {
      const { name, role, scopes = null, allowedOperations = null } = input;
      const facts = { name, role, scopes, allowedOperations, expiresAt: dateOf(input.expiresAt) };
      const idempotency = idempotencyFor('createApiKey', input);
      return made(context, await createKey(context.store, context.holder, facts, idempotency));
    });
  }

  @Needs('KEYS')
  @Mutation(() => ApiKeyPayload, {
    description:
      'Makes a key with the same name and rights that takes another’s place. Both are in use for a while.',
  })
  rotateApiKey(
    @Ctx() context: Context,
    @Arg('input', () => RotateApiKeyInput, { description: 'Which key, and for how long.' })
    input: RotateApiKeyInput,
  ) {
    return mutate(context, { name: 'input', value: input }, async () => {
      const { store, holder } = context;
      const id = localId(input.id, 'ApiKey');
      const times = { overlapMilliseconds: lengthOf(input.overlap), expiresAt: dateOf(input.expiresAt) };
      return made(context, await rotateKey(store, holder, id, times, idempotencyFor('rotateApiKey', input)));
    });
  }

  @Needs('RECORD')
  @Mutation(() => ApiKeyPayload, {
    description:
      'Makes a token with which a portal of the agency’s own lets one candidate see how the own applications stand, and nothing else. It is a key in the role CANDIDATE.',
  })
  createCandidateToken(
    @Ctx() context: Context,
    @Arg('input', () => CreateCandidateTokenInput, { description: 'Whose, and for how long.' })
    input: CreateCandidateTokenInput,
  ) {
    return mutate(context, { name: 'input', value: input }, async () => {
      const candidateId = localId(input.candidateId, 'Candidate');
      const expiresAt = new Date(Date.now() + lengthOf(input.expiresIn));
      const facts = { name: 'Candidate token', role: 'CANDIDATE', candidateId, expiresAt } as const;
      const idempotency = idempotencyFor('createCandidateToken', input);
      return made(context, await createKey(context.store, context.holder, facts, idempotency));
    });
  }

  @Needs('KEYS')
  @Mutation(() => ApiKeyPayload, {
    description: 'Ends a key at once, wherever it is in use; also the one that asks.',
  })
  revokeApiKey(
    @Ctx() context: Context,
    @Arg('input', () => RevokeApiKeyInput, { description: 'Which key.' }) input: RevokeApiKeyInput,
  ) {
    return mutate(context, { name: 'input', value: input }, async () => {
      const { store, session } = context;
      const idempotency = idempotencyFor('revokeApiKey', input);
      const id = await revokeKeyOf(store, session.agencyId, localId(input.id, 'ApiKey'), idempotency);
      return made(context, { id, secret: null });
    });
  }
}

const dateOf = (instant: number | null | undefined) => (instant == null ? null : new Date(instant));

async function made({ apiKeys }: Context, { id, secret }: MadeKey) {
  const view = await apiKeys.load(id);
  return { apiKey: view && new ApiKey(view), secret };
}
