import { toRfc3339 } from '../src/domain/instant';
import { toGlobalId } from '../src/graphql/ids';
import { timeZone } from './agency';
import { today } from './applications';

/** A request that is put to the API, and in the same variables to the bare server. */
export interface Case {
  name: string;
  query: string;
  /** Where the bare server answers it. */
  path: string;
  /** Stands in every answer that is as it should be. */
  expected: string;
  variablesOf: (applicationId: string) => object;
}

const at = toRfc3339(today);
const action = 'kind method recipient { role } opensAt dueAt lateAt urgency until reason';

export const write: Case = {
  name: 'write: a contact attempt, answered with state and next action',
  query: `mutation RecordContactAttempt($input: RecordContactAttemptInput!, $at: DateTime!) {
    recordContactAttempt(input: $input) {
      application {
        id version stage outcome unansweredAttempts lastAttemptAt
        nextAction(at: $at) { ${action} }
      }
      userErrors { code field message }
    }
  }`,
  path: '/record-contact-attempt',
  expected: '"userErrors":[]',
  variablesOf: (applicationId) => ({
    input: {
      ...{ applicationId: toGlobalId('Application', applicationId), timeZone, method: 'EMAIL' },
      ...{ attemptedAt: at, recipientRole: 'HIRING_MANAGER', response: 'NONE' },
      note: 'Wrote to ask how things stand.',
    },
    at,
  }),
};

export const read: Case = {
  name: 'read: an application with ten attempts, next action and why',
  query: `query Application($id: ID!, $at: DateTime!) {
    application(id: $id) {
      id version stage outcome submittedAt channel unansweredAttempts lastAttemptAt lastResponseAt
      attempts(first: 10) {
        nodes { id attemptedAt timeZone method purpose recipientRole response respondedAt note }
      }
      nextAction(at: $at) { ${action} because { rule practices text } }
    }
  }`,
  path: '/application',
  expected: '"nextAction":{',
  variablesOf: (applicationId) => ({ id: toGlobalId('Application', applicationId), at }),
};

export const page: Case = {
  name: 'worklist: its first page, 25 entries',
  query: `query Worklist($at: DateTime!) {
    worklist(first: 25, at: $at) {
      nodes {
        application { id candidate { name } }
        action { ${action} }
      }
      pageInfo { hasNextPage }
    }
  }`,
  path: '/worklist',
  expected: '"hasNextPage":true',
  variablesOf: () => ({ at }),
};
