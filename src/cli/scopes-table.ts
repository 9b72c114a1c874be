import { valueDescriptions } from '../graphql/enum-values';
import { makeSchema } from '../graphql/schema';
import { ApiKeyRole, Scope, scopesOfRole } from '../store/scopes';

/** Which role has which scopes, and which operations need them, as a table in Markdown. */
export function scopesTable(): string {
  const roles = Object.keys(ApiKeyRole) as ApiKeyRole[];
  const lines = [
    `| scope | what for | ${roles.join(' | ')} | operations |`,
    `|---|---|${roles.map(() => ':-:|').join('')}---|`,
  ];
  for (const scope of Object.keys(Scope) as Scope[]) {
    const has = roles.map((role) => (scopesOfRole[role].includes(scope) ? 'yes' : ''));
    const operations = operationsThatNeed(scope).map((name) => `\`${name}\``);
    const cells = [`\`${scope}\``, valueDescriptions.Scope[scope], ...has, operations.join(' ')];
    lines.push(`| ${cells.join(' | ')} |`);
  }
  return lines.join('\n');
}

function operationsThatNeed(scope: Scope): string[] {
  const schema = makeSchema();
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  return roots
    .flatMap((type) => Object.values(type?.getFields() ?? {}))
    .filter(({ extensions }) => extensions.needs === scope)
    .map(({ name }) => name)
    .sort();
}
