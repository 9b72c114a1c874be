import { closestLanguage, cutTo, dayInWords, inLine, listInWords } from '../../../src/domain/message/wording';

describe('wording', () => {
  it('brings a fact into one line', () => {
    expect(inLine(' a\r\n\tb\u0000\u2028c\u0002 ')).toBe('a b c');
  });

  it('cuts between whole characters only', () => {
    expect(cutTo(10, 'short')).toBe('short');
    expect(cutTo(5, 'a bit long')).toBe('a bi…');
    expect(cutTo(3, 'a bit long')).toBe('a…');
    expect(cutTo(10, '👩‍🔬👩‍🔬👩‍🔬')).toBe('👩‍🔬…');
  });

  it('writes days and lists as the locale does', () => {
    expect(dayInWords('2026-03-01', 'en')).toBe('March 1');
    expect(dayInWords('2026-12-31', 'de')).toBe('31. Dezember');
    expect(listInWords(['a', 'b', 'c'], 'en')).toBe('a, b, and c');
    expect(listInWords(['a', 'b', 'c'], 'de')).toBe('a, b und c');
  });

  it('drops subtags from the end until a language is known (RFC 4647, lookup)', () => {
    expect(closestLanguage('de-CH-1996', ['en', 'de', 'de-CH'])).toMatchObject({ language: 'de-CH' });
    expect(closestLanguage('de-AT', ['en', 'de', 'de-CH'])).toEqual({ language: 'de', locale: 'de-AT' });
    expect(closestLanguage('de-u-ca-buddhist', ['en', 'de'])).toEqual({ language: 'de', locale: 'de' });
    expect(closestLanguage('ja-JP', ['en', 'de'])).toEqual({ language: 'en', locale: 'en' });
  });
});
