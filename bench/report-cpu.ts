/**
 * Loaded into a server before its own code: tells whoever started the process what CPU time it has used, or what
 * memory it takes, on request. So a server is measured from within, and PostgreSQL is not counted.
 */
process.on('message', (what) => {
  if (what === 'cpu') process.send?.(process.cpuUsage());
  if (what === 'memory') process.send?.(memoryBytes());
});

/** Of the process as a whole, without what is garbage already. */
function memoryBytes(): number {
  for (let index = 0; index < 3; index++) globalThis.gc?.();
  return process.memoryUsage.rss();
}

// A server must not outlive the benchmark.
process.on('disconnect', () => process.exit());
