import { Field, Int, ObjectType } from 'type-graphql';
import {
  type Policy as PolicyData,
  type PolicyParameter,
  policyParameterNames,
  policyParameters,
  presets,
} from '../../domain/policy';
import { PolicyPreset } from '../../domain/vocabulary';

/** The type of a parameter's value in the API: whole numbers, or yes and no. */
export const typeOfParameter = (name: PolicyParameter) =>
  typeof presets.BALANCED[name] === 'boolean' ? Boolean : Int;

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

@ObjectType({ simpleResolvers: true, description: 'The numbers that the rules use, of this agency.' })
export class Policy {
  constructor(
    private readonly policy: PolicyData,
    private readonly outdated: number,
  ) {}

  @Field(() => PolicyPreset, { description: 'The preset that the values start from.' }) get preset() {
    return this.policy.preset;
  }
  @Field(() => Int, { description: 'Grows by one with every change; 0 is what comes with the product.' })
  get version() {
    return this.policy.version;
  }
  @Field(() => PolicyValues, { description: 'The values in force.' }) get values(): PolicyData {
    return this.policy;
  }
  @Field(() => [String], {
    description: 'The names of the values in which the agency differs from the preset.',
  })
  get overridden(): string[] {
    return policyParameterNames.filter((name) => this.policy[name] !== presets[this.policy.preset][name]);
  }
  @Field(() => Int, {
    description:
      'Open applications whose place in the worklist does not rest on this version yet; 0 once it is done.',
  })
  get applicationsToReplan() {
    return this.outdated;
  }
}
