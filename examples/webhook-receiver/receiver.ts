import { createServer, type IncomingMessage, type Server } from 'node:http';
import { Webhook, WebhookVerificationError } from 'standardwebhooks';

/** A message from Followline. What has happened, its reader asks the API, by the ids in `data`. */
export interface Message {
  type: string;
  timestamp: string;
  data: Record<string, unknown>;
}

interface ReceiverOptions {
  /** As the API has shown it when the webhook was made, or its secret rotated: `whsec_…`. */
  secret: string;
  /** What is to be done with a message. It is called once for each, after the answer. */
  onMessage(message: Message, id: string): void;
}

/** Messages are small; whatever is larger is none of Followline's. */
const bodyBytesMax = 64 * 1024;

/** Of so many messages it is remembered that they came. A real receiver keeps the ids beside its data. */
const rememberedMax = 10_000;

/** An endpoint that takes only what is signed and fresh, each message once, and answers before it does anything. */
export function makeReceiver({ secret, onMessage }: ReceiverOptions): Server {
  const webhook = new Webhook(secret);
  const seen = new Set<string>();

  return createServer(async (request, response) => {
    const body = await read(request).catch(() => null);
    if (request.method !== 'POST' || body === null) {
      response.writeHead(body === null ? 413 : 405).end();
      return;
    }
    let message: Message;
    try {
      // Checks the signature over id, time and body, and that the time lies within five minutes of now.
      message = webhook.verify(body, request.headers as Record<string, string>) as Message;
    } catch (error) {
      response.writeHead(error instanceof WebhookVerificationError ? 401 : 400).end();
      return;
    }
    response.writeHead(204).end();

    const id = request.headers['webhook-id'] as string;
    // Every message comes at least once: after an answer that was lost, it comes again.
    if (seen.has(id)) return;
    seen.add(id);
    const [oldest] = seen;
    if (oldest && seen.size > rememberedMax) seen.delete(oldest);
    onMessage(message, id);
  });
}

/** The body as it came: the signature is over its very bytes. */
async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > bodyBytesMax) throw new Error('The body is too large.');
  }
  return Buffer.concat(chunks).toString('utf8');
}

// Run by itself: `WEBHOOK_SECRET=whsec_… PORT=8080 node receiver.js`.
if (require.main === module) {
  const { WEBHOOK_SECRET: secret, PORT: port = '8080' } = process.env;
  if (!secret) {
    console.error('WEBHOOK_SECRET must be the secret of the webhook, whsec_….');
    process.exit(2);
  }
  const onMessage = ({ type, data }: Message) => console.log(type, JSON.stringify(data));
  makeReceiver({ secret, onMessage }).listen(Number(port), '127.0.0.1', () => {
    console.log(`Waiting for messages at http://127.0.0.1:${port}/`);
  });
}
