import { Client } from 'pg';

/** The statements that reach the database while the work runs, of whatever connection, transactions' too. */
export async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
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
