/** Those who wait for something to happen. */
export class Waiters {
  private readonly waiting = new Set<() => void>();

  /** Resolves when it has happened once more, or the signal is given. */
  next(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const end = () => {
        this.waiting.delete(end);
        signal.removeEventListener('abort', end);
        resolve();
      };
      this.waiting.add(end);
      signal.addEventListener('abort', end);
    });
  }

  wake(): void {
    for (const end of [...this.waiting]) end();
  }
}
