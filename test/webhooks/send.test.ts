import { v7 as newId } from 'uuid';
import { send } from '../../src/webhooks/send';
import { here, Receiver } from './receiver';

let receiver: Receiver;
const outbound = here();
beforeAll(async () => {
  receiver = await Receiver.start();
});
afterAll(async () => {
  await receiver.stop();
});

const message = () => {
  const messageId = newId();
  return {
    ...{
      id: messageId,
      webhookId: newId(),
      messageId,
      event: null,
      state: 'PENDING' as const,
      attemptCount: 0,
    },
    ...{ nextAttemptAt: new Date(), createdAt: new Date(), endedAt: null },
    ...{ url: receiver.url, secrets: [`whsec_${Buffer.alloc(32, 1).toString('base64')}`] },
  };
};

test('an answer that does not come in time is a failure', async () => {
  receiver.answer = () => {};
  const { attempt, retryMilliseconds } = await send(outbound, message(), new AbortController().signal, 50);
  expect(attempt).toMatchObject({ responseStatus: null, error: 'There was no answer within 15 seconds.' });
  expect(attempt.latencyMilliseconds).toBeGreaterThanOrEqual(45);
  expect(retryMilliseconds).toBeGreaterThanOrEqual(4_500);
  expect(retryMilliseconds).toBeLessThanOrEqual(5_500);
});

test('a status that came in time counts, even where the rest of the answer does not', async () => {
  receiver.answer = (_, response) => {
    response.writeHead(200, { 'content-length': '100' }).write('Thanks');
  };
  const { attempt } = await send(outbound, message(), new AbortController().signal, 100);
  expect(attempt).toMatchObject({ responseStatus: 200, responseBody: 'Thanks', error: null });
});

test('what is broken off because the process ends is no attempt', async () => {
  const stopping = new AbortController();
  receiver.answer = () => stopping.abort();
  await expect(send(outbound, message(), stopping.signal)).rejects.toThrow();
  await expect(send(outbound, message(), stopping.signal)).rejects.toThrow();
});
