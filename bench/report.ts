import { arch, cpus, loadavg, platform, totalmem } from 'node:os';
import type { Appending } from './appending';
import type { Comparison } from './compare';
import type { Growth } from './growth';
import { number, table } from './markdown';
import type { Planning } from './planning';
import { subscribersSection } from './report-subscribers';
import type { Scale } from './scale';
import type { Spread } from './statistics';
import type { Subscribing } from './subscribers';

export interface Results {
  comparisons: Comparison[];
  appending: Appending[];
  growth: Growth[];
  planning: Planning[];
  subscribing: Subscribing[];
}

/** What it was measured on. */
export interface Machine {
  cores: string;
  memory: string;
  system: string;
  node: string;
  postgres: string;
  /** How busy it was with other things, before anything was started. */
  load: string;
  startedAt: Date;
}

export function describeMachine(postgres: string, load: number): Machine {
  const [first] = cpus();
  return {
    cores: `${cpus().length} × ${first?.model.trim() ?? 'unknown'}`,
    memory: `${(totalmem() / 2 ** 30).toFixed(1)} GiB`,
    system: `${platform()} ${arch()}`,
    node: process.version,
    postgres,
    load: load.toFixed(2),
    startedAt: new Date(),
  };
}

export const loadBefore = (): number => loadavg()[0] as number;

/** The aims that figures are set against. */
const rateAim = 0.7;
const growthAim = 1.3;
const planMicrosAim = 1000;

export function report(results: Results, machine: Machine, scale: Scale): string {
  const command = `npm run bench${scale.name === 'quick' ? ' -- --quick' : ''}`;
  return [
    '# Speed against peers',
    '',
    ...introduction(command, machine, scale),
    '',
    '## The API beside a bare server',
    '',
    ...comparisonSection(results.comparisons, scale),
    '',
    '## Appending beside a plain INSERT',
    '',
    ...appendingSection(results.appending, scale),
    '',
    `## ${number(scale.large)} applications beside ${number(scale.small)}`,
    '',
    ...growthSection(results.growth, scale),
    '',
    '## Making a plan',
    '',
    ...planningSection(results.planning),
    '',
    subscribersSection(results.subscribing, scale),
  ].join('\n');
}

function introduction(command: string, machine: Machine, scale: Scale): string[] {
  return [
    `Written by \`${command}\` on ${machine.startedAt.toISOString().slice(0, 10)}. Each figure is a median of`,
    `${scale.rounds} rounds, in which both sides were measured in turns; in brackets the lowest and the highest.`,
    ...(scale.name === 'quick'
      ? ['**A quick run, to see that all of it works: its figures are rough.**']
      : []),
    '',
    '**Only the ratios can be compared** with those of another run or another machine. The absolute figures',
    'are those of this machine in these minutes.',
    '',
    ...table(
      ['Machine', ''],
      [
        ['Cores', machine.cores],
        ['Memory', machine.memory],
        ['System', machine.system],
        ['Node.js', machine.node],
        [
          'PostgreSQL',
          `${machine.postgres}, the embedded one with its default settings: commits are durable`,
        ],
        ['Load average before', machine.load],
      ],
    ),
    '',
    'PostgreSQL, the servers and the load share these cores. "CPU" is that of the server’s own process,',
    'without PostgreSQL. Where PostgreSQL is what keeps both waiting, rates come closer to each other than the',
    'CPU of the servers does, so both are given.',
  ];
}

function comparisonSection(comparisons: Comparison[], { connections }: Scale): string[] {
  const micros = (value: number) => `${value.toFixed(0)} µs`;
  return [
    'The peer is a bare `node:http` handler (`bench/bare-server.ts`) that signs in by the same statement, calls the',
    'same functions of the store, and so sends PostgreSQL the same statements, and answers the same JSON to the',
    'letter but for `extensions.cost`, which is checked. It has no GraphQL, no limits, no checks of the input and no',
    `framework: it is what Node.js could do at best. ${connections} connections, each with one request at a time.`,
    '',
    ...table(
      ['Request', 'API ÷ bare, rate', 'aim', 'API ÷ bare, CPU a request'],
      comparisons.map(({ name, rate, cpu }) => [name, spread(rate), `≥ ${rateAim}`, spread(cpu)]),
    ),
    '',
    ...table(
      ['Request', 'API', 'bare', 'API, CPU', 'bare, CPU'],
      comparisons.map(({ name, api, bare }) => [
        name,
        `${number(api.perSecond)}/s`,
        `${number(bare.perSecond)}/s`,
        micros(api.cpuMicros),
        micros(bare.cpuMicros),
      ]),
    ),
  ];
}

function appendingSection(appending: Appending[], { connections }: Scale): string[] {
  return [
    'One call of the append function checks the version, writes the event with its hash, the state and the plan,',
    'and gives it the next position of the agency’s log, which one transaction at a time can hold until it is on',
    `the disk. The peer is an INSERT of one row into a table like that of the events. ${connections} at a time.`,
    '',
    ...table(
      ['Agencies', 'append ÷ INSERT, rate', 'append', 'INSERT'],
      appending.map(({ agencies, ratio, append, insert }) => [
        String(agencies),
        spread(ratio),
        `${number(append)}/s`,
        `${number(insert)}/s`,
      ]),
    ),
  ];
}

function growthSection(growth: Growth[], { small, large }: Scale): string[] {
  const millis = (micros: number) => `${(micros / 1000).toFixed(2)} ms`;
  return [
    'The latency of requests to the API, sent one after the other, at two agencies that differ only in how many',
    'applications they have, all of them open; each has a database and a server to itself.',
    '',
    ...table(
      ['Request', 'large ÷ small, latency', 'aim', `at ${number(small)}`, `at ${number(large)}`],
      growth.map(({ name, ratio, smallMicros, largeMicros }) => [
        name,
        spread(ratio),
        `≤ ${growthAim}`,
        millis(smallMicros),
        millis(largeMicros),
      ]),
    ),
  ];
}

function planningSection(planning: Planning[]): string[] {
  return [
    'From the state of an application to all that is recommended from then on, without the database.',
    '',
    ...table(
      ['Application', 'steps of the plan', 'median', 'aim'],
      planning.map(({ name, steps, micros }) => [
        name,
        String(steps),
        `${micros.toFixed(0)} µs`,
        `< ${number(planMicrosAim)} µs`,
      ]),
    ),
  ];
}

const spread = ({ median, min, max }: Spread) =>
  `**${median.toFixed(2)}** (${min.toFixed(2)}–${max.toFixed(2)})`;
