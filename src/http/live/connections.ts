import type { KeyHolder } from '../../store/api-keys';
import type { Store } from '../../store/data-source';
import { outsideSpans } from '../../store/spans';
import { stillValid } from '../../store/still-valid';
import { HttpError } from '../http-error';

/** Of one key. */
const connectionsMax = 1_000;

/** How long a connection may outlast its key. */
const checkMilliseconds = 1_000;

export type Ending = 'GOING_AWAY' | 'UNAUTHENTICATED';

interface Connection {
  holder: KeyHolder;
  end(why: Ending): void;
}

/** The open connections of signed-in clients, which end with their keys and with the server. */
export class LiveConnections {
  private readonly connections = new Set<Connection>();
  private timer: NodeJS.Timeout | null = null;
  private isEnding = false;

  constructor(
    private readonly store: Store,
    private readonly onFault: (error: unknown) => void,
  ) {}

  /**
   * Answers what is to be called once the connection has ended.
   * @throws HttpError where there are too many, or none are taken any more.
   */
  add(holder: KeyHolder, end: (why: Ending) => void): () => void {
    if (this.isEnding) throw new HttpError('SERVICE_UNAVAILABLE', 'The server is ending; connect again.');
    const ofKey = [...this.connections].filter((other) => other.holder.keyId === holder.keyId).length;
    if (ofKey >= connectionsMax) {
      throw new HttpError('RATE_LIMITED', `This key has ${connectionsMax} connections open, which is all.`);
    }
    const connection = { holder, end };
    this.connections.add(connection);
    this.timer ??= setInterval(() => {
      outsideSpans(() => this.check()).catch(this.onFault);
    }, checkMilliseconds);
    return () => {
      this.connections.delete(connection);
      if (this.connections.size === 0) this.stop();
    };
  }

  endAll(): void {
    this.isEnding = true;
    for (const { end } of this.connections) end('GOING_AWAY');
  }

  private stop(): void {
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
  }

  /** A statement or two for all of them. */
  private async check(): Promise<void> {
    const connections = [...this.connections];
    const valid = await stillValid(
      this.store,
      connections.map(({ holder }) => holder),
    );
    for (const { holder, end } of connections) if (!valid.has(holder)) end('UNAUTHENTICATED');
  }
}
