import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { carriersOf, practiceIds, practicesPage, testsOf } from '../../src/cli/practices-page';
import { fold } from '../../src/domain/fold';
import { guidesOf, type PracticeId, practices } from '../../src/domain/practices';
import { limits, methods, proposals, silencers, windows } from '../../src/domain/recommendation/rules';
import { given } from '../support/given';

const rules = [...silencers, ...proposals, ...methods, ...windows, ...limits];
const cited = new Set(rules.flatMap((rule) => rule.practices));
const ids = (letter: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${letter}${index + 1}`);
const all = [...ids('R', 4), ...ids('T', 13), ...ids('W', 9), ...ids('M', 11)];

describe('the practices', () => {
  it.each([...ids('T', 13), ...ids('W', 9), 'R2', 'R3', 'R4'])('%s is what some rule rests on', (id) => {
    expect(cited).toContain(id);
  });

  it('are known, all of them', () => {
    expect(practiceIds).toEqual(all);
  });

  it.each(practiceIds)('%s is carried by something, and shown by some test', (id) => {
    expect(carriersOf(id)).not.toEqual([]);
    expect(testsOf(id)).not.toEqual([]);
  });

  it('are what docs/practices.md says of them; `npm run generate` writes it anew', () => {
    expect(readFileSync('docs/practices.md', 'utf8')).toBe(practicesPage());
  });

  it('R1, R2, R3: what was done, what came of it and what the posting says are recorded', () => {
    const application = given()
      .submitted('2026-03-03 10:00', { noPhoneCalls: true })
      .attempted('2026-03-04 10:00', {
        method: 'LINKEDIN',
        response: 'ACKNOWLEDGED',
        respondedAt: '2026-03-05 11:00',
      });
    expect(fold(application.events)).toMatchObject({
      posting: { noPhoneCalls: true },
      attempts: [
        {
          attemptedAt: application.instant('2026-03-04 10:00'),
          timeZone: 'America/Chicago',
          method: 'LINKEDIN',
          response: 'ACKNOWLEDGED',
          respondedAt: application.instant('2026-03-05 11:00'),
        },
      ],
    });
  });

  it('each is found in some guide', () => {
    for (const id of Object.keys(practices) as PracticeId[]) expect(guidesOf([id])).not.toEqual([]);
  });
});

describe('the guides behind practices', () => {
  it.each<[PracticeId[], string[]]>([
    [[], []],
    [['W9'], ['The Art of the Professional Follow-Up']],
    [['T1'], ['The Power of Personal Follow-Up', 'The Importance of Follow Up in Your Job Search']],
    [
      ['T6', 'T9', 'T8'],
      [
        'The Importance of Professional Follow-Up',
        'Effective Strategies for Following Up on a Job Application Post-Interview',
        'The Importance of Follow Up in Your Job Search',
      ],
    ],
  ])('%j: each once, in the order of their letters', (cites, titles) => {
    expect(guidesOf(cites)).toEqual(titles);
  });
});

describe('the rules', () => {
  it('have names of their own, in kebab case', () => {
    const names = rules.map(({ id }) => id);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });

  it.each(rules.map(({ id }) => id))('%s has its file and its test', (id) => {
    expect(existsSync(join(__dirname, `../../src/domain/recommendation/rules/${id}.ts`))).toBe(true);
    expect(existsSync(join(__dirname, `rules/${id}.test.ts`))).toBe(true);
  });

  it('cite each practice once', () => {
    for (const { practices: cites } of rules) expect(new Set(cites).size).toBe(cites.length);
  });
});
