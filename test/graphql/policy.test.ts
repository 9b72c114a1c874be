import { Api } from '../support/api';

it('a new policy changes what is advised from now on, at once', async () => {
  const api = await Api.start();
  const client = await api.agency();
  const employerId = await client.employer();
  const contactId = await client.contact(employerId);
  const daysFromNow = (days: number) => new Date(Date.now() + days * 86_400_000);
  const submittedAt = daysFromNow(-30);
  const applicationId = await client.application(await client.candidate(), await client.posting(employerId), {
    submittedAt,
  });
  await client.done('recordContactAttempt', {
    ...{ applicationId, contactId, method: 'EMAIL', attemptedAt: daysFromNow(-1) },
  });
  // A reminder opens a week after the attempt, or some days later where holidays and weekends come between.
  const variables = { id: applicationId, at: daysFromNow(11) };
  const kinds = async () => {
    const query = `query ($id: ID!, $at: DateTime!) { application(id: $id) { nextAction(at: $at) { kind } }
      worklist(at: $at) { nodes { action { kind } } } policy { applicationsToReplan } }`;
    const { application, worklist, policy } = await client.data(query, variables);
    return [application.nextAction.kind, worklist.nodes.length, policy.applicationsToReplan];
  };
  expect(await kinds()).toEqual(['SEND_REMINDER', 1, 0]);
  await client.done('setPolicy', {
    preset: 'PATIENT',
    values: { reminderWaitDays: 20, reminderDueDays: 30 },
  });
  expect(await kinds()).toEqual(['WAIT', 0, 0]);
  await client.done('setPolicy', { preset: 'PERSISTENT' });
  expect(await kinds()).toEqual(['SEND_REMINDER', 1, 0]);
  await api.close();
});
