import { number, table } from './markdown';
import type { Scale } from './scale';
import type { Subscribing } from './subscribers';

/** With its heading; it is also written alone. */
export function subscribersSection(subscribing: Subscribing[], scale: Scale, measured = ''): string {
  const millis = (value: number) => `${value.toFixed(0)} ms`;
  return [
    `${subscribersHeading(scale)}`,
    '',
    'Each with a connection of its own to one server, which is a process by itself; clients and writer are another',
    'process on the same machine, so that what is written comes to the server by notice, as from another node. Memory',
    'is that of the server’s process with all of them, less that with one, after a garbage collection. The time is that',
    `from the commit until a client has the message, over ${scale.deliveries} events, one after the other.`,
    ...(measured ? ['', measured] : []),
    '',
    ...table(
      ['Subscribers', 'transport', 'memory each', 'to delivery, median', 'p99'],
      subscribing.map(({ name, transport, bytesEach, medianMillis, p99Millis }) => [
        name,
        transport,
        `${number(bytesEach / 1024)} KiB`,
        millis(medianMillis),
        millis(p99Millis),
      ]),
    ),
    '',
    'Where each is told every event, a median is how long half of all messages take: they are made one by one, each for',
    'its own operation and rights.',
    '',
  ].join('\n');
}

export const subscribersHeading = ({ subscribers }: Scale) =>
  `## ${number(subscribers)} subscribers on one node`;
