import { findings, found, interviewed } from './reviewing';

const words = (count: number) => Array(count).fill('word').join(' ');

describe('as long as its kind needs', () => {
  it.each([
    ['a nudge (M3)', 'CHECK_IN', 70],
    ['after an interview (M5)', 'SEND_THANK_YOU_EMAIL', 180],
  ] as const)('%s', (_, kind, wordsMax) => {
    const situation = { kind, facts: interviewed };
    expect(found('too-many-words', words(wordsMax), situation)).toEqual([]);
    expect(found('too-many-words', `${words(wordsMax)} and more`, situation)).toEqual(['WARNING: and more']);
  });

  it('after applying (M4)', () => {
    expect(found('too-many-words', words(110))).toEqual([]);
    expect(found('too-many-words', words(111))).toEqual(['WARNING: word']);
  });

  it('cites the practices that hold for the kind', () => {
    const practices = (kind: 'CHECK_IN' | 'SEND_THANK_YOU_EMAIL') =>
      findings(words(200), { kind, facts: interviewed }).find(({ rule }) => rule === 'too-many-words')
        ?.practices;
    expect(practices('CHECK_IN')).toEqual(['M3']);
    expect(practices('SEND_THANK_YOU_EMAIL')).toEqual(['M5']);
  });

  it('what is spoken may take its time', () => {
    expect(found('too-many-words', words(900), { method: 'PHONE', kind: 'CALL' })).toEqual([]);
  });

  it.each(['LINKEDIN', 'SOCIAL_MEDIA', 'SMS'] as const)('few characters by %s (M3)', (method) => {
    expect(found('too-many-characters', 'x'.repeat(300), { method })).toEqual([]);
    expect(found('too-many-characters', `${'x'.repeat(300)}yz`, { method })).toEqual(['WARNING: yz']);
    expect(found('too-many-characters', 'x'.repeat(301))).toEqual([]);
  });

  it('an SMS of one part (M3), which is shorter in other alphabets', () => {
    const parts = (text: string) => found('sms-in-parts', text, { method: 'SMS' });
    expect(parts('ä'.repeat(160))).toEqual([]);
    expect(parts(`${'ä'.repeat(160)}yz`)).toEqual(['HINT: yz']);
    expect(parts('ł'.repeat(70))).toEqual([]);
    expect(parts(`${'ł'.repeat(70)}yz`)).toEqual(['HINT: yz']);
    expect(found('sms-in-parts', 'x'.repeat(161), { method: 'LINKEDIN' })).toEqual([]);
  });
});
