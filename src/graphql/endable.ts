/**
 * A generator that ends at once when it is told to, also while it waits for what may never come: by itself a
 * generator ends no sooner than what it waits for.
 */
export function endable<T>(make: (ended: AbortSignal) => AsyncGenerator<T, void>): AsyncGenerator<T, void> {
  const ending = new AbortController();
  const inner = make(ending.signal);
  return {
    next: () => inner.next(),
    return: () => {
      ending.abort();
      return inner.return();
    },
    throw: (error) => {
      ending.abort();
      return inner.throw(error);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
    [Symbol.asyncDispose]() {
      return this.return().then(() => undefined);
    },
  };
}
