import { applied, found } from './reviewing';

describe('every gap is filled in (M11)', () => {
  it.each([
    ["Dear [recipient's name],", "[recipient's name]"],
    ['Guten Tag [Name der Ansprechperson],', '[Name der Ansprechperson]'],
    ['Call me on ______.', '______'],
    ['It begins on XXX.', 'XXX'],
    ['The salary is TBD.', 'TBD'],
  ])('%j', (text, gap) => {
    expect(found('unfilled-gap', text)).toEqual([`ERROR: ${gap}`]);
  });

  it('in the subject too', () => {
    expect(found('unfilled-gap', 'Hello.', { subject: 'About [position]' })).toEqual(['ERROR: [position]']);
  });

  it.each(['See [1] and [our site](https://example.com).', 'Siehe die Liste (a, b) und snake_case.'])(
    'none in %j',
    (text) => {
      expect(found('unfilled-gap', text)).toEqual([]);
    },
  );
});

describe('nothing is left over from a mail merge (M11)', () => {
  it.each([
    ['Dear {{ name }},', '{{ name }}'],
    ['Dear {% if x %}you,', '{% if x %}'],
    [`Dear \${firstName},`, `\${firstName}`],
    ['Dear %FIRST_NAME%,', '%FIRST_NAME%'],
    ['Dear <<Name>>,', '<<Name>>'],
    ['Dear <First Name>,', '<First Name>'],
    ['Dear undefined,', 'undefined'],
    ['Dear null,', 'null'],
    ['Sehr geehrte Frau null,', 'null'],
    ['Sehr geehrter «Nachname»,', '«Nachname»'],
    ['It is [object Object].', '[object Object]'],
    ['Dear ,', ' '],
  ])('%j', (text, left) => {
    expect(found('merge-leftover', text)).toEqual([`ERROR: ${left}`]);
  });

  it.each([
    'Dear Alex,\n\nThe null hypothesis is that 5 < 6 and 7 > 3.',
    'Das Risiko ist null, und das ist gut: 50 %.',
  ])('none in %j', (text) => {
    expect(found('merge-leftover', text)).toEqual([]);
  });

  it('a company may be called so', () => {
    const facts = { ...applied, employerName: 'Undefined Labs' };
    expect(found('merge-leftover', 'The position at Undefined Labs.', { facts })).toEqual([]);
  });
});
