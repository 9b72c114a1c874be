import { decodeUtf8, readTable } from '../../src/import/csv-file';

const table = (text: string, delimiter: string | null = null) =>
  readTable(decodeUtf8(Buffer.from(text)), delimiter);

test('lines are counted over quoted line breaks, empty lines and every line ending', () => {
  const { rows } = table('a,b\r\n1,"x\r\ny\r\nz"\r\n\r\n2,"q ""r"" s"\n3,4\r5,6');
  expect(rows).toEqual([
    { line: 2, cells: ['1', 'x\ny\nz'] },
    { line: 6, cells: ['2', 'q "r" s'] },
    { line: 7, cells: ['3', '4'] },
    { line: 8, cells: ['5', '6'] },
  ]);
});

test('a byte order mark is no part of the first title', () => {
  expect(table('\uFEFF"Candidate",Date\n1,2').heading).toEqual(['Candidate', 'Date']);
});

test.each([
  ['Candidate,Employer;x', ['Candidate', 'Employer;x']],
  ['Candidate;Employer;Note, if any', ['Candidate', 'Employer', 'Note, if any']],
  ['Candidate\tEmployer', ['Candidate', 'Employer']],
])('the delimiter is found out from the heading %j', (heading, titles) => {
  expect(table(`${heading}\n`).heading).toEqual(titles);
});

test('a delimiter that is said is used', () => {
  expect(table('Candidate|Employer\nA|B', '|').rows).toEqual([{ line: 2, cells: ['A', 'B'] }]);
});

test.each([
  ['UTF-16 with a mark', Buffer.from('\uFEFFCandidate,Date\n', 'utf16le'), /UTF-16.*CSV UTF-8/],
  ['UTF-16 without one', Buffer.from('Candidate,Date\n', 'utf16le'), /UTF-16/],
  ['Latin-1', Buffer.from('Candidate\nok\nM\xfcller\n', 'latin1'), /Line 3 is not UTF-8/],
  ['NUL characters', Buffer.from('Candidate\nfirst line\nsecond line\na\0b\n'), /NUL/],
  ['nothing', Buffer.from(''), /empty/],
  ['an open quote', Buffer.from('a,b\n1,"x\ny\n'), /no valid CSV.*QUOTE/],
])('%s is told', (_, bytes, message) => {
  expect(() => readTable(decodeUtf8(bytes), null)).toThrow(message);
});
