import { createHash } from 'node:crypto';
import { type DocumentNode, GraphQLError } from 'graphql';
import type { Operation } from './operation';

const known = new WeakMap<DocumentNode, string>();

/** @throws GraphQLError OPERATION_NOT_ALLOWED where the holder may send certain documents only, and this is none of them. */
export function checkAllowed({ document, holder }: Operation): void {
  const { allowedOperations } = holder;
  if (!allowedOperations || allowedOperations.includes(digestOf(document))) return;
  throw new GraphQLError('This key may send the operations only that it was made for.', {
    extensions: { code: 'OPERATION_NOT_ALLOWED', http: { status: 200 } },
  });
}

/** Of the text as it was sent, as clients compute it that send the digest instead. */
function digestOf(document: DocumentNode): string {
  const before = known.get(document);
  if (before) return before;
  const digest = createHash('sha256')
    .update(document.loc?.source.body ?? '')
    .digest('hex');
  known.set(document, digest);
  return digest;
}
