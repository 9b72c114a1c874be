import { interviewFor } from '../../../src/domain/message/facts';
import type { Action } from '../../../src/domain/recommendation/recommend';
import type { ActionKind } from '../../../src/domain/vocabulary';

const interviews = [{ endsAt: 10 }, { endsAt: 20 }, { endsAt: 30 }];
const about = (kind: ActionKind, opensAt: number, at: number) =>
  interviewFor({ kind, opensAt } as Action, interviews, at)?.endsAt;

describe('the interview that a message is about', () => {
  it('is for thanks the one that they are for (M6, M11), also where another has followed', () => {
    expect(about('SEND_THANK_YOU_EMAIL', 10, 25)).toBe(10);
    expect(about('SEND_THANK_YOU_NOTE', 20, 25)).toBe(20);
  });

  it('is otherwise the last that is over', () => {
    expect(about('SEND_FOLLOW_UP', 10, 25)).toBe(20);
    expect(about('SEND_THANK_YOU_EMAIL', 15, 25)).toBe(20);
    expect(about('CHECK_IN', 10, 5)).toBeUndefined();
  });
});
