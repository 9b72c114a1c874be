import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { maxDirectivesRule } from '@escape.tech/graphql-armor-max-directives';
import { GraphQLError, type ValidationContext, type ValidationRule } from 'graphql';

/** What a document may hold at most, whatever it asks for. docs/limits.md tells of each. */
export const documentLimits = {
  /** Names, marks and values, as GraphQL's lexer counts them. */
  tokens: 5_000,
  /** Fields within fields; introspection has a limit of its own in GraphQL. */
  depth: 15,
  /** Fields under another name. The same mutation more than once needs one for each further time. */
  aliases: 30,
  /** Uses of directives. */
  directives: 30,
} as const;

/** What one operation may cost: about as many objects. */
export const operationCostMax = 10_000;

export const pageSizeDefault = 25;
export const pageSizeMax = 100;

/** Has a rule say what is allowed, as an error of validation like any other. */
const refusing = (limit: 'depth' | 'aliases' | 'directives') => ({
  n: documentLimits[limit],
  propagateOnRejection: false,
  onReject: [
    (context: ValidationContext | null) =>
      context?.reportError(new GraphQLError(`At most ${documentLimits[limit]} ${words[limit]} are allowed.`)),
  ],
});
const words = { depth: 'levels of fields', aliases: 'aliases', directives: 'directives' };

/** Beside GraphQL's own rules, for each document, over whatever transport it has come. */
export const limitRules: readonly ValidationRule[] = [
  maxDepthRule({ ...refusing('depth'), flattenFragments: true }),
  maxAliasesRule({ ...refusing('aliases'), allowList: [] }),
  maxDirectivesRule(refusing('directives')),
];
