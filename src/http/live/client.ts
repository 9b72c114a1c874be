import { CloseCode } from 'graphql-ws';
import type { WebSocket } from 'ws';
import type { KeyHolder } from '../../store/api-keys';

/** How long a client may take to agree to the end. */
const closeMilliseconds = 1_000;

/** Of the protocol, and of RFC 6455. */
export const closeCodes = {
  unauthorized: CloseCode.Unauthorized,
  fault: CloseCode.InternalServerError,
  goingAway: 1001,
  tryAgainLater: 1013,
} as const;

/** What a connection over WebSocket knows of itself. */
export interface Client {
  readonly socket: WebSocket;
  readonly requestId: string;
  /** From where it comes. */
  readonly address: string;
  /** What it says with the upgrade, or else with its first message. */
  authorization: string | undefined;
  /** Once it is signed in. */
  holder: KeyHolder | null;
  /** What it has asked for so far. */
  operationCount: number;
  /** Of queries and mutations, which are answered before the connection ends. */
  readonly running: Set<Promise<unknown>>;
}

/** Closes it also where the client does not answer. */
export function close(socket: WebSocket, code?: number, reason?: string): void {
  if (socket.readyState === socket.CLOSED) return;
  socket.close(code, reason);
  const timer = setTimeout(() => socket.terminate(), closeMilliseconds);
  socket.once('close', () => clearTimeout(timer));
}
