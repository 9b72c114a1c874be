import 'reflect-metadata';
import './enums';
import { type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import { CommandResolver } from './resolvers/commands';
import {
  ContactRefusalResolver,
  DoNotContactResolver,
  EmployerRefusalResolver,
} from './resolvers/do-not-contact';
import { ExplanationResolver } from './resolvers/explanation';
import { InterviewResolver } from './resolvers/interviews';
import { MemberResolver } from './resolvers/members';
import { MessageTemplateResolver } from './resolvers/message-templates';
import { PolicyResolver } from './resolvers/policies';
import { QueryResolver } from './resolvers/queries';
import { ReferenceResolver } from './resolvers/reference';
import { ReviewResolver } from './resolvers/review';
import { StepResolver } from './resolvers/steps';
import { WorklistResolver } from './resolvers/worklist';
import { eventClasses } from './types/events';

let schema: GraphQLSchema | undefined;

/** The one schema. Inputs are checked by the mutations themselves, so that what is wrong comes back as data. */
export function makeSchema(): GraphQLSchema {
  schema ??= buildSchemaSync({
    resolvers: [
      CommandResolver,
      ExplanationResolver,
      ContactRefusalResolver,
      DoNotContactResolver,
      EmployerRefusalResolver,
      InterviewResolver,
      StepResolver,
      QueryResolver,
      ReferenceResolver,
      MessageTemplateResolver,
      ReviewResolver,
      MemberResolver,
      WorklistResolver,
      PolicyResolver,
    ],
    orphanedTypes: eventClasses,
    validate: false,
  });
  return schema;
}

/** The schema as schema/schema.graphql holds it. */
export function printedSchema(): string {
  return `${printSchema(lexicographicSortSchema(makeSchema()))}\n`;
}
