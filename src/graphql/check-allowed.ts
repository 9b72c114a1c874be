import { type DocumentNode, GraphQLError } from 'graphql';
import type { Operation } from './operation';
import { digestOf } from './persisted';

const known = new WeakMap<DocumentNode, string>();

/** @throws GraphQLError OPERATION_NOT_ALLOWED where the holder may send certain documents only, and this is none of them. */
export function checkAllowed({ document, holder }: Operation): void {
  const { allowedOperations } = holder;
  if (!allowedOperations || allowedOperations.includes(digestOfDocument(document))) return;
  throw new GraphQLError('This key may send the operations only that it was made for.', {
    extensions: { code: 'OPERATION_NOT_ALLOWED', http: { status: 200 } },
  });
}

/** Of the text as it was sent. */
function digestOfDocument(document: DocumentNode): string {
  const before = known.get(document);
  if (before) return before;
  const digest = digestOf(document.loc?.source.body ?? '');
  known.set(document, digest);
  return digest;
}
