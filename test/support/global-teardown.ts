import type { EndTestServer } from './global-setup';

export default async function globalTeardown(): Promise<void> {
  const { endTestServer } = globalThis as { endTestServer?: EndTestServer };
  await endTestServer?.();
}
