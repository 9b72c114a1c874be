import { Client } from 'pg';

/** What tells a connection for which agency it speaks. */
export const isAboutAgency = (statement: string) => statement.includes('app.agency_id');

/** A statement as it was sent, with its values. */
export interface Sent {
  text: string;
  values: unknown[];
}

/**
 * The statements that reach the database while the work runs, of whatever connection, transactions' too. Not
 * those that tell a connection for whom it speaks, which come where that changes, and notices to other
 * processes, which go beside the work, and are few however much of it there is.
 */
export async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  return (await sentBy(work)).map(({ text }) => text);
}

/** The same with their values. */
export async function sentBy(work: () => Promise<unknown>): Promise<Sent[]> {
  return (await allSentBy(work)).filter(({ text }) => !isAboutAgency(text) && !text.startsWith('notify '));
}

/** Those too that tell connections for whom they speak. */
export async function allStatementsOf(work: () => Promise<unknown>): Promise<string[]> {
  return (await allSentBy(work)).map(({ text }) => text);
}

async function allSentBy(work: () => Promise<unknown>): Promise<Sent[]> {
  const sent: Sent[] = [];
  const { query } = Client.prototype;
  const spy = jest.spyOn(Client.prototype, 'query').mockImplementation(function (
    this: Client,
    ...args: unknown[]
  ) {
    const [statement, values] = args as [string | Sent, unknown[]?];
    const { text, values: own } = typeof statement === 'string' ? { text: statement, values } : statement;
    sent.push({ text, values: own ?? [] });
    return query.apply(this, args as never);
  } as never);
  try {
    await work();
  } finally {
    spy.mockRestore();
  }
  return sent;
}
