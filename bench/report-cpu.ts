/**
 * Loaded into a server before its own code: tells whoever started the process what CPU time it has used,
 * on request. So a server is measured from within, and PostgreSQL is not counted.
 */
process.on('message', () => process.send?.(process.cpuUsage()));
// A server must not outlive the benchmark.
process.on('disconnect', () => process.exit());
