import type { Problem } from './errors';
import {
  isAgencyWide,
  makePolicy,
  type PolicyLayer,
  type PolicyParameter,
  type PolicyValues,
  policyParameterNames,
  policyParameters,
} from './policy';

/** What must not come after what; the factor turns the first one's unit into the second one's. */
const inOrder: readonly [earlier: PolicyParameter, later: PolicyParameter, factor: number][] = [
  ['weekendCutoffHour', 'weekendFollowUpHour', 1],
  ['reminderWaitDays', 'reminderDueDays', 1],
  ['thankYouEmailDueHours', 'thankYouEmailLateHours', 1],
  ['thankYouEmailLateHours', 'thankYouEmailLapseDays', 1 / 24],
  ['secondFollowUpWaitWorkingDays', 'secondFollowUpDueDays', 1],
  ['checkInWaitDays', 'checkInDueDays', 1],
  ['engagedWaitDays', 'engagedDueDays', 1],
];

/** What is wrong with a layer in itself: values out of range, or such as this scope cannot set. */
export function layerProblems({ scope, preset, overrides }: PolicyLayer): Problem[] {
  const problems = policyParameterNames
    .filter((name) => overrides[name] !== undefined)
    .flatMap((name) => {
      if (scope !== 'AGENCY' && isAgencyWide(name))
        return [problem(name, 'Is of the agency as a whole: set it without an employer or a posting.')];
      return isInRange(name, overrides)
        ? []
        : [problem(name, `Must be a whole number from ${rangeOf(name)}.`)];
    });
  if (scope !== 'AGENCY' || preset !== null) return problems;
  return [
    { code: 'INVALID', field: ['preset'], message: 'Must be given for the agency as a whole.' },
    ...problems,
  ];
}

/** What does not fit together in the policy that layers make, told at the value that the last of them sets. */
export function coherenceProblems(layers: readonly PolicyLayer[], set: PolicyLayer): Problem[] {
  const policy = makePolicy(layers, 0);
  return inOrder
    .filter(([earlier, later, factor]) => Number(policy[earlier]) * factor > Number(policy[later]))
    .map(([earlier, later]) =>
      set.overrides[earlier] !== undefined && set.overrides[later] === undefined
        ? problem(earlier, `Must not come after ${later}.`)
        : problem(later, `Must not come before ${earlier}.`),
    );
}

function isInRange(name: PolicyParameter, overrides: Partial<PolicyValues>): boolean {
  const { range } = policyParameters[name];
  const value = overrides[name] as number;
  return range === null || (Number.isInteger(value) && value >= range[0] && value <= range[1]);
}

const rangeOf = (name: PolicyParameter) => policyParameters[name].range?.join(' to ');

const problem = (name: PolicyParameter, message: string): Problem => ({
  code: 'INVALID',
  field: ['values', name],
  message,
});
