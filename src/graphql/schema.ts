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
import { InterviewResolver } from './resolvers/interviews';
import { QueryResolver } from './resolvers/queries';
import { ReferenceResolver } from './resolvers/reference';
import { StepResolver } from './resolvers/steps';
import { eventClasses } from './types/events';

let schema: GraphQLSchema | undefined;

/** The one schema. Inputs are checked by the mutations themselves, so that what is wrong comes back as data. */
export function makeSchema(): GraphQLSchema {
  schema ??= buildSchemaSync({
    resolvers: [
      CommandResolver,
      ContactRefusalResolver,
      DoNotContactResolver,
      EmployerRefusalResolver,
      InterviewResolver,
      StepResolver,
      QueryResolver,
      ReferenceResolver,
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
