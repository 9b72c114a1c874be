import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { GraphQLDateTime, GraphQLISO8601Duration, GraphQLLocalDate } from 'graphql-scalars';
import type { Instant, LocalDate } from '../domain/instant';
import { toRfc3339 } from '../domain/instant';

/** Beyond these lies a mistake, not a job application; and what is reckoned from within them stays a date. */
const [yearMin, yearMax] = [1900, 2999];
const years = `of the years ${yearMin} to ${yearMax}`;

const isWithin = (year: number) => year >= yearMin && year <= yearMax;

function parseInstant(value: unknown): Instant {
  if (typeof value === 'string') {
    try {
      const date = GraphQLDateTime.parseValue(value);
      if (isWithin(date.getUTCFullYear())) return date.getTime();
    } catch {
      // Said below, for any kind of wrong value alike.
    }
  }
  throw new GraphQLError(`Expected a time such as 2026-03-03T10:00:00-06:00, with an offset or Z, ${years}.`);
}

/** A moment. Inside the program it is an Instant, in milliseconds. */
export const DateTime = new GraphQLScalarType<Instant, string>({
  name: 'DateTime',
  description:
    'A moment as RFC 3339, answered in UTC with milliseconds, accepted with any offset; of the years 1900 to 2999.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339',
  serialize: (value) => toRfc3339(value instanceof Date ? value.getTime() : (value as Instant)),
  parseValue: parseInstant,
  parseLiteral: (node) => parseInstant(node.kind === Kind.STRING ? node.value : null),
});

function parseDate(value: unknown): LocalDate {
  if (typeof value === 'string') {
    try {
      const date = GraphQLLocalDate.parseValue(value) as LocalDate;
      if (isWithin(Number(date.slice(0, 4)))) return date;
    } catch {
      // Said below.
    }
  }
  throw new GraphQLError(`Expected a calendar day such as 2026-03-25, ${years}.`);
}

export const LocalDateScalar = new GraphQLScalarType<LocalDate, string>({
  name: 'Date',
  description: 'A calendar day without a zone, YYYY-MM-DD.',
  serialize: (value) => String(value),
  parseValue: parseDate,
  parseLiteral: (node) => parseDate(node.kind === Kind.STRING ? node.value : null),
});

export const Duration = new GraphQLScalarType({
  ...GraphQLISO8601Duration.toConfig(),
  name: 'Duration',
  description: 'A length of time as ISO 8601, such as PT1H30M.',
});
