import { Presets, SingleBar } from 'cli-progress';
import type { Progress } from './record';

/** A bar on a terminal; nothing where the output goes into a file or another program. */
export function progressBar(title: string): { progress: Progress; stop(): void } {
  if (!process.stdout.isTTY) return { progress: () => undefined, stop: () => undefined };
  const format = `${title} [{bar}] {percentage}% | {value}/{total}`;
  const bar = new SingleBar({ format, stream: process.stdout, hideCursor: true }, Presets.shades_classic);
  let started = false;
  return {
    progress: (done, total) => {
      if (!started) bar.start(total, done);
      started = true;
      bar.update(done);
    },
    stop: () => bar.stop(),
  };
}
