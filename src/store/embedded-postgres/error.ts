/** The embedded PostgreSQL cannot run here as things are. The message tells a person why, and what to do. */
export class EmbeddedPostgresError extends Error {
  override name = 'EmbeddedPostgresError';
}
