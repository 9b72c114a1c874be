import { at, type Check, type Reviewed, wants } from '../check';
import { anyOf, hasAny } from '../words';

const thankedFor = ({ occasion: { kind } }: Reviewed) => {
  if (kind === 'ANSWER_EMPLOYER') return 'the message';
  return kind === 'RESPOND_TO_OFFER' ? 'the offer' : 'the time taken for the interview';
};

/** It thanks for the interview, the message or the offer (M5, M6). */
export const noThanks: Check = {
  id: 'no-thanks',
  practices: ['M5', 'M6'],
  find: (reviewed) => {
    const { text, words, outline } = reviewed;
    if (!wants(reviewed, 'M6') || hasAny(text.slice(0, outline.bodyEnd), words.thanks)) return [];
    const message = `Begin with thanks for ${thankedFor(reviewed)}.`;
    return [{ severity: 'WARNING', ...at(outline.bodyStart), message }];
  },
};

/** The thanks come first (M6): in the first two sentences. */
export const thanksNotFirst: Check = {
  id: 'thanks-not-first',
  practices: ['M6'],
  find: (reviewed) => {
    const { text, words, outline } = reviewed;
    const body = text.slice(outline.bodyStart, outline.bodyEnd);
    const thanks = anyOf(words.thanks, 'iu').exec(body);
    if (!wants(reviewed, 'M6') || !thanks) return [];
    const before = body.slice(0, thanks.index).match(/[.!?](?=\s)/g)?.length ?? 0;
    if (before < 2) return [];
    const start = outline.bodyStart + thanks.index;
    const message = `Open with the thanks for ${thankedFor(reviewed)}.`;
    return [{ severity: 'HINT', start, end: start + thanks[0].length, message }];
  },
};

/** It asks something, or leads to an answer (M9, M4, W8). */
export const noQuestion: Check = {
  id: 'no-question',
  practices: ['M9', 'M4', 'W8'],
  find: (reviewed) => {
    const { text, words, outline } = reviewed;
    const asks = (['M9', 'M4', 'W8'] as const).some((practice) => wants(reviewed, practice));
    if (!asks || text.includes('?') || hasAny(text.slice(outline.bodyStart), words.requests)) return [];
    const message = wants(reviewed, 'W8')
      ? 'Ask whether a call suits, and when.'
      : 'Ask politely how things stand, and what comes next.';
    return [{ severity: 'WARNING', ...at(outline.bodyEnd), message }];
  },
};
