import { Liquid, type Template } from 'liquidjs';

export const templateCharactersMax = 10_000;

/** Of which none repeats, keeps or fetches anything: what is rendered is about as long as what is written. */
export const allowedTags = ['case', 'comment', 'if', 'unless'];
export const allowedFilters = ['capitalize', 'default', 'downcase', 'upcase'];

/** Templates name facts and nothing else: no file, no clock, no loop; what nobody defines is an error. */
export const engine = new Liquid({
  strictVariables: true,
  strictFilters: true,
  ownPropertyOnly: true,
  templates: {},
  parseLimit: templateCharactersMax,
  memoryLimit: 1_000_000,
  // Milliseconds. It is never reached, unless the machine is.
  renderLimit: 1_000,
  outputEscape: textOnly,
});
for (const name of Object.keys(engine.tags)) if (!allowedTags.includes(name)) delete engine.tags[name];
for (const name of Object.keys(engine.filters)) {
  if (!allowedFilters.includes(name)) engine.unregisterFilter(name);
}
for (const name of ['capitalize', 'downcase', 'upcase']) {
  const filter = engine.filters[name] as (this: unknown, value: string) => string;
  engine.registerFilter(name, function (value) {
    return filter.call(this, textOnly(value));
  });
}

/** What is written out is text: nothing else reads well in a message, and what is missing leaves a hole. */
function textOnly(value: unknown): string {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean' || (typeof value === 'object' && value !== null))
    throw new Error('is no text; it can stand in a condition, such as {% if … %}, and not in the message');
  if (typeof value !== 'string' || value === '')
    throw new Error('is missing at times; put it between {% if … %} and {% endif %}, or add | default: "…"');
  return value;
}

/** Parsed templates are kept up to so many characters of them, all agencies' together. */
const keptCharactersMax = 500_000;
const kept = new Map<string, Template[]>();
let keptCharacters = 0;

/** @throws LiquidError where the template cannot be parsed or rendered. */
export function render(template: string, fields: object): string {
  return engine.renderSync(parse(template), fields);
}

function parse(template: string): Template[] {
  const known = kept.get(template);
  if (known) return known;
  const parsed = engine.parse(template);
  if (keptCharacters + template.length > keptCharactersMax) {
    kept.clear();
    keptCharacters = 0;
  }
  kept.set(template, parsed);
  keptCharacters += template.length;
  return parsed;
}
