import { openPromises, openRequest } from '../application';
import type { PracticeId } from '../practices';
import { decides, hasBounced, isWrong, known, rolesHere, wayTo } from './people';
import type { Action } from './recommend';
import type { Recipient } from './rule';
import { type Contact, endedInterviews, type Situation, silence } from './situation';

/** A person to whom an action does not go, and why. */
export interface PassedOver {
  contactId: string;
  /** A sentence for a person. */
  reason: string;
  practices: readonly PracticeId[];
}

type Directed = Pick<Action, 'kind' | 'recipient'>;

/** Everybody known at the employer but the recipient, each with why it is not them; nobody where nobody is turned to. */
export function passedOver(situation: Situation, { kind, recipient }: Directed): PassedOver[] {
  if (recipient === null) return [];
  return situation.people.contacts
    .filter(({ id }) => id !== recipient.contactId)
    .map((contact) => {
      const choice = { situation, kind, recipient, contact };
      const found = reasons.find(({ holds }) => holds(choice)) ?? nothingKnown;
      return { contactId: contact.id, reason: found.text, practices: found.practices };
    });
}

interface Choice {
  situation: Situation;
  kind: Action['kind'];
  recipient: Recipient;
  /** The one who was not chosen. */
  contact: Contact;
}

interface Reason {
  text: string;
  practices: readonly PracticeId[];
  holds(choice: Choice): boolean;
}

const isThanks = ({ kind }: Choice) => kind === 'SEND_THANK_YOU_EMAIL' || kind === 'SEND_THANK_YOU_NOTE';
const isAnswer = ({ kind }: Choice) => kind === 'ANSWER_EMPLOYER' || kind === 'RESPOND_TO_OFFER';
/** The hiring manager is being found out, or was, without being recorded. */
const isBeingFoundOut = ({ recipient: { role, contactId } }: Choice) =>
  contactId === null && (role === 'SWITCHBOARD' || role === 'HIRING_MANAGER');
const chosen = ({ situation, recipient }: Choice) =>
  situation.people.contacts.find(({ id }) => id === recipient.contactId);
const mayDecide = ({ situation, contact }: Choice) =>
  rolesHere(situation, contact).some((role) => decides(contact, role));
const whoDecides = ({ situation }: Choice) => known(situation, decides);

const isWithinReach = (situation: Situation, contact: Contact) => wayTo(situation, contact) !== null;

/** Did both sit in one interview, or with a recipient who is not known by name, was this one at any? */
function wasThereToo({ situation, recipient: { contactId }, contact }: Choice): boolean {
  return endedInterviews(situation).some(
    ({ contactIds }) => contactIds.includes(contact.id) && (!contactId || contactIds.includes(contactId)),
  );
}

function isOneOfSeveral({ situation, contact }: Choice): boolean {
  const canBeWrittenTo = (one: Contact) => isWithinReach(situation, one);
  return rolesHere(situation, contact).every(
    (role) => known(situation, (one, roleHere) => roleHere === role && canBeWrittenTo(one)) === null,
  );
}

/** Where several hold, the first is told: what rules a person out altogether comes first, what only ranks them last. */
const reasons: readonly Reason[] = [
  {
    text: 'Has asked not to be contacted.',
    practices: ['T12', 'R2'],
    holds: ({ contact }) => contact.doNotContact,
  },
  {
    text: 'Was found to be the wrong person on this application.',
    practices: ['R2'],
    holds: ({ situation, contact }) => isWrong(situation, contact),
  },
  {
    text: 'Was not at the interview, as far as is recorded.',
    practices: ['T6'],
    holds: (choice) => isThanks(choice) && choice.recipient.role === 'INTERVIEWER' && !wasThereToo(choice),
  },
  {
    text: 'Was at the interview too, but does not decide, while the recipient does.',
    practices: ['T6', 'W1'],
    holds: (choice) =>
      isThanks(choice) &&
      wasThereToo(choice) &&
      isWithinReach(choice.situation, choice.contact) &&
      chosen(choice)?.decides === true &&
      !choice.contact.decides,
  },
  {
    text: 'Was at the interview too; the thanks go to one person.',
    practices: ['T6'],
    holds: (choice) =>
      isThanks(choice) && wasThereToo(choice) && isWithinReach(choice.situation, choice.contact),
  },
  {
    text: 'Has not asked: the answer goes to the person who did.',
    practices: ['W1'],
    holds: (choice) =>
      isAnswer(choice) &&
      choice.recipient.contactId !== null &&
      openRequest(choice.situation.state)?.contactId === choice.recipient.contactId,
  },
  {
    text: 'The promise was given to somebody else.',
    practices: ['M8'],
    holds: ({ situation, kind, recipient }) =>
      kind === 'KEEP_PROMISE' &&
      openPromises(situation.state).some(
        ({ contactId }) => contactId !== null && contactId === recipient.contactId,
      ),
  },
  {
    text: 'The call was agreed on with somebody else.',
    practices: ['T11', 'W8'],
    holds: ({ situation, kind, recipient }) =>
      kind === 'CALL' &&
      recipient.contactId !== null &&
      silence(situation)?.after === 'AVAILABILITY' &&
      situation.state.words.at(-1)?.contactId === recipient.contactId,
  },
  {
    text: 'Does not decide, while the recipient does.',
    practices: ['W1'],
    holds: (choice) =>
      !mayDecide(choice) &&
      whoDecides(choice)?.id === choice.recipient.contactId &&
      chosen(choice) !== undefined,
  },
  {
    text: 'Somebody else was identified on this application as the one who decides.',
    practices: ['W1'],
    holds: (choice) => {
      const deciding = whoDecides(choice);
      return mayDecide(choice) && deciding !== null && deciding.id !== choice.contact.id;
    },
  },
  {
    text: 'Several people there may decide, and none of them is identified on this application.',
    practices: ['W1'],
    holds: (choice) => mayDecide(choice) && whoDecides(choice) === null,
  },
  {
    text: 'Does not decide; this is for the person who does.',
    practices: ['W1', 'T3'],
    holds: (choice) => !mayDecide(choice) && isBeingFoundOut(choice),
  },
  {
    text: 'Did not post the job: what went through LinkedIn goes to the person who did.',
    practices: ['W2'],
    holds: (choice) =>
      choice.recipient.role === 'POSTER' &&
      choice.situation.state.channel === 'LINKEDIN' &&
      !mayDecide(choice) &&
      !endedInterviews(choice.situation).at(-1)?.contactIds.includes(choice.contact.id),
  },
  {
    text: 'Has refused the ways in which a message could go to them.',
    practices: ['T12'],
    holds: ({ situation, contact }) =>
      contact.refusedMethods.includes('EMAIL') && !isWithinReach(situation, contact),
  },
  {
    text: 'An e-mail to their address has come back.',
    practices: ['R2'],
    holds: ({ situation, contact }) => hasBounced(situation, contact) && !isWithinReach(situation, contact),
  },
  {
    text: 'No e-mail address of theirs is known.',
    practices: ['W3'],
    holds: ({ situation, contact }) => contact.email === null && !isWithinReach(situation, contact),
  },
  {
    text: 'Was at the interview too; the message goes to one person.',
    practices: ['W1'],
    holds: (choice) => choice.recipient.contactId !== null && wasThereToo(choice),
  },
  {
    text: 'Several people there have the same role, and none of them is identified on this application.',
    practices: ['W1'],
    holds: (choice) => !mayDecide(choice) && isOneOfSeveral(choice),
  },
  {
    text: 'The recipient is nearer to this step.',
    practices: ['W1'],
    holds: (choice) => choice.recipient.contactId !== null,
  },
];

const nothingKnown = {
  text: 'Is not known to have a part in this application.',
  practices: ['W1'],
} as const satisfies Omit<Reason, 'holds'>;
