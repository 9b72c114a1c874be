import { applied, found } from './reviewing';

const notByName = (text: string, situation = {}) => found('not-addressed-by-name', text, situation);
const wrongName = (text: string, situation = {}) => found('wrong-name', text, situation);
const to = (recipientName: string | null) => ({ facts: { ...applied, recipientName } });

describe('addressed by name (M1)', () => {
  it.each([
    'Dear Alex Smith,\n\nThank you.',
    'Dear Mr. Smith,\n\nThank you.',
    'Hello Alex! Thank you.',
    'Good morning Alex. Thank you.',
    'Hello Alex - all is well in the Berlin office.',
    'Dear Alex thank you for Monday.',
    'Dear Alex and team,\n\nThank you.',
    'hi alex, thank you.',
    'Alex, thank you for your time.',
    'Guten Tag Alex Smith,\n\nvielen Dank.',
    'Sehr geehrte Frau Smith,\n\nvielen Dank.',
    'Liebe Alexandra,\n\nvielen Dank.',
  ])('%j', (text) => {
    expect([...notByName(text), ...wrongName(text)]).toEqual([]);
  });

  it.each([
    ['Dear Sir or Madam,\n\nThank you.', 'Dear Sir or Madam'],
    ['Dear hiring team,\n\nThank you.', 'Dear hiring team'],
    ['Hello,\n\nThank you.', 'Hello'],
    ['To whom it may concern:\n\nThank you.', 'To whom it may concern'],
    ['Thank you for your time.', ''],
    ['Sehr geehrte Damen und Herren,\n\nvielen Dank für das Gespräch.', 'Sehr geehrte Damen und Herren'],
    ['Hallo zusammen,\n\nvielen Dank für das Gespräch.', 'Hallo zusammen'],
    ['vielen Dank für das Gespräch und für die Zeit.', ''],
  ])('not so: %j', (text, place) => {
    expect(notByName(text)).toEqual([`WARNING: ${place}`]);
    expect(wrongName(text)).toEqual([]);
  });

  it('where nobody in particular is at the other end, nobody is named', () => {
    const situation = { ...to(null), role: 'GENERAL_INBOX' as const };
    expect(notByName('Dear hiring team,\n\nThank you.', situation)).toEqual([]);
    expect(notByName('Dear hiring team,\n\nThank you.', to(null))).toEqual(['WARNING: Dear hiring team']);
    expect(notByName('Dear Sam,\n\nThank you.', to(null))).toEqual([]);
  });

  it('however the name is spelled', () => {
    for (const name of ['Jürgen Groß', 'Dr. Juergen Gross', 'JÜRGEN', 'Jürgen Groß-Meier'])
      expect(wrongName(`Guten Tag ${name},\n\nvielen Dank.`, to('Dr. Jürgen Groß'))).toEqual([]);
    expect(wrongName('Dear Ms. O’Neill,\n\nThank you.', to("Kate O'Neill"))).toEqual([]);
  });
});

describe('by the right name (M1)', () => {
  it.each([
    ['Dear Sam Sample,\n\nThank you.', 'ERROR: Sam Sample'],
    ['Hello Ms. Jones,\n\nThank you.', 'ERROR: Ms. Jones'],
    ['Dear Sam thank you for Monday.', 'ERROR: Sam'],
    ['Dear Alex van Beek,\n\nThank you.', 'WARNING: Alex van Beek'],
    ['Dear Alex Jones,\n\nThank you.', 'WARNING: Alex Jones'],
    ['Sehr geehrter Herr Müller,\n\nvielen Dank.', 'ERROR: Herr Müller'],
  ])('not so: %j', (text, finding) => {
    expect(wrongName(text)).toEqual([finding]);
  });

  it('is not told where no recipient is on record, or a gap is still open', () => {
    expect(wrongName('Dear Sam,\n\nThank you.', to(null))).toEqual([]);
    const gap = "Dear [recipient's name],\n\nThank you.";
    expect([...wrongName(gap), ...notByName(gap)]).toEqual([]);
  });
});
