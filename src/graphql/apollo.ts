import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { stopProofreading } from '../proofreading/proofread';
import type { Context } from './context';
import { DocumentStore } from './document-store';
import { makeFormatError } from './errors';
import { guarding } from './guarding';
import { documentLimits, limitRules } from './limits';
import { makeSchema } from './schema';
import type { Trail } from './trail';
import { trailing, trailOf } from './trailing';

interface Options {
  /** Where faults go that clients are told nothing of, with the operation that they befell, where it is known. */
  logFault?: (error: unknown, trail?: Trail) => void;
  /** Whether clients may ask for the schema; else errors do not tell of it either. */
  introspection?: boolean;
}

/** The started GraphQL server; whoever serves HTTP hands it requests. */
export async function makeApollo({
  logFault = () => undefined,
  introspection = true,
}: Options = {}): Promise<ApolloServer<Context>> {
  const server = new ApolloServer<Context>({
    schema: makeSchema(),
    formatError: makeFormatError((error) => logFault(error, trailOf(error))),
    includeStacktraceInErrorResponses: false,
    introspection,
    hideSchemaDetailsFromClientErrors: !introspection,
    allowBatchedHttpRequests: false,
    // In the memory of this process, the ones not asked for longest going first.
    persistedQueries: {},
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: documentLimits.tokens },
    validationRules: [...limitRules],
    documentStore: new DocumentStore(),
    // The cache control plugin would wrap every field's resolver.
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      // The thread that proofreads begins with the first text, and ends with the server.
      { serverWillStart: async () => ({ serverWillStop: stopProofreading }) },
      trailing,
      guarding,
    ],
  });
  await server.start();
  return server;
}
