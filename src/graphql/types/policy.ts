import { Ctx, Field, ID, Int, ObjectType } from 'type-graphql';
import {
  makePolicy,
  type PolicyParameter,
  PolicyScope,
  type PolicyValues as PolicyValuesData,
  policyParameterNames,
  policyParameters,
} from '../../domain/policy';
import { PolicyPreset } from '../../domain/vocabulary';
import { type PolicyVersionView, type PolicyView, scopeOf } from '../../store/policies';
import { type Progress, progressOf } from '../../store/replan';
import type { Context } from '../context';
import { toGlobalId } from '../ids';
import { makeConnection } from '../paging';
import { DateTime } from '../scalars';
import { Actor } from './actor';

/** The type of a parameter's value in the API: whole numbers, or yes and no. */
export const typeOfParameter = (name: PolicyParameter) =>
  policyParameters[name].range === null ? Boolean : Int;

/** What the API says of a parameter. */
export const descriptionOf = (name: PolicyParameter) => {
  const { text, practices } = policyParameters[name];
  return `${text} (${practices.join(', ')})`;
};

@ObjectType({ simpleResolvers: true, description: 'A value for every parameter of the rules.' })
export class PolicyValues {}
for (const name of policyParameterNames) {
  Field(() => typeOfParameter(name), { description: descriptionOf(name) })(PolicyValues.prototype, name);
}

@ObjectType({ simpleResolvers: true, description: 'The values that were set; null for those that were not.' })
export class PolicyOverrides {}
for (const name of policyParameterNames) {
  const description = descriptionOf(name);
  Field(() => typeOfParameter(name), { nullable: true, description })(PolicyOverrides.prototype, name);
}

@ObjectType({ simpleResolvers: true, description: 'What was set, for what, by whom and when.' })
export class PolicyVersion {
  constructor(private readonly view: PolicyVersionView) {}

  @Field(() => Int, { description: 'Counted over all that the agency sets, whatever for.' }) get version() {
    return this.view.version;
  }
  @Field(() => PolicyScope, { description: 'What it was set for.' }) get scope() {
    return this.view.scope;
  }
  @Field(() => ID, { nullable: true, description: 'The employer that it was set for.' }) get employerId() {
    return this.view.employerId && toGlobalId('Employer', this.view.employerId);
  }
  @Field(() => ID, { nullable: true, description: 'The job posting that it was set for.' })
  get jobPostingId() {
    return this.view.jobPostingId && toGlobalId('JobPosting', this.view.jobPostingId);
  }
  @Field(() => PolicyPreset, { nullable: true, description: 'Null: it goes by the preset above.' })
  get preset() {
    return this.view.preset;
  }
  @Field(() => PolicyOverrides, { description: 'What it sets over the preset, or over what is above.' })
  get values(): Partial<PolicyValuesData> {
    return this.view.overrides;
  }
  @Field(() => Actor, { description: 'Who set it.' }) get setBy() {
    return this.view.setBy;
  }
  @Field(() => DateTime, { description: 'When it was set.' }) get setAt() {
    return this.view.setAt;
  }
}

@ObjectType({ simpleResolvers: true, description: 'How far a policy has reached the worklist.' })
export class Replanning {
  @Field(() => Int, { description: 'Open applications that the policy is for.' }) applications: number;
  @Field(() => Int, {
    description:
      'Those whose place in the worklist does not rest on the versions in force yet; 0 once it is done.',
  })
  outdated: number;
}

@ObjectType({
  simpleResolvers: true,
  description: 'The numbers that the rules use: of the agency, of an employer, or of a job posting.',
})
export class Policy {
  constructor(private readonly view: PolicyView) {}

  @Field(() => PolicyScope, { description: 'What it is the policy of.' }) get scope() {
    return scopeOf(this.view.target);
  }
  @Field(() => PolicyPreset, { description: 'The preset that the values start from.' }) get preset() {
    return this.view.policy.preset;
  }
  @Field(() => Int, {
    description:
      'The latest version that it is made of, which grows with every change; 0 is what comes with the product.',
  })
  get version() {
    return this.view.policy.version;
  }
  @Field(() => PolicyValues, { description: 'The values in force.' }) get values(): PolicyValuesData {
    return this.view.policy;
  }
  @Field(() => [String], {
    description:
      'The names of the values that are set here, and differ from what would hold without: the preset, or what is above.',
  })
  get overridden(): string[] {
    const { layers, policy } = this.view;
    const without = makePolicy(
      layers.map((layer) => (layer.scope === this.scope ? { ...layer, overrides: {} } : layer)),
      policy.version,
    );
    return policyParameterNames.filter((name) => policy[name] !== without[name]);
  }
  @Field(() => [PolicyVersion], {
    description: 'The versions that it is made of, at most three: of the agency, the employer, the posting.',
  })
  get layers(): PolicyVersion[] {
    return this.view.layers.map((layer) => new PolicyVersion(layer));
  }
  @Field(() => Replanning, { simple: false, description: 'How far it has reached the worklist.' })
  replanning(@Ctx() context: Context): Promise<Replanning> {
    return this.progress(context);
  }
  @Field(() => Int, {
    simple: false,
    description:
      'Open applications whose place in the worklist does not rest on this version yet; 0 once it is done.',
  })
  async applicationsToReplan(@Ctx() context: Context): Promise<number> {
    return (await this.progress(context)).outdated;
  }

  private async progress({ store, session, employerProgress, postingProgress }: Context): Promise<Progress> {
    const { agencyId } = session;
    const { employerId, jobPostingId } = this.view.target;
    const found = employerId
      ? await employerProgress.load(employerId)
      : jobPostingId
        ? await postingProgress.load(jobPostingId)
        : (await progressOf(store, agencyId, 'AGENCY', [agencyId])).get(agencyId);
    return found ?? { applications: 0, outdated: 0 };
  }
}

export const PolicyVersionConnection = makeConnection('PolicyVersion', () => PolicyVersion);
