import { applied, findings, found } from './reviewing';

describe('no impatience (M2)', () => {
  it.each([
    ['I am still waiting for your decision.', 'still waiting'],
    ['As I already wrote, Jane is keen.', 'As I already wrote'],
    ['I have not heard back from you.', 'have not heard'],
    ['I haven’t heard anything.', 'haven’t heard'],
    ['I havent heard anything.', 'havent heard'],
    ['It’s been three weeks.', 'It’s been three weeks'],
    ['You promised to call me.', 'You promised'],
    ['Why have you not answered?', 'Why have you'],
    ['Please reply immediately.', 'reply immediately'],
    ['Wir warten immer noch auf Ihre Antwort.', 'immer noch auf'],
    ['Wie ich bereits geschrieben habe, ist sie frei.', 'Wie ich bereits geschrieben'],
    ['Ich habe noch keine Antwort von Ihnen.', 'noch keine Antwort'],
    ['Warum haben Sie sich nicht gemeldet?', 'Warum haben'],
    ['Können Sie sich endlich bei mir melden?', 'endlich'],
  ])('%j', (text, phrase) => {
    expect(found('impatience', text)).toEqual([`WARNING: ${phrase}`]);
  });

  it.each([
    'Is there any news that you can share? Jane can start immediately.',
    'As I understand it, a decision was expected by March 25.',
    'We are very much looking forward to hearing from you.',
    'Gibt es schon Neuigkeiten? Jane kann ab sofort anfangen.',
    'Letztendlich ist es die Stelle, die Jane sucht.',
  ])('none in %j', (text) => {
    expect(found('impatience', text)).toEqual([]);
  });

  it('in the subject too', () => {
    expect(found('impatience', 'Hello.', { subject: 'Still waiting' })).toEqual(['WARNING: Still waiting']);
  });
});

describe('no slang (M2)', () => {
  it.each([
    ['Hey Alex,', 'Hey', 'Hello'],
    ['She is gonna start.', 'gonna', 'going to'],
    ['Please answer ASAP.', 'ASAP', 'as soon as it suits you'],
    ['I will call u.', 'u', 'you'],
    ['Thx for it.', 'Thx', 'Thank you'],
    ['Ich hab eine Frage an Sie.', 'hab', 'habe'],
    ['Vielen Dank, das ist cool.', 'cool', 'gut'],
    ['Vielen Dank für die Zeit.\n\nMfG\nKim', 'MfG', 'Mit freundlichen Grüßen'],
  ])('%j', (text, word, instead) => {
    expect(found('slang', text)).toEqual([`WARNING: ${word}`]);
    expect(findings(text).find(({ rule }) => rule === 'slang')?.suggestions).toContain(instead);
  });

  it.each([
    'They would like to meet you in the U.S. office.',
    'Sie haben die Unterlagen. Ich habe eine Frage.',
  ])('none in %j', (text) => {
    expect(found('slang', text)).toEqual([]);
  });

  it('a name is none', () => {
    const facts = { ...applied, employerName: 'Hey Guys LLC' };
    expect(found('slang', 'The position at Hey Guys LLC.', { facts })).toEqual([]);
  });
});

describe('no loudness (M2)', () => {
  it.each(['Thank you :)', 'Vielen Dank und bis bald ;-)', 'Thank you 😀'])('emoticons: %j', (text) => {
    expect(found('emoticon', text)).toHaveLength(1);
  });

  it('no emoticon in a time, a list or a trade mark', () => {
    expect(found('emoticon', 'At 10:30 (CST): (a) the Acme™ platform, 50% (b) the rest.')).toEqual([]);
  });

  it('exclamation marks: one is warm', () => {
    expect(found('exclamation-marks', 'Hello Alex! Thank you for your help!')).toEqual([]);
    expect(found('exclamation-marks', 'Vielen Dank!! Ist das gut?!')).toEqual(['WARNING: !!', 'WARNING: ?!']);
    expect(found('exclamation-marks', 'Hello! Great! Thanks! Bye.')).toEqual(['HINT: !']);
    expect(found('exclamation-marks', 'Is it good? Is it?? Yes.')).toEqual([]);
  });

  it.each([
    ['PLEASE answer.', 'PLEASE'],
    ['We WOULD LIKE TO know.', 'WOULD LIKE TO'],
    ['Das ist DRINGEND und für Sie.', 'DRINGEND'],
  ])('capitals: %j', (text, loud) => {
    expect(found('capitals', text)).toEqual([`WARNING: ${loud}`]);
  });

  it('no shouting in abbreviations and in names', () => {
    expect(found('capitals', 'She knows HTML, CSS and SAP ABAP. US HR KPI. Is GmbH a form?')).toEqual([]);
    const facts = { ...applied, employerName: 'NOW AND NEVER GAMES' };
    expect(found('capitals', 'The position at NOW AND NEVER GAMES.', { facts })).toEqual([]);
  });
});
