/** Something around the program keeps it from starting. The message tells a person what. Exit code 1. */
export class StartError extends Error {
  override name = 'StartError';
}
