import { at, type Check, type Reviewed, wants } from '../check';
import { mentions, touchesOn } from '../mentions';
import { hasAny } from '../words';

const whole = ({ text, subject }: Reviewed) => `${subject ?? ''}\n${text}`;

/** What was said at the greeting, as in "Dear Acme team", is no mention of its own. */
const body = ({ text, outline }: Reviewed) => text.slice(outline.bodyStart);

/** It is about this position (M11). */
export const positionNotMentioned: Check = {
  id: 'position-not-mentioned',
  practices: ['M11'],
  find: (reviewed) => {
    const { facts, outline } = reviewed;
    if (mentions(whole(reviewed), facts.positionTitle)) return [];
    const message = `Name the position (${facts.positionTitle}).`;
    return [{ severity: 'WARNING', ...at(outline.bodyStart), message }];
  },
};

/** It is about this company (M11). */
export const companyNotMentioned: Check = {
  id: 'company-not-mentioned',
  practices: ['M11'],
  find: (reviewed) => {
    const { facts, outline } = reviewed;
    if (mentions(whole(reviewed), facts.employerName)) return [];
    const message = `Name the company (${facts.employerName}).`;
    return [{ severity: 'WARNING', ...at(outline.bodyStart), message }];
  },
};

/** After an interview, it says what was discussed (M5), in a line or two where that is all there is room for (M3). */
export const topicNotMentioned: Check = {
  id: 'topic-not-mentioned',
  practices: ['M5', 'M11'],
  find: (reviewed) => {
    const { facts, occasion, outline } = reviewed;
    const topics = facts.interview?.topics.filter((topic) => topic.trim() !== '') ?? [];
    if (topics.length === 0 || !(wants(reviewed, 'M5') || wants(reviewed, 'M6'))) return [];
    const said = body(reviewed);
    if (topics.some((topic) => touchesOn(said, topic, facts))) return [];
    const message = `Mention what was discussed (${topics.join(', ')}).`;
    // In a call there is time to come to it.
    const isDetailed = wants(reviewed, 'M5') && occasion.medium !== 'CALL' && occasion.kind !== 'CALL';
    return [{ severity: isDetailed ? 'WARNING' : 'HINT', ...at(outline.bodyStart), message }];
  },
};

/** After applying, it says that the candidate is interested (M4). */
export const interestNotMentioned: Check = {
  id: 'interest-not-mentioned',
  practices: ['M4'],
  find: (reviewed) => {
    const { text, words, outline } = reviewed;
    if (!wants(reviewed, 'M4') || hasAny(text, words.interest)) return [];
    const message = `Say that ${candidateOf(reviewed)} is interested in the position.`;
    return [{ severity: 'HINT', ...at(outline.bodyEnd), message }];
  },
};

/** It says why the candidate fits (M7). Whether it says so well is for a person to tell. */
export const fitNotMentioned: Check = {
  id: 'fit-not-mentioned',
  practices: ['M7'],
  find: (reviewed) => {
    const { words, outline } = reviewed;
    if (!wants(reviewed, 'M7') || hasAny(body(reviewed), words.fit)) return [];
    const message = `Say why ${candidateOf(reviewed)} fits: skills, certificates, experience that the role asks for.`;
    return [{ severity: 'HINT', ...at(outline.bodyEnd), message }];
  },
};

/** It mentions what was promised or asked for, where the record holds such a thing (M8). */
export const materialNotMentioned: Check = {
  id: 'material-not-mentioned',
  practices: ['M8'],
  find: (reviewed) => {
    const { facts, words, outline, asked } = reviewed;
    const discussed = facts.interview?.topics.filter((topic) => hasAny(topic, words.material)) ?? [];
    const promised = facts.promises ?? [];
    const onRecord = [...promised, ...discussed];
    const said = body(reviewed);
    const isMentioned =
      hasAny(said, words.material) ||
      promised.some((one) => said.toLowerCase().includes(one.trim().toLowerCase()));
    if (!wants(reviewed, 'M8') || !(asked || onRecord.length > 0) || isMentioned) return [];
    const message =
      onRecord.length > 0
        ? `Mention again what was discussed or promised (${onRecord.join(', ')}).`
        : 'Mention what the employer has asked for: enclose it, or say when it comes.';
    return [{ severity: 'HINT', ...at(outline.bodyEnd), message }];
  },
};

const candidateOf = ({ facts }: Reviewed) => facts.candidateName.trim() || 'the candidate';
