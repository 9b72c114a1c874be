import type { AgencyClient, Json } from './api';

/** An agency with one of everything that a mutation can refer to. */
export interface Scene {
  client: AgencyClient;
  candidateId: string;
  employerId: string;
  contactId: string;
  jobPostingId: string;
  /** Open, with an attempt, a response and an interview to come. */
  applicationId: string;
  attemptId: string;
  attemptEventId: string;
  responseEventId: string;
  interviewId: string;
  /** A promise of the agency's on the open application. */
  promiseId: string;
  /** Assigned to the member. */
  closedApplicationId: string;
  memberId: string;
  assigneeId: string;
  calendarFeedId: string;
  /** Of an export that has not been begun. */
  exportJobId: string;
  webhookId: string;
  /** Of a test of the webhook. */
  webhookDeliveryId: string;
  /** Of an import that has not been begun. */
  importJobId: string;
  /** That another person there has asked not to be contacted. */
  doNotContactId: string;
  apiKeyId: string;
}

export async function makeScene(client: AgencyClient): Promise<Scene> {
  const [candidateId, employerId] = await Promise.all([client.candidate(), client.employer()]);
  const contactId = await client.contact(employerId);
  const jobPostingId = await client.posting(employerId);
  const applicationId = await client.application(candidateId, jobPostingId);
  const attempted = await client.done('recordContactAttempt', {
    ...{ applicationId, contactId, method: 'EMAIL' },
    attemptedAt: '2026-03-04T15:00:00Z',
  });
  const responded = await client.done('recordResponse', {
    ...{ applicationId, method: 'EMAIL', response: 'ACKNOWLEDGED', receivedAt: '2026-03-04T18:00:00Z' },
  });
  const scheduled = await client.done('scheduleInterview', {
    ...{ applicationId, contactIds: [contactId], format: 'VIDEO' },
    ...{ startsAt: '2026-03-11T19:00:00Z', endsAt: '2026-03-11T20:00:00Z' },
  });
  const promised = await client.done('recordPromise', {
    ...{ applicationId, what: 'a work sample', dueAt: '2026-03-06T16:00:00Z' },
    promisedAt: '2026-03-04T18:00:00Z',
  });
  const closedApplicationId = await client.application(candidateId, jobPostingId);
  await client.done('closeApplication', { applicationId: closedApplicationId, outcome: 'WITHDRAWN' });
  const memberId = await client.member();
  await client.done('assignApplication', { applicationId: closedApplicationId, memberId });
  const feed = await client.done('createCalendarFeed', { memberId });
  const { exportJob } = await client.done('startExport', { kind: 'ATTEMPTS', format: 'CSV' });
  const other = await client.contact(employerId, { name: 'Kim Sample', role: 'REFERRER' });
  const refused = await client.done('recordDoNotContact', {
    ...{ contactId: other, saidBy: 'Kim Sample', saidAt: '2026-03-02T16:00:00Z', note: 'By phone.' },
  });
  const { webhook } = await client.done('createWebhook', { url: 'https://hooks.example.com/' });
  const tested = await client.done('testWebhook', { id: webhook.id });
  const attempts = `query ($id: ID!) { application(id: $id) { attempts { nodes { id } } } }`;
  await client.done('createCandidateToken', { candidateId });
  await client.done('setIdentityProvider', provider(candidateId));
  return {
    ...{ client, candidateId, employerId, contactId, jobPostingId, applicationId, closedApplicationId },
    ...{ memberId, assigneeId: memberId },
    attemptId: (await client.data(attempts, { id: applicationId })).application.attempts.nodes[0].id,
    attemptEventId: attempted.event.id,
    responseEventId: responded.event.id,
    interviewId: scheduled.event.id,
    promiseId: promised.event.id,
    calendarFeedId: feed.calendarFeed.id,
    exportJobId: exportJob.id,
    webhookId: webhook.id,
    webhookDeliveryId: tested.webhookDelivery.id,
    importJobId: await client.upload('Candidate\nRobin Example\n'),
    doNotContactId: refused.doNotContact.id,
    apiKeyId: (await client.done('createApiKey', { name: 'Website', role: 'VIEWER' })).apiKey.id,
  };
}

/** For every scene another one: no two agencies accept the same tokens. */
const provider = (audience: string) => ({
  ...{
    issuer: 'https://id.example',
    audience,
    roleClaim: 'roles',
    roles: [{ value: 'staff', role: 'RECRUITER' }],
  },
});

/** The mutation of a label of `inputs`. */
export const mutationOf = (label: string) => label.split(' ')[0] as string;

/** For every mutation an input that says all that it can say, and is accepted; for one with a choice, two. */
export function inputs(scene: Scene): Record<string, Json> {
  const {
    candidateId,
    employerId,
    contactId,
    jobPostingId,
    applicationId,
    interviewId,
    memberId,
    webhookId,
  } = scene;
  const attempt = {
    ...{ applicationId, contactId, method: 'PHONE', purpose: 'CHECK_IN', recipientRole: 'RECRUITER' },
    ...{ attemptedAt: '2026-03-05T16:00:00Z', timeZone: 'America/Denver', response: 'TIMELINE_GIVEN' },
    ...{ respondedAt: '2026-03-05T17:00:00Z', decisionExpectedOn: '2026-03-25', note: 'They decide soon.' },
    promisedAt: null,
    answerDueAt: null,
  };
  const response = {
    ...{ applicationId, attemptId: scene.attemptId, contactId, method: 'EMAIL', response: 'CALL_PROMISED' },
    ...{ receivedAt: '2026-03-05T16:00:00Z', timeZone: 'Europe/Berlin', promisedAt: '2026-03-06T19:00:00Z' },
    ...{ decisionExpectedOn: '2026-03-25', note: 'They will call.', answerDueAt: null },
  };
  const workingHours = [{ dayOfWeek: 1, opens: '08:00', closes: '24:00' }];
  const person = {
    name: 'Sam Sample',
    role: 'RECRUITER',
    email: 'sam@example.org',
    phone: '+1 312 555 0100',
  };
  const wishes = {
    ...{ availabilityWindows: [{ dayOfWeek: 2, opens: '13:00', closes: '15:30' }], preferredMethod: 'EMAIL' },
    ...{ refusedMethods: ['SMS', 'SOCIAL_MEDIA'], postalAddress: 'Example Works\n1 Example Street' },
  };
  const posting = { title: 'Welder', noPhoneCalls: true, noFollowUp: false, onlyQualifiedContacted: true };
  return {
    createCandidate: { name: 'Robin Example', email: 'robin@example.com', timeZone: 'America/New_York' },
    createEmployer: {
      ...{ name: 'Example Works', timeZone: 'Europe/Berlin', country: 'DE', region: 'BY', workingHours },
      switchboardPhone: '+49 89 555 0100',
    },
    updateEmployer: {
      ...{ id: employerId, name: 'Example Works LLC', timeZone: 'America/Denver', workingHours },
      switchboardPhone: '+1 303 555 0100',
    },
    createContact: { employerId, ...person, ...wishes, decides: true, availability: 'mornings' },
    updateContact: { id: contactId, ...person, ...wishes, decides: false, availability: 'afternoons' },
    createJobPosting: { employerId, ...posting, generalEmail: 'jobs@example.com' },
    updateJobPosting: {
      ...{ id: jobPostingId, ...posting, generalEmail: 'work@example.com' },
      ...{ takenDownAt: '2026-03-08T12:00:00Z', closedAt: '2026-03-09T12:00:00Z' },
    },
    submitApplication: {
      candidateId,
      jobPostingId,
      submittedAt: '2026-03-03T16:00:00Z',
      channel: 'LINKEDIN',
    },
    recordContactAttempt: attempt,
    'recordContactAttempt that keeps a promise': {
      ...{ ...attempt, applicationId, purpose: 'KEEP_PROMISE', keptPromiseId: scene.promiseId },
    },
    'recordContactAttempts that keep promises': [
      { ...attempt, keptPromiseId: scene.promiseId },
      { ...attempt, attemptedAt: '2026-03-05T16:30:00Z' },
    ],
    'correctEvent of what keeps a promise': {
      ...{ eventId: scene.attemptEventId, reason: 'They have it.' },
      attempt: { ...attempt, keptPromiseId: scene.promiseId },
    },
    recordContactAttempts: [attempt, { ...attempt, attemptedAt: '2026-03-05T16:30:00Z' }],
    recordResponse: response,
    scheduleInterview: {
      ...{ applicationId, contactIds: [contactId], format: 'PHONE' },
      ...{ startsAt: '2026-03-17T19:00:00Z', endsAt: '2026-03-17T20:00:00Z' },
    },
    recordInterview: {
      ...{ applicationId, contactIds: [contactId], format: 'VIDEO', topics: ['welding', 'shifts'] },
      ...{ startedAt: '2026-03-11T19:00:00Z', endedAt: '2026-03-11T20:00:00Z' },
      ...{ decisionExpectedOn: '2026-03-25', note: 'A good talk.' },
    },
    cancelInterview: {
      applicationId,
      interviewId,
      why: 'They are ill.',
      cancelledAt: '2026-03-10T12:00:00Z',
    },
    moveInterview: {
      ...{ applicationId, interviewId, contactIds: [contactId], format: 'IN_PERSON', why: 'They are away.' },
      ...{
        startsAt: '2026-03-12T19:00:00Z',
        endsAt: '2026-03-12T20:00:00Z',
        movedAt: '2026-03-10T12:00:00Z',
      },
    },
    prepareInterview: {
      ...{ applicationId, interviewId, note: 'Addresses noted.', preparedAt: '2026-03-10T12:00:00Z' },
    },
    recordPromise: {
      ...{ applicationId, what: 'the portfolio', contactId, dueAt: '2026-03-06T22:00:00Z' },
      promisedAt: '2026-03-04T18:00:00Z',
    },
    pinAction: {
      ...{ applicationId, opensAt: '2026-03-20T12:00:00Z', why: 'They are back then.' },
      pinnedAt: '2026-03-12T12:00:00Z',
    },
    dismissAction: {
      ...{ applicationId, kind: 'CHECK_IN', why: 'We met them.', dismissedAt: '2026-03-12T12:00:00Z' },
    },
    identifyContact: { applicationId, contactId, role: 'INTERVIEWER', identifiedAt: '2026-03-04T18:00:00Z' },
    deferAction: {
      ...{ applicationId, until: '2026-03-20T12:00:00Z', why: 'Holidays there.' },
      deferredAt: '2026-03-12T12:00:00Z',
    },
    closeApplication: {
      ...{
        applicationId,
        outcome: 'WITHDRAWN',
        note: 'Found another job.',
        closedAt: '2026-03-12T12:00:00Z',
      },
    },
    reopenApplication: {
      ...{ applicationId: scene.closedApplicationId, why: 'Changed their mind.', reopenedAt: null },
    },
    correctEvent: { eventId: scene.attemptEventId, reason: 'It was a call.', attempt },
    'correctEvent by a response': { eventId: scene.responseEventId, reason: 'They will call.', response },
    retractEvent: { eventId: scene.attemptEventId, reason: 'It was another application.' },
    createApiKey: {
      ...{ name: 'Website', role: 'INTEGRATION', scopes: ['APPLICATIONS', 'RECORD'] },
      expiresAt: '2999-01-01T00:00:00Z',
    },
    rotateApiKey: { id: scene.apiKeyId, overlap: 'PT1H', expiresAt: '2999-01-01T00:00:00Z' },
    revokeApiKey: { id: scene.apiKeyId },
    createCandidateToken: { candidateId, expiresIn: 'PT2H' },
    setIdentityProvider: {
      ...{ ...provider(candidateId), algorithms: ['ES256'], clockToleranceSeconds: 5, tokenAgeMax: 'PT1H' },
      jwksUri: 'https://id.example/keys',
    },
    removeIdentityProvider: { issuer: 'https://id.example' },
    createMember: { name: 'Kim Recruiter', email: 'kim@example.com' },
    updateMember: { id: memberId, name: 'Kim Senior', email: 'kim.senior@example.com', active: true },
    createCalendarFeed: { memberId, name: 'To do' },
    startExport: {
      ...{ kind: 'APPLICATIONS', format: 'CSV', since: '2026-03-01T00:00:00Z', stages: ['APPLIED'] },
      at: null,
    },
    cancelImport: { id: scene.importJobId },
    cancelExport: { id: scene.exportJobId },
    revokeCalendarFeed: { id: scene.calendarFeedId },
    createWebhook: {
      ...{ url: 'https://hooks.example.com/followline?a=b', description: 'The intranet.' },
      eventTypes: ['ContactAttempted', 'ResponseReceived'],
    },
    updateWebhook: {
      ...{ id: webhookId, url: 'https://hooks.example.org/', description: 'The archive.' },
      eventTypes: ['ApplicationClosed'],
    },
    rotateWebhookSecret: { id: webhookId, overlapHours: 48 },
    disableWebhook: { id: webhookId },
    enableWebhook: { id: webhookId },
    testWebhook: { id: webhookId },
    redeliverWebhookDelivery: { id: scene.webhookDeliveryId },
    redeliverWebhookSince: { id: webhookId, position: '3' },
    deleteWebhook: { id: webhookId },
    assignApplication: { applicationId, memberId, assignedAt: '2026-03-12T12:00:00Z' },
    assignApplications: {
      ...{ applicationIds: [applicationId, scene.closedApplicationId], memberId, assignedAt: null },
    },
    recordDoNotContact: {
      ...{ contactId, saidBy: 'Sam Sample', saidAt: '2026-03-05T16:00:00Z', note: 'They wrote a letter.' },
    },
    'recordDoNotContact of an employer': {
      ...{ employerId, saidBy: 'The head office', saidAt: '2026-03-05T16:00:00Z', note: null },
    },
    withdrawDoNotContact: { id: scene.doNotContactId, reason: 'It was somebody else.' },
    setPolicy: { preset: 'PATIENT', values: { reminderWaitDays: 9, thankYouNoteWanted: true } },
    setMessageTemplate: {
      ...{ locale: 'en', medium: 'EMAIL', kind: 'SEND_FOLLOW_UP', subject: 'News of {{ candidate }}?' },
      body: 'Is there news of {{ candidate }}, for the position of {{ position }}?',
    },
    resetMessageTemplate: { locale: 'en', medium: 'EMAIL', kind: 'SEND_FOLLOW_UP' },
    'setPolicy for an employer': { employerId, preset: 'PATIENT', values: { closeWaitDays: 20 } },
    'setPolicy for a posting': { jobPostingId, preset: 'PERSISTENT', values: { closeWaitDays: 10 } },
  };
}

/** Applications to which everything has happened that plans may rest on: also things that change the past. */
export async function makeBusy(
  client: AgencyClient,
  isWanted: (label: string) => boolean = () => true,
): Promise<void> {
  let scene = await makeScene(client);
  const labels = Object.keys(inputs(scene)).filter(isWanted);
  // The policy last, for all of them.
  const changes = labels.filter((one) => !/^(create|submit|setPolicy)/.test(one));
  for (const [index, label] of changes.entries()) {
    if (index % 4 === 0) scene = await makeScene(client);
    const { userErrors } = await client.mutate(mutationOf(label), inputs(scene)[label]);
    if (userErrors.length === 0) continue;
    // What went before leaves no room for it.
    scene = await makeScene(client);
    await client.done(mutationOf(label), inputs(scene)[label]);
  }
  scene = await makeScene(client);
  for (const label of [
    'recordInterview',
    'recordContactAttempts',
    'recordResponse',
    'correctEvent',
    'deferAction',
  ]) {
    await client.done(label, inputs(scene)[label]);
  }
  const { applicationId, contactId } = await makeScene(client);
  const refused = { applicationId, contactId, method: 'PHONE', response: 'DO_NOT_CONTACT' };
  await client.done('recordContactAttempt', { ...refused, attemptedAt: '2026-03-09T16:00:00Z' });
  await client.application(scene.candidateId, scene.jobPostingId, {
    submittedAt: new Date(Date.now() - 86_400_000),
  });
  const { employerId, jobPostingId } = scene;
  await client.done('setPolicy', { preset: 'PERSISTENT', values: { goneColdDays: 400 } });
  await client.done('setPolicy', { employerId, values: { goneColdDays: 500 } });
  await client.done('setPolicy', { jobPostingId, preset: 'PATIENT' });
}
