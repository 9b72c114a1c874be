import { DAY, type Instant } from '../../src/domain/instant';
import {
  type Action,
  type Answer,
  type Circumstances,
  recommend,
} from '../../src/domain/recommendation/recommend';
import { isNudgeAttempt } from '../../src/domain/recommendation/situation';
import { Folding } from '../../src/import/folding';
import type { Given } from '../support/given';
import { asAdvised } from './any-history';

/** How long somebody leaves an action that is open, in milliseconds; and which of several is taken, 0 the most urgent. */
export interface Habit {
  delay(): number;
  choose(count: number): number;
}

/** Something that was done because it was recommended then. */
export interface Done {
  of: Followed;
  at: Instant;
  action: Action;
}

/** An application on which every recommendation is followed, from its last event on. */
export class Followed {
  readonly folding: Folding;
  at: Instant;
  /** The action that somebody has seen and left for a while. */
  private seen = '';
  private readonly circumstances: Circumstances;

  constructor(readonly given: Given) {
    this.circumstances = given.circumstances();
    this.folding = new Folding(given.events, Number.MAX_SAFE_INTEGER);
    this.at = this.state.lastOccurredAt;
  }

  get state() {
    return this.folding.state;
  }

  /** When each person was pressed here. */
  pressed(contactId: string): Instant[] {
    const attempts = this.state.attempts.filter((one) => one.contactId === contactId && isNudgeAttempt(one));
    return attempts.map(({ attemptedAt }) => attemptedAt);
  }

  /** What is recommended now, as far as the others at the employer let it. */
  answer(others: Followed[]): Answer {
    const { people } = this.circumstances;
    const contacts = people.contacts.map((contact) => ({
      ...contact,
      pressedElsewhereAt: [
        ...contact.pressedElsewhereAt,
        ...others.flatMap((other) => (other === this ? [] : other.pressed(contact.id))),
      ],
    }));
    const circumstances = { ...this.circumstances, state: this.state, people: { ...people, contacts } };
    return recommend(circumstances, this.at);
  }

  /** Does the next thing, or waits for it; null once there is nothing to wait for. */
  next(others: Followed[], habit: Habit): Done | 'waited' | null {
    const { open, holdsUntil } = this.answer(others);
    if (open.length === 0) {
      if (holdsUntil === null) return null;
      this.at = holdsUntil;
      return 'waited';
    }
    const action = open[Math.min(habit.choose(open.length), open.length - 1)] as Action;
    const name = `${action.kind} ${action.opensAt}`;
    const delay = this.seen === name ? 0 : habit.delay();
    this.seen = name;
    if (delay > 0) {
      this.at += delay;
      return 'waited';
    }
    this.take(action);
    return { of: this, at: this.at, action };
  }

  private take(action: Action): void {
    const { given, at } = this;
    const now = { attemptedAt: at, closedAt: at, preparedAt: at };
    if (action.kind === 'CLOSE') {
      this.folding.take({ type: 'CloseApplication', outcome: 'NO_RESPONSE', note: null, ...now });
    } else if (action.kind === 'PREPARE_INTERVIEW') {
      const { interviews } = this.state;
      const open = interviews.find(
        (one) => !one.held && one.preparedAt === null && one.startsAt === action.dueAt,
      );
      this.folding.take({ type: 'PrepareInterview', interviewId: open?.id ?? '', note: null, ...now });
    } else {
      this.folding.take({ ...given.attempt('2026-01-01 00:00'), ...asAdvised(action), ...now });
    }
  }
}

/** Everything that is done on some applications at one employer, in the order of time, until nothing is left to do. */
export function followAll(
  applications: Given[],
  habit: Habit,
  days: number,
): { done: Done[]; open: Followed[] } {
  const followed = applications.map((application) => new Followed(application));
  const end = Math.max(...followed.map(({ at }) => at)) + days * DAY;
  const done: Done[] = [];
  let open = [...followed];
  for (let asked = 0; open.length > 0; asked++) {
    if (asked > 1000) throw new Error('it never comes to rest');
    const first = open.reduce((one, other) => (other.at < one.at ? other : one));
    if (first.at > end) break;
    const outcome = first.next(followed, habit);
    if (outcome === null) open = open.filter((one) => one !== first);
    else if (outcome !== 'waited') done.push(outcome);
  }
  return { done, open };
}
