import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

const headEnd = Buffer.from('\r\n\r\n');

/**
 * One HTTP connection that sends a request at a time. It knows as little of HTTP as two servers of ours need,
 * since what the load costs is taken from the cores that the servers run on.
 */
export class Connection {
  private received: Buffer = Buffer.alloc(0);
  private settle: { resolve: (body: string) => void; reject: (error: Error) => void } | null = null;

  private constructor(private readonly socket: Socket) {
    socket.on('data', (chunk) => this.take(chunk));
    socket.on('close', () => this.settle?.reject(new Error('The server has closed the connection.')));
    socket.on('error', (error) => this.settle?.reject(error));
  }

  static async open(port: number): Promise<Connection> {
    const socket = connect({ host: '127.0.0.1', port, noDelay: true });
    await once(socket, 'connect');
    return new Connection(socket);
  }

  /** The body of the answer, which must be a success. */
  send(request: string): Promise<string> {
    return new Promise((resolve, reject) => {
      this.settle = { resolve, reject };
      this.socket.write(request);
    });
  }

  close(): void {
    this.settle = null;
    this.socket.destroy();
  }

  private take(chunk: Buffer): void {
    this.received = this.received.length === 0 ? chunk : Buffer.concat([this.received, chunk]);
    const end = this.received.indexOf(headEnd);
    if (end < 0) return;
    const head = this.received.toString('latin1', 0, end);
    const start = end + headEnd.length;
    const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
    if (length && this.received.length < start + Number(length)) return;
    const body = this.received.toString('utf8', start);
    this.received = Buffer.alloc(0);
    if (length && head.startsWith('HTTP/1.1 200 ')) this.settle?.resolve(body);
    else this.settle?.reject(new Error(`Expected 200 and a length: ${head}\n\n${body}`));
  }
}

/** A request with a JSON body, signed in, in the words of HTTP. */
export function post(path: string, key: string, body: string): string {
  return [
    `POST ${path} HTTP/1.1`,
    'host: 127.0.0.1',
    `authorization: Bearer ${key}`,
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ].join('\r\n');
}
