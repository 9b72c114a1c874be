import 'reflect-metadata';
import './enums';
import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
  lexicographicSortSchema,
  printSchema,
} from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import { ApiKeyResolver } from './resolvers/api-keys';
import { CalendarFeedResolver } from './resolvers/calendar-feeds';
import { CommandResolver } from './resolvers/commands';
import {
  ContactRefusalResolver,
  DoNotContactResolver,
  EmployerRefusalResolver,
} from './resolvers/do-not-contact';
import { ExplanationResolver } from './resolvers/explanation';
import { ExportResolver } from './resolvers/exports';
import { IdentityProviderResolver } from './resolvers/identity-provider';
import { ImportResolver } from './resolvers/imports';
import { InterviewResolver } from './resolvers/interviews';
import { LiveResolver } from './resolvers/live';
import { MemberResolver } from './resolvers/members';
import { MessageTemplateResolver } from './resolvers/message-templates';
import { PolicyResolver } from './resolvers/policies';
import { QueryResolver } from './resolvers/queries';
import { ReferenceResolver } from './resolvers/reference';
import { ReviewResolver } from './resolvers/review';
import { StepResolver } from './resolvers/steps';
import { WebhookResolver } from './resolvers/webhooks';
import { WorklistResolver } from './resolvers/worklist';
import { type Need, SIGN_IN } from './rights';
import { eventClasses } from './types/events';

const nothing: AsyncIterable<never> = {
  [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => {}) }),
};

let schema: GraphQLSchema | undefined;

/** The one schema. Inputs are checked by the mutations themselves, so that what is wrong comes back as data. */
export function makeSchema(): GraphQLSchema {
  schema ??= build();
  return schema;
}

function build(): GraphQLSchema {
  const built = buildSchemaSync({
    resolvers: [
      ApiKeyResolver,
      CommandResolver,
      ExplanationResolver,
      ContactRefusalResolver,
      DoNotContactResolver,
      EmployerRefusalResolver,
      IdentityProviderResolver,
      InterviewResolver,
      StepResolver,
      QueryResolver,
      ReferenceResolver,
      MessageTemplateResolver,
      ReviewResolver,
      MemberResolver,
      CalendarFeedResolver,
      ExportResolver,
      ImportResolver,
      WorklistResolver,
      LiveResolver,
      PolicyResolver,
      WebhookResolver,
    ],
    orphanedTypes: eventClasses,
    validate: false,
    // An introspection of the whole, at every start; a test checks the schema, and Apollo does once more.
    skipCheck: true,
    // Each subscription brings what it follows; nothing is ever published.
    pubSub: { publish: () => undefined, subscribe: () => nothing },
  });
  describeNeeds(built);
  return built;
}

/** Adds to the descriptions of types and fields what these are declared to need. */
function describeNeeds(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    // What an interface says need not be said again by all that implement it.
    if (type.getInterfaces().every(({ extensions }) => !extensions.needs))
      describeNeed(type, 'Its fields but the id need');
    for (const field of Object.values(type.getFields())) describeNeed(field, 'Needs');
  }
}

function describeNeed(described: GraphQLNamedType | GraphQLField<unknown, unknown>, needs: string): void {
  const { needs: need } = described.extensions as { needs?: Need };
  if (need && need !== SIGN_IN) described.description = `${described.description} ${needs} ${need}.`;
}

/** The schema as schema/schema.graphql holds it. */
export function printedSchema(): string {
  return `${printSchema(lexicographicSortSchema(makeSchema()))}\n`;
}
