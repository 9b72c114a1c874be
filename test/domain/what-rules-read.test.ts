import fc from 'fast-check';
import type { Instant } from '../../src/domain/instant';
import type { PolicyParameter } from '../../src/domain/policy';
import { policyParameterNames } from '../../src/domain/policy';
import { plan } from '../../src/domain/recommendation/plan';
import { type Circumstances, situationAt } from '../../src/domain/recommendation/recommend';
import { type Draft, isInternal } from '../../src/domain/recommendation/rule';
import { limits, methods, proposals, silencers, windows } from '../../src/domain/recommendation/rules';
import { type Situation, valuesOfSilence } from '../../src/domain/recommendation/situation';
import { anyApplication } from './any-history';

const rules = [...silencers, ...proposals, ...methods, ...windows, ...limits];

/** What each rule has read of the policy, by its id. */
const read = new Map<string, Set<PolicyParameter>>(rules.map(({ id }) => [id, new Set()]));

const parameters: ReadonlySet<unknown> = new Set(policyParameterNames);

/** The rule that is being asked. */
let asked = '';

/** With a policy that notes what is read of it, and by which rule. */
function watched(circumstances: Circumstances): Circumstances {
  const policy = new Proxy(circumstances.policy, {
    get: (target, name) => {
      if (parameters.has(name)) read.get(asked)?.add(name as PolicyParameter);
      return Reflect.get(target, name);
    },
  });
  return { ...circumstances, policy };
}

/** Every rule asked in turn, as the engine does it. */
function ask(circumstances: Circumstances, at: Instant): void {
  /** A situation of its own for each question, so that no answer remembered from another hides what is read. */
  const anew = (ruleId: string): Situation => {
    asked = ruleId;
    return situationAt(circumstances, at);
  };
  for (const { id, when, text } of silencers) if (when(anew(id))) text(anew(id));
  for (const { id, propose, text, events } of proposals) {
    for (const proposed of propose(anew(id))) {
      text(anew(id), proposed);
      events(anew(id), proposed);
      let draft: Draft | null = proposed;
      for (const rule of [...(isInternal(draft) ? [] : methods), ...windows, ...limits]) {
        if (!rule.when(anew(rule.id), draft)) continue;
        const revised: Draft | null = rule.then(anew(rule.id), draft);
        rule.text(anew(rule.id), revised ?? draft);
        rule.events?.(anew(rule.id), revised ?? draft);
        draft = revised;
        if (!draft) break;
      }
    }
  }
}

beforeAll(() => {
  // Always the same histories: so many that each rule has had its say in every way that it knows.
  for (const application of fc.sample(anyApplication, { numRuns: 3000, seed: 11 })) {
    const circumstances = application.circumstances();
    const noting = watched(circumstances);
    for (const { from } of plan(circumstances, circumstances.state.lastOccurredAt)) ask(noting, from);
  }
});

it.each(rules.map((rule) => [rule.id, rule] as const))(
  '%s reads of the policy what it declares, all of it and nothing else',
  (id, { values }) => {
    const inFact = read.get(id) ?? new Set();
    // Whoever asks whether there is silence may read what that rests on, in this history or another.
    const own = (names: Iterable<PolicyParameter>) =>
      [...names].filter((name) => !(valuesOfSilence as readonly string[]).includes(name)).sort();
    expect(own(inFact)).toEqual(own(values));
    expect([...values]).toEqual(expect.arrayContaining([...inFact]));
  },
);
