import type { IncomingMessage } from 'node:http';
import type { Prepare } from '../../graphql/operate';
import type { Admit } from '../admission';
import type { Logger } from '../log';
import type { LiveConnections } from './connections';

/** What the transports that last have in common. */
export interface LiveParts {
  prepare: Prepare;
  admit: Admit;
  connections: LiveConnections;
  /** What the log calls a request. */
  requestIdOf(request: IncomingMessage): string;
  /** From where it comes. */
  addressOf(request: IncomingMessage): string;
  log: Logger;
}
