import type { Check } from '../check';
import { notAddressedByName, wrongName } from './address';
import { noQuestion, noThanks, thanksNotFirst } from './courtesy';
import { smsInParts, tooManyCharacters, tooManyWords } from './length';
import {
  companyNotMentioned,
  fitNotMentioned,
  interestNotMentioned,
  materialNotMentioned,
  positionNotMentioned,
  topicNotMentioned,
} from './mention';
import { capitals, emoticon, exclamationMarks, impatience, slang } from './tone';
import { mergeLeftover, unfilledGap } from './unfinished';

/** All checks, in the order in which a message is read; of findings at the same place, the first comes first. */
export const checks: readonly Check[] = [
  // What is not finished.
  unfilledGap,
  mergeLeftover,
  // To whom.
  wrongName,
  notAddressedByName,
  // What to say.
  noThanks,
  thanksNotFirst,
  positionNotMentioned,
  companyNotMentioned,
  topicNotMentioned,
  interestNotMentioned,
  fitNotMentioned,
  materialNotMentioned,
  noQuestion,
  // How to say it.
  impatience,
  slang,
  emoticon,
  exclamationMarks,
  capitals,
  // How much.
  tooManyCharacters,
  smsInParts,
  tooManyWords,
];
