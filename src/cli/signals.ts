/** SIGHUP comes when the terminal is closed. */
const endings = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

/** As a shell reports an end by SIGINT. */
const interrupted = 130;

/** Resolves at the first signal that asks the process to end. The second ends it at once. */
export function firstSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let count = 0;
    for (const signal of endings) {
      process.on(signal, () => {
        count += 1;
        if (count > 1) process.exit(1);
        resolve(signal);
      });
    }
  });
}

/** For short commands: ends the process in such a way that it takes its embedded PostgreSQL along. */
export function endAtSignal(): void {
  for (const signal of endings) process.on(signal, () => process.exit(interrupted));
}
