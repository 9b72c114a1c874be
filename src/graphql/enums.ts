import { registerEnumType } from 'type-graphql';
import type { EventType } from '../domain/events';
import { MessageTemplateKind } from '../domain/message/template';
import { PolicyScope } from '../domain/policy';
import * as vocabulary from '../domain/vocabulary';
import { ExportFormat, ExportKind } from '../store/exports';
import { JobState } from '../store/jobs';
import { ApiKeyRole, Scope } from '../store/scopes';
import { WebhookDeliveryState } from '../store/webhooks/deliveries';
import { WebhookDisabledReason } from '../store/webhooks/webhooks';
import { valueDescriptions } from './enum-values';

export const ApplicationOrderField = {
  SUBMITTED_AT: 'SUBMITTED_AT',
  LAST_EVENT_AT: 'LAST_EVENT_AT',
} as const;
export type ApplicationOrderField = keyof typeof ApplicationOrderField;

export const OrderDirection = { ASC: 'ASC', DESC: 'DESC' } as const;
export type OrderDirection = keyof typeof OrderDirection;

export const WebhookStatus = { ENABLED: 'ENABLED', DISABLED: 'DISABLED' } as const;
export type WebhookStatus = keyof typeof WebhookStatus;

/** The names of the events' types, for filters. */
export const EventTypeName = {
  ApplicationSubmitted: 'ApplicationSubmitted',
  ContactAttempted: 'ContactAttempted',
  ResponseReceived: 'ResponseReceived',
  InterviewScheduled: 'InterviewScheduled',
  InterviewMoved: 'InterviewMoved',
  InterviewPrepared: 'InterviewPrepared',
  InterviewHeld: 'InterviewHeld',
  InterviewCancelled: 'InterviewCancelled',
  ContactIdentified: 'ContactIdentified',
  PromiseMade: 'PromiseMade',
  PostingChanged: 'PostingChanged',
  ActionDeferred: 'ActionDeferred',
  ActionPinned: 'ActionPinned',
  ActionDismissed: 'ActionDismissed',
  ApplicationAssigned: 'ApplicationAssigned',
  ApplicationClosed: 'ApplicationClosed',
  ApplicationReopened: 'ApplicationReopened',
  EventCorrected: 'EventCorrected',
  EventRetracted: 'EventRetracted',
} as const satisfies { [T in EventType]: T };

/** Asymmetric ones only. */
export const JwtAlgorithm = {
  RS256: 'RS256',
  RS384: 'RS384',
  RS512: 'RS512',
  PS256: 'PS256',
  PS384: 'PS384',
  PS512: 'PS512',
  ES256: 'ES256',
  ES384: 'ES384',
  ES512: 'ES512',
  EDDSA: 'EdDSA',
} as const;
export type JwtAlgorithm = (typeof JwtAlgorithm)[keyof typeof JwtAlgorithm];

const descriptions: [object, string, string][] = [
  [vocabulary.ContactMethod, 'ContactMethod', 'How somebody is contacted.'],
  [vocabulary.ContactPurpose, 'ContactPurpose', 'What a contact attempt is for.'],
  [vocabulary.RecipientRole, 'RecipientRole', 'What a person, or a place, is to an application.'],
  [
    vocabulary.ContactResponse,
    'ContactResponse',
    'What came of a contact attempt, or from the employer unasked.',
  ],
  [vocabulary.ApplicationStage, 'ApplicationStage', 'How far an application has come.'],
  [vocabulary.ApplicationOutcome, 'ApplicationOutcome', 'How an application ended.'],
  [vocabulary.ApplicationChannel, 'ApplicationChannel', 'The way by which an application was made.'],
  [vocabulary.InterviewFormat, 'InterviewFormat', 'How an interview is held.'],
  [
    vocabulary.Urgency,
    'Urgency',
    'How pressing an action is at the moment asked for; DUE is the last day before LATE.',
  ],
  [vocabulary.ActionKind, 'ActionKind', 'What to do next. WAIT and NONE are answers too.'],
  [vocabulary.MessageMedium, 'MessageMedium', 'The form that a message takes; it follows from the method.'],
  [MessageTemplateKind, 'MessageTemplateKind', 'What a message template is for: an action, or more.'],
  [
    vocabulary.FindingSeverity,
    'FindingSeverity',
    'How much a finding in a message matters. Nothing keeps anybody from sending it.',
  ],
  [vocabulary.ExplanationStatus, 'ExplanationStatus', 'Whether an action is recommended, or why not.'],
  [vocabulary.PolicyPreset, 'PolicyPreset', 'A ready set of policy values.'],
  [PolicyScope, 'PolicyScope', 'What a policy is set for.'],
  [WebhookStatus, 'WebhookStatus', 'Whether anything is sent to a webhook.'],
  [WebhookDisabledReason, 'WebhookDisabledReason', 'Why nothing is sent to a webhook.'],
  [WebhookDeliveryState, 'WebhookDeliveryState', 'How far a message to a webhook has come.'],
  [
    ApiKeyRole,
    'ApiKeyRole',
    'What an API key may do. A role is a set of scopes; each operation says which one it needs.',
  ],
  [Scope, 'Scope', 'What a key, or a person who is signed in, may do.'],
  [
    JwtAlgorithm,
    'JwtAlgorithm',
    'How a token is signed, by its name in JOSE; with a key pair, never a shared secret.',
  ],
  [ExportKind, 'ExportKind', 'What an export is of.'],
  [ExportFormat, 'ExportFormat', 'The form of an exported file.'],
  [JobState, 'JobState', 'Where work stands that is done in the background.'],
  [ApplicationOrderField, 'ApplicationOrderField', 'What applications are ordered by.'],
  [OrderDirection, 'OrderDirection', 'Smallest or earliest first, or the other way.'],
  [EventTypeName, 'EventType', 'The types of events, by the names of their object types.'],
];
for (const [values, name, description] of descriptions) {
  const own: Record<string, string> = valueDescriptions[name as keyof typeof valueDescriptions] ?? {};
  const told = values === MessageTemplateKind ? { ...valueDescriptions.ActionKind, ...own } : own;
  const valuesConfig = Object.fromEntries(
    Object.entries(told).map(([value, text]) => [value, { description: text }]),
  );
  registerEnumType(values, { name, description, valuesConfig });
}
