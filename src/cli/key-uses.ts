import type { Logger } from '../http/log';
import type { Store } from '../store/data-source';
import { writeUses } from '../store/key-use';

const everyMilliseconds = 60_000;

/** Writes down now and then which keys have been used, beside the requests; and once more when it is stopped. */
export function startWritingKeyUses(store: Store, log: Logger): { stop(): Promise<void> } {
  let writing = Promise.resolve();
  const write = () => {
    writing = writing
      .then(() => writeUses(store))
      .catch((error) => log.warn({ error }, 'When keys were last used could not be written'));
    return writing;
  };
  const timer = setInterval(write, everyMilliseconds);
  return {
    stop: () => {
      clearInterval(timer);
      return write();
    },
  };
}
