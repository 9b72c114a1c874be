import { PolicyPreset } from './vocabulary';

/** Every number that a rule uses. Where the guides disagree, a preset takes a side. */
export interface PolicyValues {
  /** T1: the first follow-up is due at the end of this working day after applying. */
  firstFollowUpDueWorkingDays: number;
  /** T1: applied before this hour on the last working day before a weekend, the follow-up is for that day. */
  weekendCutoffHour: number;
  /** T1: and opens at this hour. */
  weekendFollowUpHour: number;
  /** T2: a reminder after an unanswered application follow-up opens after this. */
  reminderWaitDays: number;
  reminderDueDays: number;
  /** T4 */
  unansweredAfterApplyingMax: number;
  /** T4 */
  unansweredAfterInterviewMax: number;
  /** T4: after the last unanswered attempt. */
  closeWaitDays: number;
  /** T5: guide B asks for a hand-written note, the others do not. */
  thankYouNoteWanted: boolean;
  /** T6 */
  thankYouEmailDueHours: number;
  thankYouEmailLateHours: number;
  /** T6: after this a thank-you has lost its point; the thanks go into the next message. */
  thankYouEmailLapseDays: number;
  /** T7: after the thank-you e-mail. */
  secondFollowUpWaitWorkingDays: number;
  secondFollowUpDueDays: number;
  /** T8: after the last attempt. */
  checkInWaitDays: number;
  checkInDueDays: number;
  /** T9 */
  decisionGraceWorkingDays: number;
  updateDueWorkingDays: number;
  /** T9: after the promised time. */
  promiseGraceWorkingHours: number;
  /** T10: after a response that leaves the matter open. */
  engagedWaitDays: number;
  engagedDueDays: number;
  /** T11: since the interview or the employer's last word. */
  phoneAfterSilenceDays: number;
  /** W8 */
  askAvailabilityBeforeCall: boolean;
  /** T12: in any 7 days; thank-yous, answers and switchboard look-ups do not count. */
  nudgesPerWeekMax: number;
  /** T13: after the last word either way. */
  takenDownCloseDays: number;
  /** W3: calls to the switchboard that bring nothing, before the general address is tried. */
  lookUpsMax: number;
  /** W3: for a look-up's follow-up steps. */
  messageDueWorkingDays: number;
  /** R2: a question of the employer or an offer. */
  answerDueWorkingDays: number;
  /** W6: after a call was due. */
  callGiveWayWorkingDays: number;
  /** T4: after an action was due. */
  goneColdDays: number;
}

/** The values in force for an agency; `version` grows by one with every change. */
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
  },
};

/** A preset with some values of the agency's own over it. */
export function makePolicy(preset: PolicyPreset, overrides: Partial<PolicyValues>, version: number): Policy {
  return { ...presets[preset], ...overrides, preset, version };
}
