/** How much is measured. */
export interface Scale {
  name: 'full' | 'quick';
  /** Turns of each side that count; one more goes before, to warm up. */
  rounds: number;
  connections: number;
  /** Requests of one turn. */
  writes: number;
  reads: number;
  pages: number;
  appends: number;
  /** Requests of one turn that are sent one after the other, for their latency. */
  latencies: number;
  /** Applications of the small and of the large agency. */
  small: number;
  large: number;
  plans: number;
  /** Clients that follow what happens, and how often something does. */
  subscribers: number;
  deliveries: number;
}

export const full: Scale = {
  name: 'full',
  rounds: 5,
  connections: 16,
  writes: 600,
  reads: 1_500,
  pages: 500,
  appends: 600,
  latencies: 60,
  small: 1_000,
  large: 100_000,
  plans: 2_000,
  subscribers: 1_000,
  deliveries: 40,
};

/** To see that all of it works. Servers are hardly warm then, and the large agency is not large. */
export const quick: Scale = {
  ...full,
  name: 'quick',
  rounds: 3,
  writes: 200,
  reads: 500,
  pages: 120,
  appends: 160,
  latencies: 40,
  large: 5_000,
  plans: 200,
  subscribers: 100,
  deliveries: 10,
};
