import { Client } from 'pg';

/** What tells a connection for which agency it speaks. */
export const isAboutAgency = (statement: string) => statement.includes('app.agency_id');

/**
 * The statements that reach the database while the work runs, of whatever connection, transactions' too. Not
 * those that tell a connection for whom it speaks, which come where that changes, and notices to other
 * processes, which go beside the work, and are few however much of it there is.
 */
export async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  return (await allStatementsOf(work)).filter(
    (statement) => !isAboutAgency(statement) && !statement.startsWith('notify '),
  );
}

/** Those too. */
export async function allStatementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const statements: string[] = [];
  const { query } = Client.prototype;
  const spy = jest.spyOn(Client.prototype, 'query').mockImplementation(function (
    this: Client,
    ...args: unknown[]
  ) {
    const [statement] = args as [string | { text: string }];
    statements.push(typeof statement === 'string' ? statement : statement.text);
    return query.apply(this, args as never);
  } as never);
  try {
    await work();
  } finally {
    spy.mockRestore();
  }
  return statements;
}
