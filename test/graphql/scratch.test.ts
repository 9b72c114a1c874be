import { Api, mutations } from '../support/api';
import { inputs, makeScene } from '../support/scene';
let api: Api;
beforeAll(async () => { api = await Api.start(); });
afterAll(() => api.close());
it.each(Object.keys(mutations))('%s', async (name) => {
  const t=Date.now();
  const scene = await makeScene(await api.agency());
  const t2=Date.now();
  const input = inputs(scene)[name];
  const payload = await scene.client.mutate(name, input);
  console.log(t2-t, JSON.stringify(payload));
  expect(payload.userErrors).toEqual([]);
});
it('probe', async () => {
  const client = await api.agency(); const scene = await makeScene(client);
  const log = (l: string, x: unknown) => console.log(l, JSON.stringify(x).slice(0, 700));
  log('nul name', (await client.request('query($s:String){candidates(where:{nameContains:$s}){nodes{id}}}', {s:'a\0b'})).body);
  log('year 0', (await client.request('query($s:DateTime){worklist(at:$s){nodes{action{kind}}}}', {s:'0000-01-01T00:00:00Z'})).body);
  log('year 10000', (await client.request('query($s:DateTime){worklist(at:$s){nodes{action{kind}}}}', {s:'9999-12-31T23:59:59-12:00'})).body);
  for (const submittedAt of ['0000-01-01T00:00:00Z','0001-01-01T00:00:00Z','1500-01-01T00:00:00Z','1900-01-01T00:00:00Z','1969-01-01T00:00:00Z']) {
    const t=Date.now();
    log(submittedAt, [(await client.request('mutation($i:SubmitApplicationInput!){submitApplication(input:$i){application{id plan{from until}} userErrors{code field message}}}', {i:{candidateId:scene.candidateId,jobPostingId:scene.jobPostingId,submittedAt,channel:'OTHER'}})).body, Date.now()-t]);
  }
  for (const until of ['9999-12-31T00:00:00Z','9990-12-31T00:00:00Z', '3000-01-01T00:00:00Z','2200-01-01T00:00:00Z']) {
    const t=Date.now();
    log(until, [(await client.request('mutation($i:DeferActionInput!){deferAction(input:$i){application{id plan{from until}} userErrors{code field message}}}', {i:{applicationId:scene.applicationId,until}})).body, Date.now()-t]);
  }
  for (const d of ['9999-12-31','9998-01-01','2999-01-01']) 
    log(d, (await client.request('mutation($i:RecordResponseInput!){recordResponse(input:$i){application{id plan{from until}} userErrors{code field message}}}', {i:{applicationId:scene.applicationId,receivedAt:'2026-03-05T15:00:00Z',method:'EMAIL',response:'TIMELINE_GIVEN',decisionExpectedOn:d}})).body);
  for (const d of ['9999-12-31T00:00:00Z','2999-01-01T00:00:00Z']) {
    const t=Date.now();
    log(d, [(await client.request('mutation($i:RecordResponseInput!){recordResponse(input:$i){application{id plan{from until}} userErrors{code field message}}}', {i:{applicationId:scene.applicationId,receivedAt:'2026-03-05T15:00:00Z',method:'EMAIL',response:'CALL_PROMISED',promisedAt:d}})).body, Date.now()-t]);
  }
  for (const d of ['9999-12-30T00:00:00Z','2999-01-01T00:00:00Z'])
    log('interview '+d, (await client.request('mutation($i:ScheduleInterviewInput!){scheduleInterview(input:$i){application{id plan{from until}} userErrors{code field message}}}', {i:{applicationId:scene.applicationId,startsAt:d,endsAt:d.replace('T00','T01'),format:'VIDEO'}})).body);
  log('closedAt future', (await client.request('mutation($i:UpdateJobPostingInput!){updateJobPosting(input:$i){jobPosting{id closedAt} userErrors{code field message}}}', {i:{id:scene.jobPostingId,closedAt:'9999-12-31T00:00:00Z'}})).body);
  console.log(api.faults);
});
it('probe2', async () => {
  const client = await api.agency(); const scene = await makeScene(client);
  const log = (l: string, x: unknown) => console.log(l, JSON.stringify(x).slice(0, 700));
  log('two updates', (await client.request('mutation($id:ID!){a:updateContact(input:{id:$id,name:"A"}){contact{name}} b:updateContact(input:{id:$id,name:"B"}){contact{name}}}', {id:scene.contactId})).body);
  log('nested applicationId', (await client.request('mutation($i:CorrectEventInput!){correctEvent(input:$i){application{id} userErrors{code field message}}}', {i:{eventId:scene.attemptEventId, reason:'x', attempt:{applicationId:'nonsense',method:'EMAIL',attemptedAt:'2026-03-01T00:00:00Z'}}})).body);
  log('secret', (await client.request('mutation($i:RecordContactAttemptInput!){recordContactAttempt(input:$i){application{id} userErrors{code field message}}}', {i:{applicationId:scene.applicationId, note:'SECRET; at "input.note"; x',method:'EMAILX; SEC',attemptedAt:'2026-03-01T00:00:00Z'}})).body);
  log('secret literal', (await client.request(`mutation{recordContactAttempt(input:{applicationId:"x", note:"SECRET", method: EMAILX, attemptedAt:"2026-03-01T00:00:00Z"}){application{id} userErrors{code field message}}}`)).body);
  log('big id', (await client.request('query($i:ID!){node(id:$i){id}}', {i:'x'.repeat(100000)})).body);
  log('both', (await client.request('{candidates(first:-1,last:5){nodes{id}}}')).body);
  log('after empty', (await client.request('{candidates(after:""){nodes{id}}}')).body);
  const c = (await client.request('{candidates(first:1){pageInfo{endCursor}} worklist(first:1,at:"2026-03-05T00:00:00Z"){pageInfo{endCursor}} events(first:1){pageInfo{endCursor}}}')).body.data;
  log('cursors', Object.values(c).map((x: any) => x.pageInfo.endCursor && Buffer.from(x.pageInfo.endCursor,'base64url').toString()));
  const [tag] = JSON.parse(Buffer.from(c.candidates.pageInfo.endCursor,'base64url').toString());
  log('forged', (await client.request('query($a:String){candidates(after:$a){nodes{id}}}', {a: Buffer.from(JSON.stringify([tag,'x'])).toString('base64url')})).body);
  log('batch order', await (async () => {
    const other = scene.applicationId; const b = await client.application(scene.candidateId, scene.jobPostingId);
    const one = (applicationId: string, note: string) => ({applicationId, method:'EMAIL', attemptedAt:'2026-03-05T00:00:00Z', note});
    return (await client.request('mutation($i:[RecordContactAttemptInput!]!){recordContactAttempts(inputs:$i){events{... on ContactAttempted{note}} userErrors{code field message}}}',{i:[one(other,'1'),one(b,'2'),one(other,'3')]})).body;
  })());
  console.log(api.faults);
});
