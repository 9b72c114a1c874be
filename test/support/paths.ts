import {
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLNamedType,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isListType,
} from 'graphql';
import type { Json } from './api';

/** Where something stands in an input. */
export type Path = readonly (string | number)[];

export const valueAt = (value: Json, path: Path): Json => path.reduce((inner, key) => inner?.[key], value);

/** The same input with another value there; the one that is given stays as it is. */
export function withValue(input: Json, [key, ...rest]: Path, value: unknown): Json {
  if (key === undefined) return value;
  const copy = Array.isArray(input) ? [...input] : { ...input };
  copy[key] = withValue(copy[key], rest, value);
  return copy;
}

/** Every place in an input whose type is a certain one; in a list, its first place. */
export function placesOf(
  type: GraphQLInputType,
  isWanted: (type: GraphQLNamedType) => boolean,
  path: Path = [],
): Path[] {
  const nullable = getNullableType(type);
  if (isListType(nullable)) return placesOf(nullable.ofType, isWanted, [...path, 0]);
  if (isWanted(getNamedType(type))) return [path];
  if (!isInputObjectType(nullable)) return [];
  return Object.values(nullable.getFields()).flatMap((field) =>
    placesOf(field.type, isWanted, [...path, field.name]),
  );
}

/** Every field of an input, and of those within it; of a list, those of its first place. */
export function fieldsOf(
  type: GraphQLInputType,
  path: Path = [],
): { path: Path; field: GraphQLInputField }[] {
  const nullable = getNullableType(type);
  if (isListType(nullable)) return fieldsOf(nullable.ofType, [...path, 0]);
  if (!isInputObjectType(nullable)) return [];
  return Object.values(nullable.getFields()).flatMap((field) => [
    { path: [...path, field.name], field },
    ...fieldsOf(field.type, [...path, field.name]),
  ]);
}
