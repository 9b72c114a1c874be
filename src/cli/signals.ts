/** SIGHUP comes when the terminal is closed. */
const endings = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

/** As a shell reports an end by SIGINT. */
const interrupted = 130;

/** Under npm, Ctrl-C comes twice: from the terminal, and passed on by npm. */
const sameSignalMilliseconds = 250;

/** Resolves at the first signal that asks the process to end. Another one later ends it at once. */
export function firstSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let first: number | undefined;
    const onSignal = (signal: NodeJS.Signals) => {
      first ??= performance.now();
      if (performance.now() - first > sameSignalMilliseconds) process.exit(1);
      resolve(signal);
    };
    for (const signal of endings) process.on(signal, onSignal);
  });
}

/** For short commands: ends the process in such a way that it takes its embedded PostgreSQL along. */
export function endAtSignal(): void {
  for (const signal of endings) process.on(signal, () => process.exit(interrupted));
}
