import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
} from 'graphql';

/** Numbers from 0 to 1 that look random and are the same for the same seed (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export interface RandomRequest {
  query: string;
  variables: Record<string, unknown>;
}

const strange = [
  '',
  ' ',
  '\0',
  '\ud800',
  'é',
  '"""',
  '\\',
  'Robin',
  "'; drop table event; --",
  '🙂'.repeat(50),
];
const scalars: Record<string, readonly unknown[]> = {
  Int: [0, 1, -1, 7, 100, 2 ** 31 - 1, -(2 ** 31)],
  Float: [0, 0.5, -1e300],
  Boolean: [true, false],
  String: [...strange, 'UTC', 'Europe/Berlin', 'US', 'a@example.com', '08:00', 'en', 'x'.repeat(2_000)],
  DateTime: [
    '2026-03-04T10:00:00Z',
    '2026-03-29T02:30:00+01:00',
    '1900-01-01T00:00:00Z',
    '2999-12-31T23:59:59Z',
  ],
  Date: ['2026-03-04', '1900-01-01', '2999-12-31'],
  Duration: ['PT1H'],
};
/** Of the wrong type for most places. */
const wrong = [null, true, 1e100, 'x', [], [[]], {}, { x: 1 }];

/** Operations that a schema allows, and some that it does not. */
export class RandomQueries {
  private variables: Record<string, unknown> = {};
  private declared: string[] = [];

  constructor(
    private readonly schema: GraphQLSchema,
    /** Some that there are. */
    private readonly ids: readonly string[],
    private readonly random: () => number,
  ) {}

  chance(probability: number): boolean {
    return this.random() < probability;
  }

  pick<T>(values: readonly T[]): T {
    return values[Math.floor(this.random() * values.length)] as T;
  }

  /** One that fits the schema, but for values that a resolver may refuse. */
  valid(): RandomRequest {
    this.variables = {};
    this.declared = [];
    const isMutation = this.chance(0.12);
    const root = isMutation ? this.schema.getMutationType() : this.schema.getQueryType();
    const selection = this.selectionOf(root as GraphQLNamedType, 1 + Math.floor(this.random() * 3));
    const head = this.declared.length > 0 ? ` Q(${this.declared.join(', ')})` : '';
    return { query: `${isMutation ? 'mutation' : 'query'}${head} ${selection}`, variables: this.variables };
  }

  private selectionOf(type: GraphQLNamedType, depth: number): string {
    const fields = isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];
    const chosen = Array.from({ length: 1 + Math.floor(this.random() * 2.5) }, () => this.pick(fields));
    const parts = new Map(chosen.filter(Boolean).map((field) => [field.name, this.fieldOf(field, depth)]));
    const implementations = isInterfaceType(type) ? this.schema.getPossibleTypes(type) : [];
    if (implementations.length > 0 && this.chance(0.7)) {
      const one = this.pick(implementations);
      const only = Object.values(one.getFields()).filter(
        ({ name }) => !fields.some((field) => field.name === name),
      );
      if (only[0]) parts.set('...', `... on ${one.name} { ${this.fieldOf(this.pick(only), depth)} }`);
    }
    return `{ __typename ${[...parts.values()].join(' ')} }`;
  }

  private fieldOf(field: GraphQLField<unknown, unknown>, depth: number): string {
    const type = getNamedType(field.type);
    const isComposite = isObjectType(type) || isInterfaceType(type);
    if (isComposite && depth === 0) return '__typename';
    const given = field.args.filter((argument) => isRequiredArgument(argument) || this.chance(0.4));
    const args = given.map((argument) => `${argument.name}: ${this.argumentOf(argument)}`);
    const directive = this.chance(0.05) ? ` @include(if: ${this.pick(['true', 'false'])})` : '';
    const alias = this.chance(0.1) ? `a${Math.floor(this.random() * 1e6)}: ` : '';
    const inner = isComposite ? ` ${this.selectionOf(type, depth - 1)}` : '';
    return `${alias}${field.name}${args.length > 0 ? `(${args.join(', ')})` : ''}${directive}${inner}`;
  }

  private argumentOf(argument: GraphQLArgument): string {
    const value = this.valueOf(argument.type, argument);
    const name = `v${this.declared.length}`;
    this.declared.push(`$${name}: ${argument.type}`);
    this.variables[name] = value;
    return `$${name}`;
  }

  private valueOf(type: GraphQLInputType, place: GraphQLArgument | GraphQLInputField, depth = 3): unknown {
    if (isNonNullType(type)) return this.valueOf(type.ofType, place, depth);
    if (this.chance(0.02)) return this.pick(wrong);
    if (isListType(type)) {
      const length = this.chance(0.002) ? 300 : Math.floor(this.random() * 3);
      return Array.from({ length }, () => this.valueOf(type.ofType, place, depth));
    }
    if (isEnumType(type)) return this.pick(type.getValues()).name;
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields()).filter(
        (field) => isRequiredInputField(field) || (depth > 0 && this.chance(0.3)),
      );
      return Object.fromEntries(
        fields.map((field) => [field.name, this.valueOf(field.type, field, depth - 1)]),
      );
    }
    if (type.name === 'ID') return this.chance(0.7) ? this.pick(this.ids) : this.pick(strange);
    if (place.name === 'first' || place.name === 'last') return this.pick([1, 5, 25, 100, 101, 0, -1]);
    return this.pick(scalars[type.name] ?? strange);
  }

  /** A text with a mistake in it, wherever. */
  broken(text: string): string {
    const at = Math.floor(this.random() * text.length);
    const to = at + Math.floor(this.random() * 20);
    const pieces = [
      '',
      '{',
      '}',
      '(',
      '"',
      '$',
      '...',
      '@x',
      'null',
      '\0',
      '\u2028',
      '#',
      '{ a '.repeat(50),
      text.slice(at, to),
    ];
    return text.slice(0, at) + this.pick(pieces) + text.slice(this.chance(0.5) ? at : to);
  }
}
