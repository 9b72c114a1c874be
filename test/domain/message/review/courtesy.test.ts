import { found, interviewed } from './reviewing';

const after = { facts: interviewed, kind: 'SEND_THANK_YOU_EMAIL' } as const;

describe('thanks after an interview (M6)', () => {
  const thanks = (text: string, situation: object = after) => found('no-thanks', text, situation);

  it('is there', () => {
    expect(thanks('Dear Alex,\n\nThank you for your time.')).toEqual([]);
    expect(thanks('Dear Alex,\n\nWe appreciated the talk.')).toEqual([]);
    expect(thanks('Guten Tag Alex Smith,\n\nvielen Dank für das Gespräch.')).toEqual([]);
  });

  it('is missing', () => {
    expect(thanks('Dear Alex,\n\nIs there any news?')).toEqual(['WARNING: ']);
    expect(thanks('Guten Tag Alex Smith,\n\ngibt es Neuigkeiten zu der Stelle?')).toEqual(['WARNING: ']);
  });

  it('is not asked for before an interview, but it is in an answer', () => {
    expect(thanks('Is there any news?', {})).toEqual([]);
    expect(thanks('Here it is.', { kind: 'ANSWER_EMPLOYER' })).toEqual(['WARNING: ']);
  });

  it('comes first', () => {
    const first = (text: string) => found('thanks-not-first', text, after);
    expect(first('Dear Alex,\n\nIt was a pleasure. Thank you for your time.')).toEqual([]);
    expect(first('Dear Alex,\n\nJane is keen. She can start in May. She knows Kafka. Thank you.')).toEqual([
      'HINT: Thank',
    ]);
    expect(first('Guten Tag,\n\ndas ist gut. Das ist sehr gut. Und das auch. Vielen Dank dafür.')).toEqual([
      'HINT: Dank',
    ]);
  });
});

describe('a question how things stand (M9)', () => {
  const question = (text: string, situation: object = after) => found('no-question', text, situation);

  it('or a request', () => {
    expect(question('Thank you. What are the next steps?')).toEqual([]);
    expect(question('Thank you. Please let me know when you have decided.')).toEqual([]);
    expect(question('Vielen Dank. Ich freue mich auf eine Nachricht von Ihnen.')).toEqual([]);
  });

  it('is missing', () => {
    expect(question('Thank you. It was a pleasure.')).toEqual(['WARNING: ']);
    expect(question('Vielen Dank. Es war ein gutes Gespräch und ist mir im Gedächtnis.')).toEqual([
      'WARNING: ',
    ]);
    expect(question('I am writing about the position.', {})).toEqual(['WARNING: ']);
    expect(question('A call would be good.', { kind: 'ASK_AVAILABILITY' })).toEqual(['WARNING: ']);
  });

  it('belongs to no answer', () => {
    expect(question('Thank you. Here it is.', { kind: 'ANSWER_EMPLOYER' })).toEqual([]);
  });
});
