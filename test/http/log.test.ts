import { DatabaseError } from 'pg';
import { QueryFailedError } from 'typeorm';
import { describeError } from '../../src/http/log';

function databaseError(code: string, message: string): DatabaseError {
  const error = new DatabaseError(message, message.length, 'error');
  return Object.assign(error, { code, detail: 'Key (email)=(secret@example.com) already exists.' });
}

test('of an error, its kind and place are logged, and the data that it quotes is not', () => {
  const cause = databaseError('23505', 'duplicate key value violates unique constraint "candidate_email"');
  const error = new QueryFailedError('insert into candidate values ($1)', ['secret@example.com'], cause);
  const described = describeError(error);
  expect(described).toMatchObject({ name: 'QueryFailedError', code: '23505' });
  expect(described.stack?.[0]).toMatch(/^at .*log\.test\.ts/);
  expect(JSON.stringify(described)).not.toContain('secret');
});

test('a message that quotes data is left out', () => {
  const error = databaseError('22P02', 'invalid input syntax for type integer: "secret"');
  const described = describeError(new Error('reading', { cause: error }));
  expect(described).toMatchObject({ message: 'reading', cause: { code: '22P02' } });
  expect(JSON.stringify(described)).not.toContain('secret');
});

test('what is thrown and is no error is not looked into', () => {
  expect(describeError({ password: 'secret' })).toEqual({ name: 'object' });
});
