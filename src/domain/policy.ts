import type { PracticeId } from './practices';
import type { PolicyPreset } from './vocabulary';

interface Parameter {
  practices: readonly PracticeId[];
  /** What it says, with its unit. */
  text: string;
  /** The least and the most that make sense; null for yes and no. What is far more would make plans endless. */
  range: readonly [least: number, most: number] | null;
  /** Is it of the agency as a whole, and not to be set for an employer or a posting? */
  agencyWide?: true;
}

/** Every number that a rule uses, with the practices behind it. */
export const policyParameters = {
  firstFollowUpDueWorkingDays: {
    practices: ['T1'],
    text: 'The first follow-up is due at the end of this working day after applying.',
    range: [1, 10],
  },
  weekendCutoffHour: {
    practices: ['T1'],
    text: 'Applied before this hour on the last working day before a weekend, the follow-up is for the same day.',
    range: [0, 23],
  },
  weekendFollowUpHour: { practices: ['T1'], text: 'The hour from which it is then.', range: [0, 23] },
  reminderWaitDays: {
    practices: ['T2'],
    text: 'Days from an unanswered message after applying until a reminder may be sent.',
    range: [0, 90],
  },
  reminderDueDays: { practices: ['T2'], text: 'Days until that reminder is due.', range: [1, 90] },
  unansweredAfterApplyingMax: {
    practices: ['T4'],
    text: 'Unanswered attempts after applying, at most.',
    range: [1, 50],
  },
  unansweredAfterInterviewMax: {
    practices: ['T4'],
    text: 'Unanswered attempts after an interview, at most.',
    range: [1, 50],
  },
  closeWaitDays: {
    practices: ['T4'],
    text: 'Days after the last of them until closing is recommended.',
    range: [0, 1000],
  },
  thankYouNoteWanted: {
    practices: ['T5'],
    text: 'A hand-written note after an interview in person or by video (guide B; the others do not ask for it).',
    range: null,
  },
  thankYouEmailDueHours: {
    practices: ['T6'],
    text: 'Hours after an interview until the thank-you e-mail is due.',
    range: [1, 336],
  },
  thankYouEmailLateHours: {
    practices: ['T6'],
    text: 'Hours after an interview until it counts as late.',
    range: [1, 336],
  },
  thankYouEmailLapseDays: {
    practices: ['T6'],
    text: 'Days after which thanks alone have lost their point, and go into the next message.',
    range: [1, 90],
  },
  secondFollowUpWaitWorkingDays: {
    practices: ['T7'],
    text: 'Working days from the thank-you e-mail until the next message may be sent.',
    range: [0, 10],
  },
  secondFollowUpDueDays: {
    practices: ['T7'],
    text: 'Days from the thank-you e-mail until that message is due.',
    range: [1, 90],
  },
  checkInWaitDays: {
    practices: ['T8'],
    text: 'Days from the last attempt after an interview until a check-in may be sent.',
    range: [0, 90],
  },
  checkInDueDays: { practices: ['T8'], text: 'Days until that check-in is due.', range: [1, 90] },
  decisionGraceWorkingDays: {
    practices: ['T9'],
    text: 'Working days to wait after a stated decision date.',
    range: [0, 60],
  },
  updateDueWorkingDays: {
    practices: ['T9'],
    text: 'Working days, the first counted, until asking for an update is due.',
    range: [1, 10],
  },
  promiseGraceWorkingHours: {
    practices: ['T9'],
    text: 'Working hours to wait after a promised time.',
    range: [0, 80],
  },
  engagedWaitDays: {
    practices: ['T10'],
    text: 'Days from a response that leaves the matter open until the next nudge may be sent.',
    range: [0, 90],
  },
  engagedDueDays: { practices: ['T10'], text: 'Days until that nudge is due.', range: [1, 90] },
  phoneAfterSilenceDays: {
    practices: ['T11'],
    text: 'Days since the interview or the last word after which a call takes the place of e-mail.',
    range: [0, 1000],
  },
  askAvailabilityBeforeCall: {
    practices: ['W8'],
    text: 'Ask by e-mail when a call suits, unless it is known.',
    range: null,
  },
  nudgesPerWeekMax: {
    practices: ['T12'],
    text: 'Nudges in any 7 days, at most; thank-yous, answers and switchboard look-ups do not count.',
    range: [1, 50],
  },
  nudgesPerPersonPerWeekMax: {
    practices: ['T12', 'M11'],
    text: 'Nudges to one person in any 7 days, at most, over all applications. Of the agency as a whole.',
    range: [1, 50],
    agencyWide: true,
  },
  takenDownCloseDays: {
    practices: ['T13'],
    text: 'Days after the last word either way until an application to a posting that is gone is closed.',
    range: [0, 1000],
  },
  lookUpsMax: {
    practices: ['W3'],
    text: 'Calls to the switchboard that bring nothing, before the general address is tried.',
    range: [0, 50],
  },
  messageDueWorkingDays: {
    practices: ['W3'],
    text: 'Working days after a refusal at the switchboard until the message there is due.',
    range: [1, 10],
  },
  interviewPrepareWorkingDays: {
    practices: ['T5', 'T6'],
    text: 'Working days before an interview from which the candidate is prepared for it.',
    range: [0, 10],
  },
  answerDueWorkingDays: {
    practices: ['R2'],
    text: 'Working days until an answer to the employer is due.',
    range: [1, 10],
  },
  callGiveWayWorkingDays: {
    practices: ['W6'],
    text: 'Working days after a call was due until it gives way to e-mail.',
    range: [1, 10],
  },
  goneColdDays: {
    practices: ['T4'],
    text: 'Days after an action was due until closing is recommended.',
    range: [1, 1000],
  },
} as const satisfies Record<string, Parameter>;

/** A name of a parameter; its unit comes last. */
export type PolicyParameter = keyof typeof policyParameters;

type YesOrNo = 'thankYouNoteWanted' | 'askAvailabilityBeforeCall';

/** A value for every parameter. */
export type PolicyValues = { [P in PolicyParameter]: P extends YesOrNo ? boolean : number };

/** The parameters in their order, by which lists of them are made. */
export const policyParameterNames = Object.keys(policyParameters) as PolicyParameter[];

/** The values in force for an application; `version` names them, and grows with every change. */
export interface Policy extends PolicyValues {
  preset: PolicyPreset;
  version: number;
}

const balanced: PolicyValues = {
  firstFollowUpDueWorkingDays: 3,
  weekendCutoffHour: 12,
  weekendFollowUpHour: 13,
  reminderWaitDays: 7,
  reminderDueDays: 14,
  unansweredAfterApplyingMax: 3,
  unansweredAfterInterviewMax: 6,
  closeWaitDays: 14,
  thankYouNoteWanted: true,
  thankYouEmailDueHours: 24,
  thankYouEmailLateHours: 48,
  thankYouEmailLapseDays: 7,
  secondFollowUpWaitWorkingDays: 1,
  secondFollowUpDueDays: 2,
  checkInWaitDays: 3,
  checkInDueDays: 4,
  decisionGraceWorkingDays: 1,
  updateDueWorkingDays: 2,
  promiseGraceWorkingHours: 1,
  engagedWaitDays: 7,
  engagedDueDays: 10,
  phoneAfterSilenceDays: 7,
  askAvailabilityBeforeCall: true,
  nudgesPerWeekMax: 2,
  nudgesPerPersonPerWeekMax: 3,
  interviewPrepareWorkingDays: 1,
  takenDownCloseDays: 21,
  lookUpsMax: 2,
  messageDueWorkingDays: 1,
  answerDueWorkingDays: 1,
  callGiveWayWorkingDays: 5,
  goneColdDays: 30,
};

/** BALANCED takes the middle; PERSISTENT follows guide B, PATIENT guides A and D. */
export const presets: Readonly<Record<PolicyPreset, PolicyValues>> = {
  BALANCED: balanced,
  PERSISTENT: {
    ...balanced,
    reminderWaitDays: 3,
    reminderDueDays: 4,
    unansweredAfterApplyingMax: 5,
    unansweredAfterInterviewMax: 10,
    engagedWaitDays: 4,
    engagedDueDays: 7,
    phoneAfterSilenceDays: 3,
    nudgesPerWeekMax: 3,
    nudgesPerPersonPerWeekMax: 5,
  },
  PATIENT: {
    ...balanced,
    reminderWaitDays: 10,
    reminderDueDays: 14,
    unansweredAfterApplyingMax: 2,
    unansweredAfterInterviewMax: 3,
    thankYouNoteWanted: false,
    checkInWaitDays: 7,
    checkInDueDays: 14,
    decisionGraceWorkingDays: 2,
    engagedWaitDays: 10,
    engagedDueDays: 14,
    phoneAfterSilenceDays: 14,
    nudgesPerWeekMax: 1,
    nudgesPerPersonPerWeekMax: 2,
  },
};

/** What a policy is set for; each comes before those after it in the order in which layers apply. */
export const PolicyScope = { AGENCY: 'AGENCY', EMPLOYER: 'EMPLOYER', JOB_POSTING: 'JOB_POSTING' } as const;
export type PolicyScope = keyof typeof PolicyScope;

/** What an agency has set, as a whole or for an employer or a job posting; without a preset, values alone. */
export interface PolicyLayer {
  scope: PolicyScope;
  preset: PolicyPreset | null;
  overrides: Partial<PolicyValues>;
}

/** Those that an employer or a posting takes from the agency, whatever its preset. */
export const isAgencyWide = (name: PolicyParameter) => 'agencyWide' in policyParameters[name];

/**
 * The policy that layers make, the most general first: the preset of the most special that has one, and over it
 * its own values and those of the layers after it. What is of the agency as a whole comes from the agency's alone.
 */
export function makePolicy(layers: readonly PolicyLayer[], version: number): Policy {
  const whole = combine(layers.filter(({ scope }) => scope === 'AGENCY'));
  const agencyWide = policyParameterNames.filter(isAgencyWide).map((name) => [name, whole[name]]);
  return { ...combine(layers), ...Object.fromEntries(agencyWide), version };
}

function combine(layers: readonly PolicyLayer[]): Omit<Policy, 'version'> {
  const start = layers.findLastIndex(({ preset }) => preset !== null);
  const preset = layers[start]?.preset ?? 'BALANCED';
  const overrides = layers.slice(Math.max(start, 0)).map((layer) => layer.overrides);
  return Object.assign({}, presets[preset], ...overrides, { preset });
}

/** The layers with another one in the place of that of its scope. */
export function withLayer(layers: readonly PolicyLayer[], layer: PolicyLayer): PolicyLayer[] {
  const order = Object.keys(PolicyScope);
  return [...layers.filter(({ scope }) => scope !== layer.scope), layer].sort(
    (one, other) => order.indexOf(one.scope) - order.indexOf(other.scope),
  );
}
