import type { EventType } from './events';

/** The guides that the practices come from, by the letter used below. */
export const guideTitles = {
  A: 'The Power of Personal Follow-Up',
  B: 'The Importance of Professional Follow-Up',
  C: 'Effective Strategies for Following Up on a Job Application Post-Interview',
  D: 'The Art of the Professional Follow-Up',
  E: 'The Importance of Follow Up in Your Job Search',
} as const;
export type Guide = keyof typeof guideTitles;

interface Practice {
  guides: readonly Guide[];
  text: string;
}

/** Each practice that a rule can rest on, in our own words. */
export const practices = {
  R1: { guides: ['C'], text: 'Keep the date, time and method of every attempt.' },
  R2: { guides: ['D'], text: 'Keep the response to every attempt: it decides what comes next.' },
  R3: { guides: ['D'], text: 'Note what the posting says about follow-up when applying.' },
  R4: { guides: ['A'], text: 'A switchboard that refuses, or takes a message, has responded.' },
  T1: { guides: ['A', 'E'], text: 'Follow up within days of applying, before a weekend goes by.' },
  T2: { guides: ['A'], text: 'If that stays unanswered, send one short reminder after a week or two.' },
  T3: { guides: ['E'], text: 'Learn who is hiring in the first days and write to that person.' },
  T4: { guides: ['A', 'C', 'D'], text: 'Know when to stop: unanswered attempts have a limit.' },
  T5: { guides: ['B'], text: 'Post a hand-written note on the day of an in-person or video interview.' },
  T6: {
    guides: ['C', 'E'],
    text: 'Thank by e-mail within a day or two of any interview and confirm next steps.',
  },
  T7: { guides: ['B'], text: 'If the thanks stay unanswered, ask again within two days.' },
  T8: { guides: ['B'], text: 'While only silence follows, check in about twice a week.' },
  T9: {
    guides: ['B', 'C'],
    text: 'Respect a date that the employer has given: ask only after it has passed.',
  },
  T10: { guides: ['B'], text: 'Slow down where the employer does respond.' },
  T11: { guides: ['C'], text: 'After a week of silence call, once it is clear that a call suits.' },
  T12: { guides: ['C', 'D'], text: 'Leave room between attempts; persistence needs respect.' },
  T13: { guides: ['D'], text: 'A posting that is gone and weeks of silence mean no: close.' },
  W1: { guides: ['D', 'E'], text: 'Write to the person who decides rather than to a general address.' },
  W2: { guides: ['D'], text: 'Applied through LinkedIn: turn to the person who posted the job.' },
  W3: {
    guides: ['A'],
    text: 'No e-mail address known: ask the switchboard for it, or leave a message there.',
  },
  W4: { guides: ['D'], text: 'The posting wants no calls: write instead.' },
  W5: { guides: ['D'], text: 'The posting wants no follow-up: do not follow up.' },
  W6: { guides: ['D'], text: 'E-mail lets the other side answer when it suits them.' },
  W7: { guides: ['D'], text: 'An acquaintance who does not decide may be asked on social media.' },
  W8: { guides: ['C'], text: 'Ask when the person is available before calling.' },
  W9: { guides: ['D'], text: 'The position is closed: never follow up again.' },
  M1: { guides: ['A'], text: 'Address the person by name.' },
  M2: { guides: ['A', 'B', 'C'], text: 'Be polite, positive and professional, never impatient.' },
  M3: { guides: ['B'], text: 'A line or two will do for a nudge.' },
  M4: { guides: ['D'], text: 'After applying, be brief: say that you are interested, ask for news.' },
  M5: { guides: ['D'], text: 'After an interview, say more: thanks, what was discussed, looking forward.' },
  M6: { guides: ['C'], text: 'Begin with thanks for their time.' },
  M7: { guides: ['A', 'C'], text: 'Say again why the candidate fits.' },
  M8: { guides: ['C'], text: 'Mention what was promised or discussed, such as a work sample.' },
  M9: { guides: ['C'], text: 'Ask how the process stands.' },
  M10: { guides: ['C'], text: 'Check spelling and grammar.' },
  M11: { guides: ['A', 'C'], text: 'Make it personal: this position, this company, this person.' },
} as const satisfies Record<string, Practice>;
export type PracticeId = keyof typeof practices;

/** The events that hold what a practice asks to keep. */
export const recordedBy: { [P in PracticeId]?: readonly EventType[] } = {
  R1: ['ContactAttempted'],
  R2: ['ContactAttempted', 'ResponseReceived'],
  R3: ['ApplicationSubmitted', 'PostingChanged'],
  R4: ['ContactAttempted'],
};

/** The titles of the guides behind some practices, each once, in the order of their letters. */
export function guidesOf(ids: readonly PracticeId[]): string[] {
  const letters = new Set<Guide>(ids.flatMap((id) => practices[id].guides));
  return [...letters].sort().map((letter) => guideTitles[letter]);
}
