import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { DomainError, refusal } from '../../domain/errors';
import type { PolicyValues } from '../../domain/policy';
import {
  currentPolicy,
  listPolicyVersions,
  type PolicyTarget,
  type PolicyView,
  scopeOf,
  setPolicy,
} from '../../store/policies';
import { previewPolicy } from '../../store/preview';
import type { Context } from '../context';
import { badInput } from '../errors';
import { localId, optionalLocalId } from '../ids';
import { type PolicyChange, PreviewPolicyInput, SetPolicyInput } from '../inputs/policy-inputs';
import { ForwardPageArgs, keys, toConnection, toPage } from '../paging';
import { idempotencyFor, inputProblems, mutate, PolicyPayload } from '../payload';
import { Needs } from '../rights';
import { Policy, PolicyVersion, PolicyVersionConnection } from '../types/policy';
import { PolicyPreview } from '../types/policy-preview';

const daysDefault = 28;

@Resolver()
export class PolicyResolver {
  @Needs('POLICIES')
  @Mutation(() => PolicyPayload, {
    description: 'Puts a new version of a policy in force: of the agency, an employer or a job posting.',
  })
  setPolicy(@Ctx() context: Context, @Arg('input', () => SetPolicyInput) input: SetPolicyInput) {
    const { store, session } = context;
    return mutate(context, { name: 'input', value: input }, async () => {
      const { target, preset, overrides } = changeOf(input);
      await setPolicy(store, session, preset, overrides, idempotencyFor('setPolicy', input), target);
      return { policy: new Policy(await policyOf(context, target)) };
    });
  }

  @Needs('READ')
  @Query(() => Policy, { description: 'The policy in force for the agency as a whole.' })
  async policy(@Ctx() { store, session }: Context): Promise<Policy> {
    return new Policy(await currentPolicy(store, session.agencyId));
  }

  @Needs('READ')
  @Query(() => PolicyVersionConnection, { description: 'All that was ever set, the latest first.' })
  async policyVersions(
    @Ctx() { store, session }: Context,
    @Args(() => ForwardPageArgs) args: ForwardPageArgs,
    @Arg('employerId', () => ID, { nullable: true, description: 'For this employer alone.' })
    employerId?: string | null,
    @Arg('jobPostingId', () => ID, { nullable: true, description: 'For this job posting alone.' })
    jobPostingId?: string | null,
  ) {
    if (employerId != null && jobPostingId != null) throw badInput('jobPostingId', notBoth);
    const target = {
      employerId: optionalLocalId(employerId, 'Employer'),
      jobPostingId: optionalLocalId(jobPostingId, 'JobPosting'),
    };
    const list = ['policyVersions', target];
    const slice = await listPolicyVersions(store, session.agencyId, target, toPage(args, list, keys.version));
    const rows = slice.rows.map((row) => ({ node: new PolicyVersion(row), key: row.key }));
    return toConnection({ ...slice, rows }, list);
  }

  @Needs('POLICIES')
  @Query(() => PolicyPreview, {
    description:
      'What a policy would lead to, before it is set. Nothing is written. Takes what setPolicy takes.',
  })
  async previewPolicy(
    @Ctx() context: Context,
    @Arg('input', () => PreviewPolicyInput, { description: 'The policy, and for how many days.' })
    input: PreviewPolicyInput,
  ): Promise<PolicyPreview> {
    const { store, session } = context;
    try {
      const wrong = inputProblems(input);
      if (wrong.length > 0) throw new DomainError(wrong);
      const { target, preset, overrides } = changeOf(input);
      const layer = { scope: scopeOf(target), preset, overrides };
      const days = input.days ?? daysDefault;
      return new PolicyPreview(await previewPolicy(store, session.agencyId, target, layer, days), Date.now());
    } catch (error) {
      const [problem] = error instanceof DomainError ? error.problems : [];
      if (!problem) throw error;
      throw badInput(['input', ...problem.field].join('.'), problem.message);
    }
  }
}

const notBoth = 'goes without employerId.';

/** What the input asks for, in the store's terms. */
function changeOf({ employerId, jobPostingId, preset, values }: PolicyChange) {
  if (employerId != null && jobPostingId != null) throw refusal('INVALID', 'jobPostingId', notBoth);
  const set = Object.entries(values ?? {}).filter(([, value]) => value != null);
  const target: PolicyTarget = {
    employerId: employerId == null ? null : localId(employerId, 'Employer'),
    jobPostingId: jobPostingId == null ? null : localId(jobPostingId, 'JobPosting'),
  };
  return { target, preset: preset ?? null, overrides: Object.fromEntries(set) as Partial<PolicyValues> };
}

async function policyOf(context: Context, { employerId, jobPostingId }: PolicyTarget): Promise<PolicyView> {
  const { store, session, employerPolicies, postingPolicies } = context;
  const ofTarget = employerId
    ? await employerPolicies.load(employerId)
    : jobPostingId && (await postingPolicies.load(jobPostingId));
  return ofTarget || currentPolicy(store, session.agencyId);
}
