/** What has an id that clients see; `node` finds all of them but those from ContactAttempt on: parts, feeds and keys. */
export type NodeType =
  | 'Application'
  | 'Candidate'
  | 'Contact'
  | 'Employer'
  | 'Event'
  | 'JobPosting'
  | 'Member'
  | 'ExportJob'
  | 'Webhook'
  | 'WebhookDelivery'
  | 'ImportJob'
  | 'ContactAttempt'
  | 'DoNotContact'
  | 'CalendarFeed'
  | 'ApiKey';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const isUuid = (text: string) => uuid.test(text);

/** The opaque, typed id that clients see. */
export function toGlobalId(type: NodeType, id: string): string {
  return Buffer.from(`${type}:${id}`).toString('base64url');
}

/** What an id says; null for anything that is none of ours. */
export function parseGlobalId(globalId: string): { type: NodeType; id: string } | null {
  const [type, id, ...rest] = Buffer.from(globalId, 'base64url').toString('utf8').split(':');
  if (!type || !id || rest.length > 0 || !isUuid(id)) return null;
  return toGlobalId(type as NodeType, id) === globalId ? { type: type as NodeType, id } : null;
}

/** No row has this id: an id of the wrong type is treated as one that is unknown. */
export const unknownId = '00000000-0000-0000-0000-000000000000';

/** The row's id in a global id of one of these types, or one that no row has. */
export function localId(globalId: string, ...types: NodeType[]): string {
  const parsed = parseGlobalId(globalId);
  return parsed && types.includes(parsed.type) ? parsed.id : unknownId;
}

/** The same where an id may be left out. */
export function optionalLocalId(globalId: string | null | undefined, ...types: NodeType[]): string | null {
  return globalId == null ? null : localId(globalId, ...types);
}
