import { acquaintanceOnSocialMedia } from './acquaintance-on-social-media';
import { anotherWay } from './another-way';
import { answerEmployer } from './answer-employer';
import { answerWhoAsked } from './answer-who-asked';
import { applicationClosed } from './application-closed';
import { askAfterStatedDate } from './ask-after-stated-date';
import { availabilityBeforeCall } from './availability-before-call';
import { brokenPromise } from './broken-promise';
import { callGivesWay } from './call-gives-way';
import { callWhenAvailable } from './call-when-available';
import { callsInWorkingHours } from './calls-in-working-hours';
import { callsRefused } from './calls-refused';
import { callsWaitOvernight } from './calls-wait-overnight';
import { checkInWhereEngaged } from './check-in-where-engaged';
import { checkInWhileSilent } from './check-in-while-silent';
import { closeAfterUnanswered } from './close-after-unanswered';
import { deferred } from './deferred';
import { dismissed } from './dismissed';
import { doNotContact } from './do-not-contact';
import { dueAfterOpening } from './due-after-opening';
import { emailByDefault } from './email-by-default';
import { findHiringManager } from './find-hiring-manager';
import { followUpAfterApplying } from './follow-up-after-applying';
import { generalAddress } from './general-address';
import { writeToGoBetween } from './go-between';
import { goneCold } from './gone-cold';
import { keepPromise } from './keep-promise';
import { leaveMessage } from './leave-message';
import { linkedinPoster } from './linkedin-poster';
import { messagesOnWorkingDays } from './messages-on-working-days';
import { noFollowUpWanted } from './no-follow-up-wanted';
import { noPhoneCalls } from './no-phone-calls';
import { nudgesInAWeek } from './nudges-in-a-week';
import { nudgesToPersonInAWeek } from './nudges-to-person-in-a-week';
import { phoneAfterSilence } from './phone-after-silence';
import { pinned } from './pinned';
import { positionClosed } from './position-closed';
import { postingTakenDown } from './posting-taken-down';
import { preferredMethod } from './preferred-method';
import { prepareInterview } from './prepare-interview';
import { refusedMethod } from './refused-method';
import { reminder } from './reminder';
import { respondToOffer } from './respond-to-offer';
import { secondFollowUp } from './second-follow-up';
import { thankYouEmail } from './thank-you-email';
import { thankYouNote } from './thank-you-note';
import { writeToWhoDecides } from './write-to-who-decides';

/** Where one of these holds there is nothing to do at all. The first that holds gives the reason. */
export const silencers = [positionClosed, applicationClosed, doNotContact];

/** What to do. Several may be put forward at once. */
export const proposals = [
  answerEmployer,
  respondToOffer,
  keepPromise,
  prepareInterview,
  thankYouNote,
  thankYouEmail,
  followUpAfterApplying,
  reminder,
  secondFollowUp,
  checkInWhileSilent,
  checkInWhereEngaged,
  callWhenAvailable,
  brokenPromise,
  askAfterStatedDate,
  closeAfterUnanswered,
];

/**
 * To whom and by which method. A recipient that is found stays, so the best comes first. The switchboard
 * comes before those who are second best; that calls are not wanted comes after everything that calls; that
 * nothing goes where nothing arrives comes after everything that chooses.
 */
export const methods = [
  answerWhoAsked,
  writeToWhoDecides,
  linkedinPoster,
  findHiringManager,
  leaveMessage,
  phoneAfterSilence,
  noPhoneCalls,
  callsRefused,
  writeToGoBetween,
  acquaintanceOnSocialMedia,
  generalAddress,
  availabilityBeforeCall,
  preferredMethod,
  anotherWay,
  emailByDefault,
];

/** When. What moves the opening comes before what depends on it; what closes it for the night comes last. */
export const windows = [
  deferred,
  pinned,
  nudgesInAWeek,
  nudgesToPersonInAWeek,
  messagesOnWorkingDays,
  callsInWorkingHours,
  dueAfterOpening,
  callGivesWay,
  callsWaitOvernight,
];

/** Whether at all. */
export const limits = [postingTakenDown, noFollowUpWanted, refusedMethod, goneCold, dismissed];
