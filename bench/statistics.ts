/** The middle of some measurements, and how far they lie apart. */
export interface Spread {
  median: number;
  min: number;
  max: number;
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((one, other) => one - other);
  return { median: middle(sorted), min: sorted[0] as number, max: sorted.at(-1) as number };
}

export const median = (values: readonly number[]): number => spreadOf(values).median;

/** What such a part of the values does not exceed. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.ceil(part * sorted.length) - 1] as number;
}

/** Of measurements made in turns: each is compared with its neighbour, so that a slow minute hits both. */
export function ratiosOf(values: readonly number[], peers: readonly number[]): Spread {
  return spreadOf(values.map((value, index) => value / (peers[index] as number)));
}

function middle(sorted: readonly number[]): number {
  const half = sorted.length >> 1;
  const upper = sorted[half] as number;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] as number) + upper) / 2;
}
