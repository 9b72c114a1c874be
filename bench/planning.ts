import { plan } from '../src/domain/recommendation/plan';
import { type Given, given, person } from '../test/support/given';
import { median } from './statistics';

/** How long it takes to make the plan of an application. */
export interface Planning {
  name: string;
  /** How many steps the plan has. */
  steps: number;
  micros: number;
}

const submittedAt = '2026-03-03 10:00';
const manager = () => given({ contacts: [person('manager', { availability: 'mornings' })] });

/** Applications as they are met every day. */
const typical: Record<string, () => Given> = {
  'no attempt yet, hiring manager known': () => manager().submitted(submittedAt),
  'hiring manager unknown: calls to the switchboard': () => given().submitted(submittedAt),
  'after an interview by phone, with calls ahead': () =>
    manager()
      .submitted(submittedAt)
      .interviewed('2026-03-10 14:00', '2026-03-10 15:00', 'PHONE')
      .attempted('2026-03-10 16:00', { purpose: 'THANK_YOU' }),
  'ten attempts': tenAttempts,
};

export function measurePlanning(count: number): Planning[] {
  return Object.entries(typical).map(([name, make]) => {
    const circumstances = make().circumstances();
    const { lastOccurredAt } = circumstances.state;
    const micros: number[] = [];
    let steps = 0;
    // The first ones warm up, also what the calendar remembers, as it does in a server.
    for (let index = -count / 4; index < count; index++) {
      const start = performance.now();
      steps = plan(circumstances, lastOccurredAt).length;
      if (index >= 0) micros.push((performance.now() - start) * 1000);
    }
    return { name, steps, micros: median(micros) };
  });
}

function tenAttempts(): Given {
  const application = manager().submitted(submittedAt);
  for (let number = 0; number < 10; number++) {
    const day = String(5 + 2 * number).padStart(2, '0');
    const response = number % 3 === 2 ? 'ACKNOWLEDGED' : 'NONE';
    application.attempted(`2026-03-${day} 11:00`, { to: 'manager', response });
  }
  return application;
}
