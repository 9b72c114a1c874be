import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import { documentLimits, limitRules } from './limits';

/** Texts that come again and again are few. */
const keptMax = 200;

type Read = DocumentNode | readonly GraphQLError[];

/** Reads documents for the transports that Apollo does not serve, and keeps those that are valid. */
export function makeDocuments(schema: GraphQLSchema): (text: string) => Read {
  const kept = new Map<string, DocumentNode>();
  return (text) => {
    const known = kept.get(text);
    if (known) return known;
    const document = read(schema, text);
    if (isErrors(document)) return document;
    // The oldest goes.
    if (kept.size >= keptMax) kept.delete(kept.keys().next().value as string);
    kept.set(text, document);
    return document;
  };
}

export function isErrors<T>(read: T | readonly GraphQLError[]): read is readonly GraphQLError[] {
  return Array.isArray(read);
}

function read(schema: GraphQLSchema, text: string): Read {
  let document: DocumentNode;
  try {
    document = parse(text, { maxTokens: documentLimits.tokens });
  } catch (error) {
    return [coded(error as GraphQLError, 'GRAPHQL_PARSE_FAILED')];
  }
  // Whether the schema may be told of is for Apollo to know.
  const errors = validate(schema, document, [...specifiedRules, ...limitRules], {
    hideSuggestions: true,
  });
  return errors.length > 0 ? errors.map((error) => coded(error, 'GRAPHQL_VALIDATION_FAILED')) : document;
}

/** The names of a schema that may be hidden. */
const suggestion = / ?Did you mean .+\?$/;

/** With the code that Apollo gives to the same over HTTP. */
function coded({ message, nodes, source, positions, path }: GraphQLError, code: string): GraphQLError {
  return new GraphQLError(message.replace(suggestion, ''), {
    nodes,
    source,
    positions,
    path,
    extensions: { code },
  });
}
