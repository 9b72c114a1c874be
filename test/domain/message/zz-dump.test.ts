import { draftFor } from '../../../src/domain/message/draft';
import { guidanceFor } from '../../../src/domain/message/guidance';
import { ActionKind, ContactMethod } from '../../../src/domain/vocabulary';
const facts = { candidateName: 'Jane Doe', recipientName: 'Alex Smith', employerName: 'Acme Inc.', positionTitle: 'Senior Data Engineer',
  interview: { endedAt: Date.UTC(2026,2,11,20), timeZone: 'America/Chicago', format: 'VIDEO' as const, topics: ['the data platform', 'on-call duties'] }, decisionExpectedOn: '2026-03-25' };
const act = (kind: any, method: any, role: any = 'HIRING_MANAGER', because: any[] = []) => ({ kind, method, recipient: { role, contactId: null }, opensAt: 0, dueAt: 0, lateAt: 0, reason: '', because, blockedMethods: [] });
it('dumps', () => {
  let out = '';
  for (const locale of ['en-US', 'de-AT']) for (const method of ['EMAIL','PHONE','POST','LINKEDIN'] as const) for (const kind of Object.values(ActionKind)) for (const after of [true, false]) {
    const d = draftFor(act(kind, method) as any, after ? facts : { ...facts, interview: null, decisionExpectedOn: null }, locale);
    if (!d) continue;
    const g = guidanceFor(act(kind, method) as any, after ? facts : { ...facts, interview: null })!;
    const words = d.body.split(/\s+/).length;
    out += `\n##### ${locale} ${method} ${kind} after=${after} words ${words}/${g.maxWords} chars ${d.body.length} ${g.maxWords && words > g.maxWords ? 'TOOLONG' : ''} gaps ${d.gaps.join('|')}\nS: ${d.subject}\n${d.body}\n`;
    if (locale === 'en-US') out += `G: ${JSON.stringify(g, null, 1)}\n`;
  }
  require('node:fs').writeFileSync('/tmp/dump.txt', out);
});
