import { PolicyPreset } from '../../src/domain/vocabulary';
import { simulateYear, type Year } from './simulate';

const applications = 500;

/** docs/simulated-year.md. */
export function simulatedYearPage(): string {
  const years = Object.values(PolicyPreset).map(
    (preset) => [preset, simulateYear(preset, applications)] as const,
  );
  const row = (title: string, figure: (year: Year) => string) =>
    `| ${title} | ${years.map(([, year]) => figure(year)).join(' | ')} |`;
  return `# A simulated year

One agency, ${applications} applications, 60 employers in three time zones of the United States, for each preset of the policy.
Two recruiters take what is on top of the worklist, one action every ten minutes of their working hours. The
other side reacts at random, in the same way for every preset: most attempts stay unanswered. How often, and
with what, is a guess (\`bench/simulated-year/other-side.ts\`); what the figures show is how the presets differ,
not how employers answer. \`npm run simulate\` writes this page anew; the same code gives the same figures.

| | ${years.map(([preset]) => preset).join(' | ')} |
|---|${years.map(() => '---:|').join('')}
${[
  row('attempts per application, on average', (year) => mean(attemptsOf(year)).toFixed(1)),
  row('attempts per application, median', (year) => String(quantile(attemptsOf(year), 0.5))),
  row('attempts per application, 9 of 10 at most', (year) => String(quantile(attemptsOf(year), 0.9))),
  row('actions taken in the year', (year) => String(year.taken.length)),
  row('of these late', (year) =>
    percent(year.taken.filter(({ wasLate }) => wasLate).length, year.taken.length),
  ),
  row('applications with an interview', (year) => percent(withInterview(year), applications)),
  row('hired', (year) => percent(outcomes(year, 'HIRED'), applications)),
  row('rejected, or position closed', (year) =>
    percent(outcomes(year, 'REJECTED') + outcomes(year, 'POSITION_CLOSED'), applications),
  ),
  row('closed without a response', (year) => percent(outcomes(year, 'NO_RESPONSE'), applications)),
  row('still open at the end of the year', (year) =>
    percent(year.cases.filter(({ state }) => state.stage !== 'CLOSED').length, applications),
  ),
].join('\n')}

Late is what was done after its \`lateAt\`. Still open are mostly those to postings that want no follow-up, on
which nothing is ever recommended.
`;
}

const attemptsOf = ({ cases }: Year) => cases.map(({ state }) => state.attempts.length);
const withInterview = ({ cases }: Year) =>
  cases.filter(({ state }) => state.interviews.some(({ held }) => held)).length;
const outcomes = ({ cases }: Year, outcome: string) =>
  cases.filter(({ state }) => state.outcome === outcome).length;

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const quantile = (values: number[], share: number) =>
  [...values].sort((one, other) => one - other)[Math.ceil(values.length * share) - 1] as number;
const percent = (part: number, whole: number) => `${((100 * part) / whole).toFixed(1)} %`;
