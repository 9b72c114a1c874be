/**
 * All that a candidate's token may ask for, type by type: how the own applications stand, and nothing of what the
 * agency notes for itself, of its people, or of how to reach anybody. What is not listed is refused.
 */
export const candidateFields: Readonly<Record<string, readonly string[]>> = {
  Query: ['viewer', 'application', 'applications'],
  Subscription: ['applicationChanged'],
  Viewer: ['agencyName', 'timeZone', 'keyName', 'role', 'scopes', 'expiresAt', 'candidate'],
  Candidate: ['id', 'name', 'timeZone', 'createdAt'],
  Employer: ['id', 'name', 'timeZone', 'country', 'region'],
  JobPosting: ['id', 'title', 'employer', 'takenDownAt', 'closedAt'],
  Contact: ['id', 'name', 'role'],
  Application: [
    ...['id', 'version', 'stage', 'outcome', 'submittedAt', 'channel', 'candidate', 'jobPosting'],
    ...['attempts', 'interviews', 'history', 'lastAttemptAt', 'lastResponseAt', 'decisionExpectedOn'],
    ...['nextAction', 'nextActions', 'plan'],
  ],
  ContactAttempt: ['id', 'attemptedAt', 'timeZone', 'method', 'purpose', 'response', 'respondedAt'],
  Interview: ['id', 'startsAt', 'endsAt', 'duration', 'format', 'held', 'round', 'contacts'],
  PlannedStep: ['from', 'until', 'actions'],
  RecommendedAction: ['kind', 'method', 'opensAt', 'dueAt', 'lateAt', 'until', 'urgency'],
  Event: ['id', 'type', 'applicationId', 'version', 'occurredAt', 'timeZone', 'supersededBy'],
  ApplicationSubmitted: ['channel', 'candidate', 'jobPosting'],
  ContactAttempted: ['method', 'purpose', 'response', 'respondedAt', 'decisionExpectedOn'],
  ResponseReceived: ['method', 'response', 'decisionExpectedOn'],
  InterviewScheduled: ['startsAt', 'endsAt', 'format', 'contacts'],
  InterviewMoved: ['interviewId', 'startsAt', 'endsAt', 'format', 'contacts'],
  InterviewHeld: ['startedAt', 'endedAt', 'format', 'contacts'],
  InterviewCancelled: ['interviewId'],
  ApplicationClosed: ['outcome'],
  ApplicationConnection: ['edges', 'nodes', 'pageInfo'],
  ApplicationEdge: ['node', 'cursor'],
  ContactAttemptConnection: ['edges', 'nodes', 'pageInfo'],
  ContactAttemptEdge: ['node', 'cursor'],
  EventConnection: ['edges', 'nodes', 'pageInfo'],
  EventEdge: ['node', 'cursor'],
  PageInfo: ['hasNextPage', 'hasPreviousPage', 'startCursor', 'endCursor'],
};
