/** What a key, or a person who is signed in, may do. Each operation needs one of these. */
export const Scope = {
  /** Applications with their record and next steps: all of the agency, or those of one candidate. */
  APPLICATIONS: 'APPLICATIONS',
  /** Everything else that is for reading. */
  READ: 'READ',
  /** Recording what happens, and the people and places that it happens with. */
  RECORD: 'RECORD',
  /** Policies and message templates. */
  POLICIES: 'POLICIES',
  MEMBERS: 'MEMBERS',
  /** API keys, and the identity provider whose tokens are accepted. */
  KEYS: 'KEYS',
  WEBHOOKS: 'WEBHOOKS',
  IMPORT: 'IMPORT',
  EXPORT: 'EXPORT',
} as const;
export type Scope = keyof typeof Scope;

/** What is given to a key or a person: a set of scopes. */
export const ApiKeyRole = {
  ADMINISTRATOR: 'ADMINISTRATOR',
  RECRUITER: 'RECRUITER',
  VIEWER: 'VIEWER',
  INTEGRATION: 'INTEGRATION',
  CANDIDATE: 'CANDIDATE',
} as const;
export type ApiKeyRole = keyof typeof ApiKeyRole;

/** A role is a set of scopes, and nothing else; a candidate's token also sees no more than that candidate's. */
export const scopesOfRole: Readonly<Record<ApiKeyRole, readonly Scope[]>> = {
  ADMINISTRATOR: Object.values(Scope),
  RECRUITER: ['APPLICATIONS', 'READ', 'RECORD', 'EXPORT'],
  INTEGRATION: ['APPLICATIONS', 'READ', 'RECORD', 'IMPORT', 'EXPORT', 'WEBHOOKS'],
  VIEWER: ['APPLICATIONS', 'READ'],
  CANDIDATE: ['APPLICATIONS'],
};

/** What is left of a role, narrowed to some scopes. */
export function scopesOf(role: ApiKeyRole, narrowed: readonly Scope[] | null): readonly Scope[] {
  const all = scopesOfRole[role];
  return narrowed ? all.filter((scope) => narrowed.includes(scope)) : all;
}
