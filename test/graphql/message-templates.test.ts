import { type AgencyClient, Api, type Json, mutationText } from '../support/api';
import { statementsOf } from '../support/statements';
import { writingNothing } from '../support/tables';

let api: Api;
let client: AgencyClient;
beforeAll(async () => {
  api = await Api.start();
});
beforeEach(async () => {
  client = await api.agency();
});
afterAll(() => api.close());

const key = { locale: 'en', medium: 'EMAIL', kind: 'SEND_FOLLOW_UP' };
const body = 'Is there any news of {{ candidate }}?';

/** The drafts of a follow-up, after applying on a Tuesday and a manager's name being known (M4). */
async function followUp(of: AgencyClient) {
  const employerId = await of.employer();
  await of.contact(employerId);
  const id = await of.application(await of.candidate(), await of.posting(employerId));
  const query = `query ($id: ID!, $locale: String) { application(id: $id) {
    nextAction(at: "2026-03-04T16:00:00Z") { draft(locale: $locale) { locale subject body gaps
      template { kind version isDefault setBy { kind name } } layout { kind version isDefault } } } } }`;
  return async (locale = 'en'): Promise<Json> =>
    (await of.data(query, { id, locale })).application.nextAction.draft;
}

const templatesOf = async (of: AgencyClient, args = '') =>
  (
    await of.data(
      `{ messageTemplates${args} { locale medium kind version isDefault subject body setBy { name } setAt } }`,
    )
  ).messageTemplates;

describe('an agency’s own template', () => {
  it('is what a draft is made by, with the facts of the application (M11), from then on', async () => {
    const draft = await followUp(client);
    const ours = await draft();
    expect(ours.template).toEqual({ kind: 'SEND_FOLLOW_UP', version: 0, isDefault: true, setBy: null });
    await client.done('setMessageTemplate', { ...key, subject: 'For {{ position }}', body });
    expect(await draft()).toEqual({
      ...{ locale: 'en', subject: 'For Welder', gaps: ['your name'] },
      body: 'Dear Sam Sample,\n\nIs there any news of Robin Example?\n\nKind regards\n[your name]',
      template: {
        ...{ kind: 'SEND_FOLLOW_UP', version: 1, isDefault: false },
        setBy: { kind: 'API_KEY', name: 'Administrator' },
      },
      layout: { kind: 'LAYOUT', version: 0, isDefault: true },
    });
    await client.done('setMessageTemplate', { ...key, kind: 'LAYOUT', body: '{{ text }}\n\n{{ sender }}' });
    expect(await draft()).toMatchObject({
      body: 'Is there any news of Robin Example?\n\n[your name]',
      layout: { version: 1, isDefault: false },
    });
    // Another language is another template.
    expect((await draft('de-CH')).template).toMatchObject({ version: 0, isDefault: true });
  });

  it('is taken back by a reset, which is a version too, and then the draft is ours', async () => {
    const draft = await followUp(client);
    const { template: _, ...ours } = await draft();
    await client.done('setMessageTemplate', { ...key, body });
    const payload = await client.done('resetMessageTemplate', key);
    expect(payload.messageTemplate).toMatchObject({ ...key, version: 2, isDefault: true });
    expect(await draft()).toMatchObject({ ...ours, template: { version: 2, isDefault: true } });
    // There is nothing to take back any more.
    const again = await writingNothing(api.store, () => client.done('resetMessageTemplate', key));
    expect(again).toEqual(payload);
    const set = await client.done('setMessageTemplate', { ...key, body });
    expect(set.messageTemplate).toMatchObject({ version: 3, isDefault: false, body });
  });

  it('is of one agency alone', async () => {
    const other = await api.agency('Another');
    const [draft, theirs] = [await followUp(client), await followUp(other)];
    const before = await theirs();
    await client.done('setMessageTemplate', { ...key, body });
    expect(await theirs()).toEqual(before);
    expect((await templatesOf(other)).filter(({ isDefault }: Json) => !isDefault)).toEqual([]);
    await other.done('resetMessageTemplate', key);
    await other.done('setMessageTemplate', { ...key, body: 'Hello.' });
    expect((await draft()).body).toContain('Is there any news of Robin Example?');
    expect((await theirs()).template).toMatchObject({ version: 1 });
  });

  it('keeps every version, also where many come at once', async () => {
    const bodies = Array.from({ length: 30 }, (_, index) => `Text ${index + 10}.`);
    await Promise.all(bodies.map((each) => client.done('setMessageTemplate', { ...key, body: each })));
    const { rows } = await api.store.everyAgency.query(
      'select version, body from message_template where agency_id = $1 order by version',
      [client.agencyId],
    );
    expect(rows.map(({ version }) => version)).toEqual(bodies.map((_, index) => index + 1));
    expect(rows.map((row) => row.body).sort()).toEqual(bodies);
    const [inForce] = await templatesOf(client, '(locale: "en", medium: EMAIL, kind: SEND_FOLLOW_UP)');
    expect(inForce).toMatchObject({ version: 30, body: rows[29].body });
  });

  it('is set once for an idempotency key', async () => {
    const input = { ...key, body, idempotencyKey: 'a key' };
    const first = await client.done('setMessageTemplate', input);
    expect(await client.done('setMessageTemplate', input)).toEqual(first);
    const { userErrors } = await client.mutate('setMessageTemplate', { ...input, body: 'Hello.' });
    expect(userErrors).toMatchObject([
      { code: 'IDEMPOTENCY_KEY_REUSED', field: ['input', 'idempotencyKey'] },
    ]);
    expect(first.messageTemplate.version).toBe(1);
  });

  it('gives way to ours where it fails after all, so that no draft ever fails', async () => {
    const draft = await followUp(client);
    const ours = await draft();
    await client.done('setMessageTemplate', {
      ...key,
      body: '{% if candidate == "Robin Example" %}{{ passOn }}{% endif %}Hello.',
    });
    expect(await draft()).toEqual(ours);
  });

  it.each(['RECRUITER', 'INTEGRATION', 'VIEWER'] as const)('is read by a %s, and not set', async (role) => {
    const { key: theirKey } = await api.keyOf(client, role);
    for (const [name, input] of [
      ['setMessageTemplate', { ...key, body }],
      ['resetMessageTemplate', key],
    ] as const) {
      const { body: answer } = await writingNothing(api.store, () =>
        client.request(mutationText(name), { input }, { key: theirKey }),
      );
      expect(answer.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    }
    const query = '{ messageTemplates(kind: TOUCH_BASE) { body } }';
    const { body: read } = await client.request(query, {}, { key: theirKey });
    expect(read.data.messageTemplates).toHaveLength(2);
  });
});

describe('a template is refused, and nothing recorded', () => {
  const refused = async (input: object) => {
    const { messageTemplate, userErrors } = await writingNothing(api.store, () =>
      client.mutate('setMessageTemplate', { ...key, body, ...input }),
    );
    expect(messageTemplate).toBeNull();
    return userErrors.map(({ code, field, message }: Json) => [code, field.join('.'), message]);
  };

  it('with the line and column of each mistake, in subject and body', async () => {
    const mistakes = await refused({
      subject: '{{ titel }}',
      body: 'Dear {{ recipient | shout }}\n{% for a in b %}{{ interview.foo }}{% endfor %}',
    });
    expect(mistakes).toEqual([
      [
        ...['INVALID', 'input.subject'],
        'Line 1, column 4: there is no field titel; messageTemplateFields lists those that there are.',
      ],
      [
        ...['INVALID', 'input.body'],
        'Line 1, column 6: undefined filter: shout; the filters are capitalize, default, downcase, upcase.',
      ],
      [
        ...['INVALID', 'input.body'],
        'Line 2, column 1: {% for a in b %} has no place here; the tags are case, comment, if, unless.',
      ],
      [
        ...['INVALID', 'input.body'],
        'Line 2, column 20: there is no field interview.foo; messageTemplateFields lists those that there are.',
      ],
    ]);
  });

  it('where it would leave a hole: never "Dear ," (M1)', async () => {
    expect(await refused({ body: 'Dear {{ recipient }},\nhello.' })).toEqual([
      [
        ...['INVALID', 'input.body'],
        'Line 1, column 6: {{ recipient }} is missing at times; put it between {% if … %} and {% endif %}, or add | default: "…".',
      ],
    ]);
  });

  it.each<[string, object, string]>([
    ['in a language that there is not', { locale: 'fr' }, 'input.locale'],
    ['in a region', { locale: 'de-AT' }, 'input.locale'],
    ['that is too long', { body: 'x'.repeat(10_001) }, 'input.body'],
    ['without text', { body: ' \n' }, 'input.body'],
    ['with a subject where there is none', { medium: 'CALL', subject: 'Hello' }, 'input.subject'],
    ['for an acquaintance by e-mail (W7)', { kind: 'TOUCH_BASE' }, 'input.kind'],
    ['too long for LinkedIn', { medium: 'SHORT_MESSAGE', body: 'x'.repeat(300) }, 'input.body'],
    ['as a layout without its text', { kind: 'LAYOUT' }, 'input.body'],
  ])('%s', async (_, input, field) => {
    expect(await refused(input)).toEqual([['INVALID', field, expect.stringMatching(/^[A-Z].*\.$/s)]]);
  });
});

describe('messageTemplates', () => {
  it('lists what is in force: every language, form and purpose once, narrowed as asked', async () => {
    const all = await templatesOf(client);
    expect(new Set(all.map(({ locale, medium, kind }: Json) => `${locale} ${medium} ${kind}`)).size).toBe(
      all.length,
    );
    for (const each of all) {
      expect(each).toMatchObject({ version: 0, isDefault: true, setBy: null, setAt: null });
      expect(each.body).not.toBe('');
    }
    await client.done('setMessageTemplate', { ...key, body });
    const [own, ...others] = await templatesOf(
      client,
      '(locale: "en-GB", medium: EMAIL, kind: SEND_FOLLOW_UP)',
    );
    expect(others).toEqual([]);
    expect(own).toMatchObject({
      ...key,
      version: 1,
      isDefault: false,
      body,
      setBy: { name: 'Administrator' },
    });
    // Ours, since none was given.
    expect(own.subject).toBe("{{ candidate }}'s application for {{ position }}");
    expect(Math.abs(Date.parse(own.setAt) - Date.now())).toBeLessThan(60_000);
    const german = await templatesOf(client, '(locale: "de", medium: SHORT_MESSAGE)');
    expect(german.map(({ kind }: Json) => kind)).toEqual(expect.arrayContaining(['LAYOUT', 'TOUCH_BASE']));
    expect(german.length).toBeLessThan(all.length / 4);
  });

  it('takes one statement beside the key, and so do all drafts of a request', async () => {
    expect(await statementsOf(() => templatesOf(client))).toHaveLength(2);
    const draft = await followUp(client);
    const ofTemplates = (await statementsOf(() => draft())).filter((text) =>
      text.includes('message_template'),
    );
    expect(ofTemplates).toHaveLength(1);
  });

  it('can be given back as they are, each of them', async () => {
    const { locale, medium, kind, subject, body } = (
      await templatesOf(client, '(locale: "de", medium: EMAIL, kind: SEND_REMINDER)')
    )[0];
    const payload = await client.done('setMessageTemplate', { locale, medium, kind, subject, body });
    expect(payload.messageTemplate).toMatchObject({ subject, body, isDefault: false });
  });
});

it('messageTemplateFields names fields that a template may indeed use, with an example', async () => {
  const { messageTemplateFields: fields } = await client.data(
    '{ messageTemplateFields { name description example mayBeMissing conditionOnly layoutOnly } }',
  );
  expect(fields.map(({ name }: Json) => name)).toEqual(
    expect.arrayContaining(['recipient', 'interview.topics']),
  );
  const always = fields.filter((each: Json) => !each.mayBeMissing && !each.conditionOnly && !each.layoutOnly);
  const text = always.map(({ name }: Json) => `{{ ${name} }}`).join(', ');
  await client.done('setMessageTemplate', { ...key, body: text });
  const draft = await (await followUp(client))();
  expect(draft.body).toContain('Robin Example, Welder, Example Works');
});
