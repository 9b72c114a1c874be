import * as fc from 'fast-check';
import { type NewTemplate, problemsOf } from '../../../src/domain/message/check-template';
import { allowedFilters, allowedTags, templateCharactersMax } from '../../../src/domain/message/liquid';
import { type StoredTemplate, templateInForce, templateKeys } from '../../../src/domain/message/template';
import { type FieldName, templateFields } from '../../../src/domain/message/template-fields';

const followUp = { locale: 'en', medium: 'EMAIL', kind: 'SEND_FOLLOW_UP' } as const;

/** The problems of a text, as "field: message". */
function problems(body: string, rest: Partial<NewTemplate> = {}, stored: StoredTemplate[] = []): string[] {
  return problemsOf({ ...followUp, subject: null, ...rest, body }, stored).map(
    ({ field, message }) => `${field.join('.')}: ${message}`,
  );
}

const layout = { kind: 'LAYOUT' } as const;

describe('a template is refused', () => {
  it.each<[string, string, string]>([
    [
      'an output that is not closed',
      'Hello\n  {{ candidate',
      'line 2, column 3: output "{{ candidate" not closed.',
    ],
    [
      'a tag that is not closed',
      'a {% if candidate %}b',
      'line 1, column 3: tag {% if candidate %} not closed.',
    ],
    [
      'an end without a beginning',
      'a\nb {% endif %}',
      'line 2, column 3: {% endif %} has no place here; the tags are case, comment, if, unless.',
    ],
    [
      'an unknown tag',
      '{% poem %}',
      'line 1, column 1: {% poem %} has no place here; the tags are case, comment, if, unless.',
    ],
    [
      'a loop',
      '{% for a in (1..9) %}{% endfor %}',
      'line 1, column 1: {% for a in (1..9) %} has no place here; the tags are case, comment, if, unless.',
    ],
    [
      'a file',
      '{% include "/etc/passwd" %}',
      'line 1, column 1: {% include "/etc/passwd" %} has no place here; the tags are case, comment, if, unless.',
    ],
    [
      'an unknown filter',
      'a\n\n{{ candidate | shout }}',
      'line 3, column 1: undefined filter: shout; the filters are capitalize, default, downcase, upcase.',
    ],
    [
      'a filter that could make much of little',
      '{{ candidate | replace: "a", "aa" }}',
      'line 1, column 1: undefined filter: replace; the filters are capitalize, default, downcase, upcase.',
    ],
    ['an empty output', 'Hello {{ }}', 'line 1, column 10: invalid value expression: "".'],
    [
      'an unknown field',
      'Hello\nDear {{ recipent }}',
      'line 2, column 9: there is no field recipent; messageTemplateFields lists those that there are.',
    ],
    [
      'an unknown part of a field',
      '{% if interview %}{{ interview.foo }}{% endif %}',
      'line 1, column 22: there is no field interview.foo; messageTemplateFields lists those that there are.',
    ],
    [
      'a field in a branch not taken',
      'a{% if false %}{{ foo }}{% endif %}',
      'line 1, column 19: there is no field foo; messageTemplateFields lists those that there are.',
    ],
    [
      'a field in a condition',
      'a{% unless foo.bar == candidate %}b{% endunless %}',
      'line 1, column 12: there is no field foo.bar; messageTemplateFields lists those that there are.',
    ],
    [
      'a field as an argument',
      '{{ recipient | default: foo }}',
      'line 1, column 25: there is no field foo; messageTemplateFields lists those that there are.',
    ],
    [
      'a field as a case',
      'a{% case candidate %}{% when foo %}b{% endcase %}',
      'line 1, column 30: there is no field foo; messageTemplateFields lists those that there are.',
    ],
    [
      'what every object has',
      '{{ candidate.constructor }}',
      'line 1, column 4: there is no field candidate.constructor; messageTemplateFields lists those that there are.',
    ],
    [
      'a name that is reckoned',
      'a{% if interview[candidate] %}b{% endif %}',
      'line 1, column 8: there is no field interview.…; messageTemplateFields lists those that there are.',
    ],
    [
      'what only a layout has',
      '{{ text }}',
      'line 1, column 4: there is no field text; messageTemplateFields lists those that there are.',
    ],
    [
      'a hole where nobody is known (M1)',
      'Dear {{ recipient }},',
      'line 1, column 6: {{ recipient }} is missing at times; put it between {% if … %} and {% endif %}, or add | default: "…".',
    ],
    [
      'a hole that a filter would hide',
      'Dear {{ recipient | upcase }},',
      'line 1, column 6: {{ recipient | upcase }} is missing at times; put it between {% if … %} and {% endif %}, or add | default: "…".',
    ],
    [
      'an interview that there may not be',
      'on {{ interview.date }}',
      'line 1, column 4: {{ interview.date }} is missing at times; put it between {% if … %} and {% endif %}, or add | default: "…".',
    ],
    [
      'yes or no as a text',
      '{{ passOn }}',
      'line 1, column 1: {{ passOn }} is no text; it can stand in a condition, such as {% if … %}, and not in the message.',
    ],
    [
      'more than a text',
      '{% if interview %}{{ interview }}{% endif %}',
      'line 1, column 19: {{ interview }} is no text; it can stand in a condition, such as {% if … %}, and not in the message.',
    ],
    [
      'what comes out empty',
      '{% if promiseBroken %}a{% endif %}',
      'line 1, column 1: this comes out empty at times.',
    ],
    ['what comes out invisible', '{{ "\\u0000" }}', 'line 1, column 1: this comes out empty at times.'],
    [
      'nothing but spaces',
      '{% comment %}a{% endcomment %}',
      'line 1, column 1: this comes out empty at times.',
    ],
  ])('for %s', (_, body, problem) => {
    expect(problems(body)).toEqual([`body: ${problem}`]);
  });

  it('with all mistakes at once, in their order, in subject and body', () => {
    const body = '{{ b | shout }}\n{% for x in y %}{{ z }}{% endfor %}{{ foo }} {{ interview.foo }}';
    expect(problems(body, { subject: '{{ bar }}' }).map((each) => each.split(';')[0])).toEqual([
      'subject: line 1, column 4: there is no field bar',
      'body: line 1, column 1: undefined filter: shout',
      'body: line 2, column 1: {% for x in y %} has no place here',
      'body: line 2, column 20: there is no field z',
      'body: line 2, column 39: there is no field foo',
      'body: line 2, column 49: there is no field interview.foo',
    ]);
    const holes = '{{ interview }} {{ passOn }} {{ interview.topic }} {{ recipient }}';
    expect(problems(holes).map((each) => each.split(':')[1])).toEqual([
      ' line 1, column 1',
      ' line 1, column 17',
      ' line 1, column 30',
      ' line 1, column 52',
    ]);
  });

  it('where a subject has no place, or a kind', () => {
    const expected = ['subject: must be left out: only the e-mail for an action has a subject.'];
    expect(problems('a', { medium: 'CALL', subject: 'b' })).toEqual(expected);
    expect(problems('{{ text }}', { ...layout, subject: 'b' })).toEqual(expected);
    expect(problems('a', { kind: 'TOUCH_BASE' })).toEqual([
      'kind: must be another one for this medium: TOUCH_BASE is for a SHORT_MESSAGE only.',
    ]);
  });

  it('a layout that loses the text, at times', () => {
    const expected = [
      'body: line 1, column 1: the layout has to name {{ text }}, whatever the circumstances.',
    ];
    expect(problems('Hello', layout)).toEqual(expected);
    expect(problems('{% if recipient %}{{ text }}{% else %}Hello{% endif %}', layout)).toEqual(expected);
    expect(problems('{{ text }}', layout)).toEqual([]);
  });

  it('a short message that does not stay short, together with what surrounds it (M3)', () => {
    const short = { medium: 'SHORT_MESSAGE' } as const;
    expect(problems('x'.repeat(230), short)).toEqual([]);
    expect(problems('x'.repeat(300), short)).toEqual([
      'body: must make messages of at most 300 characters with every fact cut short; together with LAYOUT it does not.',
    ]);
    const longText = { ...followUp, ...short, version: 1, subject: null, body: 'x'.repeat(230) };
    const stored = [{ ...longText, setBy: { kind: 'API_KEY', id: '', name: '' }, setAt: 0 } as const];
    const greeting = `${'Hello '.repeat(12)}{{ text }}`;
    expect(problems(greeting, { ...short, ...layout }, stored)).toEqual([
      'body: must make messages of at most 300 characters with every fact cut short; together with SEND_FOLLOW_UP it does not.',
    ]);
    expect(problems('{{ text }}', { ...short, ...layout }, stored)).toEqual([]);
  });
});

describe('a template is taken', () => {
  it('that comes with the product, each of them', () => {
    for (const key of templateKeys) expect(problemsOf(templateInForce(key, []), [])).toEqual([]);
  });

  it.each(Object.keys(templateFields) as FieldName[])('that names %s, as its description says', (name) => {
    const { value } = templateFields[name];
    const rest = name === 'text' ? layout : {};
    const conditional = `a{% if ${name} %}b{% endif %}${name === 'text' ? '{{ text }}' : ''}`;
    expect(problems(conditional, rest)).toEqual([]);
    expect(problems(`a {{ ${name} }}`, rest).length).toBe(value === 'ALWAYS' ? 0 : 1);
    if (value === 'SOMETIMES') {
      expect(problems(`a {{ ${name} | default: "b" }}`)).toEqual([]);
      expect(problems(`a{% if ${name} %}{{ ${name} }}{% endif %}`)).toEqual([]);
    }
  });

  it('that needs what is always there for its kind', () => {
    expect(problems('{{ interview.topics }}', { kind: 'SEND_THANK_YOU_EMAIL' })).toEqual([]);
    expect(problems('{{ decisionDate }}', { kind: 'ASK_FOR_UPDATE' })).toEqual([]);
  });

  it.each(allowedFilters)('that uses the filter %s', (filter) => {
    expect(problems(`{{ candidate | ${filter} }}`)).toEqual([]);
  });

  it('that uses the tags that there are', () => {
    expect([...allowedTags].sort()).toEqual(['case', 'comment', 'if', 'unless']);
    const all = `{% comment %}{{ what }} {% for %}{% endcomment %}{% unless recipient %}a{% elsif passOn %}b{% else %}c{% endunless %}
      {%- case candidate -%}{% when position, employer %}d{% else %}{{ 5 }}{% endcase %}`;
    expect(problems(all)).toEqual([]);
  });
});

/** What would take for ever, or all of the memory, or go too deep, were it done. */
const hostile: [string, string][] = [
  ['a range of a hundred million', '{{ (1..100000000) }}'],
  ['the same in a condition', '{% if (1..100000000) contains candidate %}a{% endif %}b'],
  ['conditions within conditions', `${'{% if candidate %}'.repeat(340)}x${'{% endif %}'.repeat(340)}`],
  ['names within names', `{{ ${'x['.repeat(3000)}x${']'.repeat(3000)} }}`],
  ['brackets', `{{ ${'('.repeat(9900)} }}`],
  ['unknown tags', '{% zz %}'.repeat(1200)],
  ['tags that never end', '{% '.repeat(3000)],
  ['outputs that never end', '{{'.repeat(4900)],
  ['spaces', `{%${' '.repeat(9900)}`],
  ['a loop', '{% for i in (1..1000000) %}{% for j in (1..1000000) %}a{% endfor %}{% endfor %}'],
  [
    'a text that doubles',
    `{% assign a = "ab" %}${'{% capture a %}{{ a }}{{ a }}{% endcapture %}'.repeat(100)}`,
  ],
  ['a file of the system', '{% render "../../../etc/passwd" %}{% layout "/etc/passwd" %}'],
  ['what all objects have', '{{ interview.__proto__ }}{{ candidate.constructor.constructor }}'],
  ['too many characters', 'x'.repeat(templateCharactersMax + 1)],
];

describe('a hostile template', () => {
  it.each(hostile)('of %s is refused at once', (_, body) => {
    const began = performance.now();
    expect(problems(body).length).toBeGreaterThan(0);
    expect(performance.now() - began).toBeLessThan(2_000);
    for (const problem of problems(body)) expect(problem.length).toBeLessThan(300);
  });

  it.each([
    ['outputs', '{{ candidate }}'.repeat(660)],
    ['filters', `{{ candidate ${'| upcase'.repeat(1200)} }}`],
    ['operands', `a{% if ${'candidate and '.repeat(700)}candidate %}b{% endif %}`],
    ['cases', `a{% case candidate %}${'{% when "a" %}b'.repeat(600)}{% endcase %}`],
  ])('of as many %s as there is room for is just long', (_, body) => {
    const began = performance.now();
    expect(problems(body)).toEqual([]);
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  it('of any characters, or pieces of Liquid, is taken or refused with line and column', () => {
    const piece = fc.constantFrom(
      ...[
        '{{',
        '}}',
        '{%',
        '%}',
        '{%-',
        ' if ',
        ' else ',
        ' endif ',
        ' case ',
        ' when ',
        ' endcase ',
        ' comment ',
      ],
      ...[
        ' endcomment ',
        ' raw ',
        ' | ',
        'upcase',
        'default:',
        '"',
        "'",
        '.',
        '[',
        ']',
        '(1..3)',
        ' and ',
        '==',
      ],
      ...['candidate', 'recipient', 'interview', 'topics', 'text', '\n', '\u0086', ' ', ','],
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc.array(piece, { maxLength: 25 }).map((pieces) => pieces.join('')),
    );
    fc.assert(
      fc.property(text, (body) => {
        for (const problem of problems(body)) expect(problem).toMatch(/^body: line \d+, column \d+: .*\.$/s);
      }),
      { numRuns: 300 },
    );
  });
});
