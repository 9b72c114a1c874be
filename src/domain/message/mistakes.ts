import { LiquidError, type Template } from 'liquidjs';
import { showGaps } from './fields';
import { allowedFilters, allowedTags, engine, render } from './liquid';
import { samplesFor } from './samples';
import { ourTemplates, type TemplateKey } from './template';
import { isField } from './template-fields';
import { cutTo, inLine } from './wording';

/** Of one text; the rest is told when these are mended. */
const mistakesMax = 10;

/** What is wrong in the text of a template, and where: lines and columns count from 1. */
export interface Mistake {
  line: number;
  column: number;
  message: string;
}

/** In the order of the text. */
export function mistakesIn(text: string, key: TemplateKey): Mistake[] {
  return allMistakes(text, key)
    .sort((one, other) => one.line - other.line || one.column - other.column)
    .slice(0, mistakesMax);
}

function allMistakes(text: string, key: TemplateKey): Mistake[] {
  const tooDeep = tooDeepNesting(text);
  if (tooDeep) return [tooDeep];
  const { parsed, mistakes } = parse(text);
  if (!parsed) return mistakes;
  mistakes.push(...unknownFields(parsed, key));
  return mistakes.length > 0 ? mistakes : failures(text, key);
}

const nestingMax = 20;

/** Where tags stand within too many others: reading and making such a text would go as deep. */
function tooDeepNesting(text: string): Mistake | null {
  let depth = 0;
  for (const { 1: end, index } of text.matchAll(/\{%-?\s*(end)?(?:if|unless|case)\b/g)) {
    depth += end ? -1 : 1;
    if (depth <= nestingMax) continue;
    const lines = text.slice(0, index).split('\n');
    const column = (lines.at(-1) as string).length + 1;
    return { line: lines.length, column, message: `this is nested more than ${nestingMax} tags deep` };
  }
  return null;
}

/**
 * Parses the text; where it names an unknown tag or filter, without those, so that all of them are found. Null
 * where nothing more can be told before something is mended.
 */
function parse(text: string): { parsed: Template[] | null; mistakes: Mistake[] } {
  const mistakes: Mistake[] = [];
  const unknown = new Set<string>();
  let rest = text;
  for (let attempt = 0; attempt < attemptsMax; attempt++) {
    try {
      return { parsed: engine.parse(rest), mistakes };
    } catch (error) {
      const name = unknownTag(error as Error);
      // What ends an unknown tag is not told of again.
      if (!name?.startsWith('end') || !unknown.has(name.slice('end'.length)))
        mistakes.push(mistakeOf(error as Error));
      if (!name && !isUnknownFilterOf(error as Error, '{{')) break;
      if (name) unknown.add(name);
      rest = without(rest, error as LiquidError);
    }
  }
  return { parsed: null, mistakes };
}

const attemptsMax = 2 * mistakesMax;

/** Blank where the error is, so that all else keeps its place. */
function without(text: string, { token: { begin, end } }: LiquidError): string {
  return text.slice(0, begin) + text.slice(begin, end).replace(/[^\n]/g, ' ') + text.slice(end);
}

const unknownTag = (error: Error) => /^tag "(\w+)" not found$/.exec(reasonOf(error))?.[1];

const isUnknownFilterOf = (error: Error, start: string) =>
  LiquidError.is(error) && isUnknownFilter(error) && error.token.getText().startsWith(start);

const isUnknownFilter = (error: Error) => reasonOf(error).startsWith('undefined filter: ');

/** Without the place, which Liquid adds. */
const reasonOf = (error: Error) =>
  ((error as LiquidError).originalError?.message ?? error.message).replace(/, line:\d+, col:\d+[\s\S]*$/, '');

/** Too long, or nested too deeply. */
const tooMuch: Mistake = { line: 1, column: 1, message: 'this is too much to be read' };

function mistakeOf(error: Error): Mistake {
  if (!LiquidError.is(error)) return tooMuch;
  const [line, column] = error.token.getPosition() as [number, number];
  return { line, column, message: wordsOf(error) };
}

const quotedMax = 120;
const quoted = (text: string) => cutTo(quotedMax, inLine(text));

function wordsOf(error: LiquidError): string {
  const code = quoted(error.token.getText());
  if (unknownTag(error)) return `${code} has no place here; the tags are ${allowedTags.join(', ')}`;
  const reason = quoted(reasonOf(error));
  if (isUnknownFilter(error)) return `${reason}; the filters are ${allowedFilters.join(', ')}`;
  return error.name === 'RenderError' ? `${code} ${reason}` : reason;
}

function unknownFields(parsed: Template[], { kind }: TemplateKey): Mistake[] {
  const { variables } = engine.analyzeSync(parsed, { partials: false });
  return Object.values(variables)
    .flat()
    .flatMap(({ segments, location: { row, col } }) => {
      // A name that is reckoned, such as interview[candidate], could be any.
      const name = segments.map((segment) => (typeof segment === 'object' ? '…' : segment)).join('.');
      if (isField(name) && (name !== 'text' || kind === 'LAYOUT')) return [];
      const message = `there is no field ${quoted(name)}; messageTemplateFields lists those that there are`;
      return [{ line: row, column: col, message }];
    });
}

/** No letter: no filter changes it. */
const sampleText = '\u0080';

/** Where it fails for some sample; what fails there is left out then, so that the rest is found too. */
function failures(text: string, key: TemplateKey): Mistake[] {
  const mistakes: Mistake[] = [];
  let rest = text;
  while (mistakes.length < mistakesMax) {
    const error = failureOf(engine.parse(rest), key);
    if (!error) return mistakes.length > 0 ? mistakes : wrongAsAWhole(text, key);
    mistakes.push(mistakeOf(error));
    if (!LiquidError.is(error) || !error.token.getText().startsWith('{{')) break;
    rest = without(rest, error as LiquidError);
  }
  return mistakes;
}

function failureOf(parsed: Template[], key: TemplateKey): Error | null {
  try {
    for (const { fields } of samplesFor(key)) engine.renderSync(parsed, { ...fields, text: sampleText });
    return null;
  } catch (error) {
    return error as Error;
  }
}

function wrongAsAWhole(text: string, key: TemplateKey): Mistake[] {
  const made = samplesFor(key).map(({ fields }) => render(text, { ...fields, text: sampleText }));
  const whole = { line: 1, column: 1 };
  if (key.kind === 'LAYOUT' && made.some((each) => !each.includes(sampleText)))
    return [{ ...whole, message: 'the layout has to name {{ text }}, whatever the circumstances' }];
  const isEmpty = (each: string) => inLine(showGaps(each, ourTemplates[key.locale])) === '';
  if (key.kind !== 'LAYOUT' && made.some(isEmpty))
    return [{ ...whole, message: 'this comes out empty at times' }];
  return [];
}
