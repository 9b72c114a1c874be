/**
 * Asks one question a key at a time. Who asks while another's question is under way waits for the next one,
 * together with all who come meanwhile: nobody gets an answer to a question that was put before his own.
 */
export function sharing<T>(ask: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const underWay = new Map<string, Promise<T>>();
  const next = new Map<string, Promise<T>>();

  const start = (key: string) => {
    const answer = ask(key).finally(() => underWay.delete(key));
    underWay.set(key, answer);
    return answer;
  };
  const startAfter = (key: string, running: Promise<T>) => {
    const ended = running.then(ignore, ignore);
    const answer = ended.then(() => {
      next.delete(key);
      return start(key);
    });
    next.set(key, answer);
    return answer;
  };
  return (key) => {
    const waiting = next.get(key);
    if (waiting) return waiting;
    const running = underWay.get(key);
    return running ? startAfter(key, running) : start(key);
  };
}

function ignore(): void {}
