import type { Step } from '../../recommendation/plan';
import { type Action, nothing } from '../../recommendation/recommend';
import type { Recipient } from '../../recommendation/rule';
import type { ContactMethod } from '../../vocabulary';
import { occasionOf, type SendingKind } from '../occasion';

/** What is known of a message before it is read. */
export interface Intent {
  method: ContactMethod;
  /** Null where it is what is recommended. */
  kind: SendingKind | null;
  /** Null where it is to whom it is recommended. */
  recipient: Recipient | null;
}

/**
 * The action that a message is for, out of the steps of a plan: the most urgent that is open and fits the
 * method, else the most urgent, else the next to come; where there is none at all, a follow-up.
 */
export function actionFor([current, ...later]: readonly Step[], intent: Intent): Action {
  const { method, kind } = intent;
  const open = sendingOf(current);
  const toCome = later.flatMap(sendingOf);
  const all = [...open, ...toCome];
  const ofKind = kind === null ? [] : all.filter((action) => action.kind === kind);
  const chosen =
    fitting(ofKind, method) ?? fitting(open, method) ?? fitting(toCome, method) ?? nothing([], 0);
  const isOfKind = kind === null || chosen.kind === kind;
  return {
    ...chosen,
    kind: kind ?? (chosen.kind === 'NONE' ? 'SEND_FOLLOW_UP' : chosen.kind),
    method,
    recipient: intent.recipient ?? chosen.recipient,
    because: isOfKind ? chosen.because : [],
  };
}

const sendingOf = (step: Step | undefined) => (step?.actions ?? []).filter((action) => occasionOf(action));

const fitting = (actions: readonly Action[], method: ContactMethod) =>
  actions.find((action) => action.method === method) ?? actions[0];
