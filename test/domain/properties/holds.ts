import fc from 'fast-check';

/** So many histories are tried for each law. A failure prints its seed and the smallest history found. */
export const numRuns = 1_000;

export const holds = <T>(arbitrary: fc.Arbitrary<T>, property: (value: T) => void) =>
  fc.assert(fc.property(arbitrary, property), { numRuns });
