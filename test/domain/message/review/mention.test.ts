import { applied, found, interviewed } from './reviewing';

const after = { facts: interviewed, kind: 'SEND_THANK_YOU_EMAIL' } as const;
const nudge = { facts: interviewed, kind: 'CHECK_IN' } as const;

describe('position and company (M11)', () => {
  const positions = (text: string, situation = {}) => found('position-not-mentioned', text, situation);
  const companies = (text: string, situation = {}) => found('company-not-mentioned', text, situation);

  it.each([
    'I write about the position of Data Engineer at Acme Inc. today.',
    'I write about the data engineering role at ACME.',
    'Ich schreibe wegen der Stelle als Data-Engineer (m/w/d) bei Acme.',
  ])('%j', (text) => {
    expect([...positions(text), ...companies(text)]).toEqual([]);
  });

  it('or else in the subject', () => {
    const text = 'Dear Alex,\n\nIs there any news?';
    expect(positions(text)).toEqual(['WARNING: ']);
    expect(companies(text)).toEqual(['WARNING: ']);
    const subject = "Jane Doe's application to Acme: Data Engineer";
    expect([...positions(text, { subject }), ...companies(text, { subject })]).toEqual([]);
  });

  it('another one does not do', () => {
    const text = 'Ich schreibe wegen der Stelle „Buchhalter“ bei Beispiel AG.';
    expect(positions(text)).toEqual(['WARNING: ']);
    expect(companies(text)).toEqual(['WARNING: ']);
  });

  it('inflected, and without what is said of everybody', () => {
    const facts = {
      ...applied,
      positionTitle: 'Leitender Softwareentwickler (m/w/d)',
      employerName: 'Müller & Söhne GmbH & Co. KG',
    };
    expect(positions('als leitende Softwareentwicklerin bei Mueller', { facts })).toEqual([]);
    expect(companies('als leitende Softwareentwicklerin bei Mueller', { facts })).toEqual([]);
    expect(companies('bei einer GmbH & Co. KG', { facts })).toEqual(['WARNING: ']);
  });

  it('unknown, nobody can miss them', () => {
    const facts = { ...applied, positionTitle: '', employerName: ' ' };
    expect([...positions('Hello.', { facts }), ...companies('Hello.', { facts })]).toEqual([]);
  });
});

describe('what was discussed (M5)', () => {
  const topics = (text: string, situation: object = after) => found('topic-not-mentioned', text, situation);

  it('one of the topics will do', () => {
    expect(topics('Dear Alex,\n\nThank you. The platform sounds great.')).toEqual([]);
    expect(topics('Dear Alex,\n\nThank you. Being on call is fine.')).toEqual([]);
    expect(topics('Dear Alex,\n\nThank you for the Data Engineer interview.')).toEqual(['WARNING: ']);
  });

  it('in German', () => {
    const interview = { ...(interviewed.interview as object), topics: ['Bereitschaftsdienste'] };
    const situation = { ...after, facts: { ...interviewed, interview } };
    expect(topics('Vielen Dank, auch der Bereitschaftsdienst ist gut.', situation)).toEqual([]);
    expect(topics('Vielen Dank für das Gespräch und die Zeit.', situation)).toEqual(['WARNING: ']);
  });

  it('a hint in a line or two, and nothing before an interview or where no topic is on record', () => {
    const text = 'Thank you again. Is there any news?';
    expect(topics(text, nudge)).toEqual(['HINT: ']);
    expect(topics(text, { facts: applied })).toEqual([]);
    const interview = { ...(interviewed.interview as object), topics: [' '] };
    expect(topics(text, { ...after, facts: { ...interviewed, interview } })).toEqual([]);
  });
});

describe('the interest in the position (M4)', () => {
  it('after applying, and not after an interview', () => {
    const interest = (text: string, situation = {}) => found('interest-not-mentioned', text, situation);
    expect(interest('Is there any news about the application?')).toEqual(['HINT: ']);
    expect(interest('Gibt es Neuigkeiten zu der Bewerbung und der Stelle?')).toEqual(['HINT: ']);
    expect(interest('Jane is very interested. Is there any news?')).toEqual([]);
    expect(interest('Das Interesse ist groß. Gibt es Neuigkeiten zu der Stelle?')).toEqual([]);
    expect(interest('Thank you. Is there any news?', after)).toEqual([]);
  });
});

describe('why the candidate fits (M7)', () => {
  it('where it is wanted', () => {
    const fit = (text: string, situation = {}) => found('fit-not-mentioned', text, situation);
    expect(fit('Jane is interested.')).toEqual(['HINT: ']);
    expect(fit('Jane has eight years of experience.')).toEqual([]);
    expect(fit('Jane Doe interessiert sich für die Stelle und das Team.')).toEqual(['HINT: ']);
    expect(fit('Jane Doe hat die Kenntnisse, die für die Stelle nötig sind.')).toEqual([]);
    expect(fit('Thank you. Any news?', nudge)).toEqual([]);
  });
});

describe('what was promised or asked for (M8)', () => {
  const material = (text: string, situation = {}) => found('material-not-mentioned', text, situation);
  const topics = (...list: string[]) => ({
    ...after,
    facts: { ...interviewed, interview: { ...(interviewed.interview as object), topics: list } },
  });

  it('where the record has any', () => {
    expect(material('Thank you for your time.', topics('her portfolio'))).toEqual(['HINT: ']);
    expect(material('Thank you for your time.', topics('shifts'))).toEqual([]);
    expect(material('Her portfolio is attached.', topics('her portfolio'))).toEqual([]);
    expect(material('Vielen Dank für die Zeit und das Gespräch.', topics('die Arbeitsproben'))).toEqual([
      'HINT: ',
    ]);
    expect(material('Anbei die Arbeitsproben und das Zeugnis.', topics('die Arbeitsproben'))).toEqual([]);
  });

  it('where the agency has promised something', () => {
    const promised = { ...after, facts: { ...interviewed, promises: ['the site plans'] } };
    expect(material('Thank you for your time.', promised)).toEqual(['HINT: ']);
    expect(material('Here are the site plans.', promised)).toEqual([]);
  });

  it('where the employer has asked and not been answered', () => {
    const answer = { kind: 'ANSWER_EMPLOYER', asked: true } as const;
    expect(material('Thank you for your message.', answer)).toEqual(['HINT: ']);
    expect(material('As requested, the form is attached.', answer)).toEqual([]);
    expect(material('Thank you for your message.', { ...answer, asked: false })).toEqual([]);
  });
});
