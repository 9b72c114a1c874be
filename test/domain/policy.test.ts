import fc from 'fast-check';
import { officeHours, type WorkingHours } from '../../src/domain/calendar';
import {
  makePolicy,
  type PolicyLayer,
  type PolicyParameter,
  type PolicyValues,
  policyParameterNames,
  policyParameters,
  presets,
  withLayer,
} from '../../src/domain/policy';
import { coherenceProblems, layerProblems } from '../../src/domain/policy-problems';
import { plan } from '../../src/domain/recommendation/plan';
import { PolicyPreset } from '../../src/domain/vocabulary';
import { Given } from '../support/given';
import { anyApplication } from './any-history';
import { anyOf, perhaps } from './any-setting';

const agency = (overrides: Partial<PolicyValues> = {}, preset: PolicyPreset = 'BALANCED'): PolicyLayer => ({
  ...{ scope: 'AGENCY', preset, overrides },
});
const employer = (
  overrides: Partial<PolicyValues> = {},
  preset: PolicyPreset | null = null,
): PolicyLayer => ({
  ...{ scope: 'EMPLOYER', preset, overrides },
});
const posting = (overrides: Partial<PolicyValues> = {}, preset: PolicyPreset | null = null): PolicyLayer => ({
  ...{ scope: 'JOB_POSTING', preset, overrides },
});

describe('the policy that layers make', () => {
  test.each<[string, PolicyLayer[], Partial<PolicyValues> & { preset: PolicyPreset }]>([
    ['of nothing is the default', [], { ...presets.BALANCED, preset: 'BALANCED' }],
    ['the agency', [agency({}, 'PATIENT')], { ...presets.PATIENT, preset: 'PATIENT' }],
    [
      'an employer without a preset goes by the one above, with what it sets over that',
      [agency({ goneColdDays: 9, closeWaitDays: 9 }, 'PATIENT'), employer({ closeWaitDays: 5 })],
      { ...presets.PATIENT, goneColdDays: 9, closeWaitDays: 5, preset: 'PATIENT' },
    ],
    [
      'a preset takes the place of all that is set above',
      [agency({ goneColdDays: 9 }), employer({ closeWaitDays: 5 }, 'PATIENT'), posting({ lookUpsMax: 0 })],
      { preset: 'PATIENT', goneColdDays: 30, closeWaitDays: 5, lookUpsMax: 0, reminderWaitDays: 10 },
    ],
    [
      'what is of the agency as a whole comes from the agency, whatever the presets below',
      [agency({ nudgesPerPersonPerWeekMax: 4 }), employer({}, 'PERSISTENT'), posting({}, 'PATIENT')],
      { preset: 'PATIENT', nudgesPerPersonPerWeekMax: 4 },
    ],
    [
      'or from the default',
      [employer({ nudgesPerPersonPerWeekMax: 9 }, 'PERSISTENT')],
      { preset: 'PERSISTENT', nudgesPerPersonPerWeekMax: presets.BALANCED.nudgesPerPersonPerWeekMax },
    ],
    [
      'an employer that sets nothing is as the agency',
      [agency({ goneColdDays: 9 }, 'PATIENT'), employer()],
      { ...presets.PATIENT, goneColdDays: 9, preset: 'PATIENT' },
    ],
  ])('%s', (_, layers, expected) => {
    expect(makePolicy(layers, 7)).toMatchObject({ ...expected, version: 7 });
  });

  test('a layer takes the place of the one of its scope', () => {
    const [whole, one, other] = [agency(), employer({ lookUpsMax: 1 }), posting({ lookUpsMax: 3 })];
    expect(withLayer([other, whole], one)).toEqual([whole, one, other]);
    expect(withLayer([whole, employer(), other], one)).toEqual([whole, one, other]);
  });
});

describe('what is accepted', () => {
  const told = (layers: PolicyLayer[], set: PolicyLayer) => [
    ...layerProblems(set).map(({ field }) => field.join('.')),
    ...coherenceProblems(withLayer(layers, set), set).map(({ field }) => field.join('.')),
  ];

  test.each<[string, PolicyLayer[], PolicyLayer, string[]]>([
    ['a wait that is none', [], agency({ reminderWaitDays: 0 }), []],
    ['no look-ups', [], agency({ lookUpsMax: 0 }), []],
    ['a limit of none', [], agency({ nudgesPerWeekMax: 0 }), ['values.nudgesPerWeekMax']],
    ['no preset for the agency', [], { ...agency(), preset: null }, ['preset']],
    ['a due before its wait', [], agency({ reminderDueDays: 5 }), ['values.reminderDueDays']],
    ['a wait after its due', [], agency({ reminderWaitDays: 15 }), ['values.reminderWaitDays']],
    [
      'both of them, in the wrong order',
      [],
      agency({ reminderWaitDays: 5, reminderDueDays: 4 }),
      ['values.reminderDueDays'],
    ],
    [
      'a due before the wait that is set above',
      [agency({ engagedWaitDays: 10 })],
      employer({ engagedDueDays: 9 }),
      ['values.engagedDueDays'],
    ],
    [
      'the same under its own preset',
      [agency({ engagedWaitDays: 10 })],
      employer({ engagedDueDays: 9 }, 'PERSISTENT'),
      [],
    ],
    [
      'late after it has lapsed',
      [],
      agency({ thankYouEmailLapseDays: 1 }),
      ['values.thankYouEmailLapseDays'],
    ],
    [
      'a value of the agency as a whole, for an employer',
      [],
      employer({ nudgesPerPersonPerWeekMax: 3 }),
      ['values.nudgesPerPersonPerWeekMax'],
    ],
  ])('%s', (_, layers, set, problems) => {
    expect(told(layers, set)).toEqual(problems);
  });

  test.each(Object.entries(presets))('the preset %s', (preset) => {
    expect(told([], agency({}, preset as PolicyPreset))).toEqual([]);
  });
});

/** Everything that may be set, at both ends of its range more often than not, and hours of every kind. */
const anyValue = (name: PolicyParameter): fc.Arbitrary<boolean | number> => {
  const { range } = policyParameters[name];
  return range
    ? fc.oneof(fc.constantFrom(...range), fc.integer({ min: range[0], max: range[1] }))
    : fc.boolean();
};
const anyOverrides = fc.record(
  Object.fromEntries(policyParameterNames.map((name) => [name, anyValue(name)])),
  { requiredKeys: [] },
) as fc.Arbitrary<Partial<PolicyValues>>;

const anyLayers = fc
  .record({
    agency: fc.record({ preset: anyOf(PolicyPreset), overrides: anyOverrides }),
    employer: fc.record({ preset: perhaps(anyOf(PolicyPreset)), overrides: anyOverrides }),
  })
  .map(({ agency: whole, employer: one }): PolicyLayer[] => [
    { scope: 'AGENCY', ...whole },
    { scope: 'EMPLOYER', ...one },
  ]);

const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
/** As many spans as an employer may have, all on one day of the week. */
const crowdedHours: WorkingHours[] = Array.from({ length: 50 }, (_, n) => ({
  ...{ dayOfWeek: 3, opens: clock(480 + n * 10), closes: clock(485 + n * 10) },
}));
const everyDay: WorkingHours[] = [1, 2, 3, 4, 5, 6, 7].flatMap((dayOfWeek) =>
  Array.from({ length: 7 }, (_, n) => ({
    dayOfWeek,
    opens: clock(480 + n * 60),
    closes: clock(500 + n * 60),
  })),
);

describe('no policy that is accepted makes a plan endless', () => {
  const accepted = anyLayers.map((layers) => {
    const problems = layers.flatMap((layer, n) => coherenceProblems(layers.slice(0, n + 1), layer));
    return problems.length === 0 ? layers : layers.map((layer) => ({ ...layer, overrides: calm(layer) }));
  });

  it('after any history', () => {
    fc.assert(
      fc.property(anyApplication, accepted, (application, layers) => {
        const circumstances = { ...application.circumstances(), policy: makePolicy(layers, 1) };
        const steps = plan(circumstances, circumstances.state.lastOccurredAt);
        expect(steps.at(-1)?.until).toBeNull();
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['office hours', officeHours],
    ['fifty spans on one day of the week', crowdedHours],
    ['seven spans on every day', everyDay],
  ])('nor with every value at its most, with %s', (_, hours) => {
    const most = policyParameterNames.map((name) => [name, policyParameters[name].range?.[1] ?? false]);
    for (const waits of [{}, { checkInWaitDays: 0, engagedWaitDays: 0, phoneAfterSilenceDays: 0 }]) {
      const policy = { ...Object.fromEntries(most), ...waits };
      const calling = new Given({ hours, policy }).submitted('2026-03-03 10:00');
      const interviewed = new Given({ hours, policy })
        .submitted('2026-03-03 10:00')
        .attempted('2026-03-04 10:00');
      interviewed
        .interviewed('2026-03-11 14:00', '2026-03-11 15:00')
        .heard('2026-03-12 10:00', 'ACKNOWLEDGED');
      for (const application of [calling, interviewed]) {
        const circumstances = application.circumstances();
        const steps = plan(circumstances, circumstances.state.lastOccurredAt);
        expect(steps.at(-1)?.until).toBeNull();
      }
    }
  });

  /** Without the values that must be in order with others. */
  function calm({ overrides }: PolicyLayer): Partial<PolicyValues> {
    const kept = Object.entries(overrides).filter(([name]) => !/Wait|Due|Late|Lapse|Hour$/.test(name));
    return Object.fromEntries(kept);
  }
});
