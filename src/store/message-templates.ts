import type { EntityManager } from 'typeorm';
import { DomainError } from '../domain/errors';
import { type NewTemplate, problemsOf } from '../domain/message/check-template';
import type { StoredTemplate, TemplateKey } from '../domain/message/template';
import type { Idempotency } from './append';
import type { Queryable, Store } from './data-source';
import { clientOf } from './lock';
import type { Session } from './prepare';
import { once } from './reference';

type Row = Omit<StoredTemplate, 'setAt'> & { setAt: Date };

/** The latest version of each template that these agencies have ever set, by agency; none is left out. */
export async function messageTemplates(
  db: Queryable,
  agencyIds: readonly string[],
): Promise<Map<string, StoredTemplate[]>> {
  const { rows } = await db.query<Row & { agencyId: string }>({
    name: 'message-templates',
    text: `select distinct on (agency_id, locale, medium, kind) agency_id as "agencyId", locale, medium, kind,
        version, subject, body, set_by as "setBy", set_at as "setAt"
      from message_template where agency_id = any ($1) order by agency_id, locale, medium, kind, version desc`,
    values: [agencyIds],
  });
  const found = new Map(agencyIds.map((id): [string, StoredTemplate[]] => [id, []]));
  for (const { agencyId, setAt, ...template } of rows)
    found.get(agencyId)?.push({ ...template, setAt: setAt.getTime() });
  return found;
}

/**
 * Puts a new version in force.
 * @throws DomainError with all that is wrong with it.
 */
export async function setMessageTemplate(
  store: Store,
  { agencyId, actor }: Session,
  template: NewTemplate,
  idempotency: Idempotency | null,
): Promise<void> {
  await once(store, agencyId, idempotency, async (manager) => {
    const stored = await messageTemplates(await clientOf(manager), [agencyId]);
    const problems = problemsOf(template, stored.get(agencyId) ?? []);
    if (problems.length > 0) throw new DomainError(problems);
    await insertVersion(manager, agencyId, template, { ...template, actor });
    return agencyId;
  });
}

/** Takes an agency's own template back, if there is one: from now on ours is in force. */
export async function resetMessageTemplate(
  store: Store,
  { agencyId, actor }: Session,
  key: TemplateKey,
  idempotency: Idempotency | null,
): Promise<void> {
  await once(store, agencyId, idempotency, async (manager) => {
    await insertVersion(manager, agencyId, key, { subject: null, body: null, actor });
    return agencyId;
  });
}

/** Changes of an agency's templates wait for each other. What takes back nothing adds nothing. */
async function insertVersion(
  manager: EntityManager,
  agencyId: string,
  { locale, medium, kind }: TemplateKey,
  { subject, body, actor }: { subject: string | null; body: string | null; actor: Session['actor'] },
): Promise<void> {
  await manager.query('select from agency where id = $1 for no key update', [agencyId]);
  await manager.query(
    `insert into message_template (agency_id, locale, medium, kind, version, subject, body, set_by)
      select $1::uuid, $2::text, $3::text, $4::text, coalesce(max(version), 0) + 1, $5::text, $6::text, $7::jsonb
      from message_template where agency_id = $1 and locale = $2 and medium = $3 and kind = $4
      having $6::text is not null or (array_agg(body order by version desc))[1] is not null`,
    [agencyId, locale, medium, kind, subject, body, JSON.stringify(actor)],
  );
}
