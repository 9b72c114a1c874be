import type { SendingKind } from './occasion';
import type { Templates } from './templates';

// A fact never ends a sentence: "Acme Inc." brings a full stop of its own.

const application = "{{ candidate }}'s application for the position of {{ position }} at {{ employer }}";

const thanks =
  'Thank you for taking the time for the {{ interview.name }} with {{ candidate }} on {{ interview.date }}.';

/** For a message of a line or two. */
const briefThanks =
  'Thank you again for speaking with {{ candidate }}{% if interview.topic %} about {{ interview.topic }}{% endif %} on {{ interview.date }}.';

/** After thanks for the interview, the candidate need not be named again. */
const matter = `{% if interview %}the position of {{ position }} at {{ employer }}{% else %}${application}{% endif %}`;

const promise =
  '{% if promiseBroken %}I would like to be sure that I have not missed a call or message from you. {% endif %}';

const more = 'If a work sample or other documents would help, I will gladly send them.';

const lookUp =
  'Could you please tell me the name and the e-mail address of the hiring manager for this position?';

const thankYouMail = `${thanks}

The discussion of {{ interview.topics }} gave a clear picture of the work and made the position of {{ position }} at {{ employer }} even more attractive. {{ candidate }} would be glad to contribute {{ fit }} to the role.

{% if decisionDate %}As I understand it, a decision is expected by {{ decisionDate }}; please let me know if that changes.{% else %}Could you tell me what the next steps are, and when you expect to decide?{% endif %} ${more}

I look forward to hearing from you.`;

const mail: Record<SendingKind, string> = {
  KEEP_PROMISE: `{% if interview %}${briefThanks} {% endif %}Here is what I promised you for ${matter}: {{ promise }}. Is there anything else that would help you?`,
  ANSWER_EMPLOYER: `Thank you for your message about ${application}, and for your interest.

{{ answer }}

Please let me know if there is anything else that would help you. I look forward to hearing from you.`,
  RESPOND_TO_OFFER: `Thank you very much for offering {{ candidate }} the position of {{ position }} at {{ employer }}, and for the confidence that this shows.

{{ offerAnswer }}

I will gladly discuss the next steps whenever it suits you.`,
  SEND_THANK_YOU_NOTE: thankYouMail,
  SEND_THANK_YOU_EMAIL: thankYouMail,
  FIND_HIRING_MANAGER: `I am writing about ${application}, and would like to turn to the right person.

${lookUp} Thank you very much for your help.`,
  LEAVE_MESSAGE: `I called about ${application}, and hope to reach the hiring manager.

Could you please pass on that I called, and that I can be reached at {{ phone }} at any time that suits? Thank you very much for your help.`,
  SEND_FOLLOW_UP: `{% if interview %}${thanks}

The discussion of {{ interview.topics }} made the position of {{ position }} at {{ employer }} even more attractive, and {{ candidate }} would bring {{ fit }} to the role.

${promise}Is there any news about the next steps that you can share? ${more} I look forward to hearing from you.{% else %}I am writing about ${application}, made with great interest. {{ candidate }} would bring {{ fit }} to the role.

${promise}Is there any news that you can share at this point? ${more}{% endif %}`,
  SEND_REMINDER: `{% if interview %}${briefThanks} {% endif %}May I ask briefly whether there is any news about ${matter}? The interest is as strong as ever.`,
  CHECK_IN: `{% if interview %}${briefThanks} {% endif %}May I ask how things stand with ${matter}? The interest is as strong as ever.`,
  ASK_AVAILABILITY: `{% if interview %}${briefThanks} {% endif %}Would a brief call about ${matter} suit you? If so, please let me know which day and time are convenient.`,
  CALL: `{% if interview %}${thanks} {% endif %}I would be glad to speak with you about ${application}, whenever it suits you. ${promise}Is there any news that you can share? The interest in the role is as strong as ever, and {{ candidate }} would bring {{ fit }} to it.`,
  ASK_FOR_UPDATE: `{% if interview %}${briefThanks} {% endif %}As I understand it, a decision was expected by {{ decisionDate }}. Is there an update on ${matter} that you can share?`,
};

const thankYouNote = `${thanks} Hearing about {{ interview.topics }} made the position of {{ position }} at {{ employer }} even more attractive, and {{ candidate }} would be glad to contribute {{ fit }} to your team. I look forward to hearing from you.`;

/** By hand; where little is to be said, as by mail. */
const note: Record<SendingKind, string> = {
  ...mail,
  SEND_THANK_YOU_NOTE: thankYouNote,
  SEND_THANK_YOU_EMAIL: thankYouNote,
  SEND_FOLLOW_UP: `{% if interview %}${thanks} The discussion of {{ interview.topics }} made the position of {{ position }} at {{ employer }} even more attractive{% else %}I am writing about ${application}, made with great interest{% endif %}. {{ candidate }} would bring {{ fit }} to the team. ${promise}I would be glad to hear from you when there is news.`,
};

const spokenThanks = `{% if interview %}${thanks}\n{% endif %}`;

const goodMoment = `I am calling about ${application}; is this a good moment for you?`;

const call: Record<SendingKind, string> = {
  KEEP_PROMISE: `${spokenThanks}${goodMoment}
I promised you {{ promise }}. How would you like to receive it?`,
  ANSWER_EMPLOYER: `Thank you for your message about ${application}, and for your interest.
{{ answer }}
Is there anything else that would help you?`,
  RESPOND_TO_OFFER: `Thank you very much for offering {{ candidate }} the position of {{ position }} at {{ employer }}, and for the confidence that this shows.
{{ offerAnswer }}
What are the next steps from your side?`,
  SEND_THANK_YOU_NOTE: `${thanks}
The discussion of {{ interview.topics }} made the position of {{ position }} at {{ employer }} even more attractive, and {{ candidate }} would be glad to contribute {{ fit }} to the role.`,
  SEND_THANK_YOU_EMAIL: `${thanks}
The discussion of {{ interview.topics }} made the position of {{ position }} at {{ employer }} even more attractive, and {{ candidate }} would be glad to contribute {{ fit }} to the role.
{% if decisionDate %}Is {{ decisionDate }} still the date by which you expect to decide?{% else %}What are the next steps, and when do you expect to decide?{% endif %}`,
  FIND_HIRING_MANAGER: `I am calling about ${application}, and would like to turn to the right person.
${lookUp}
(If you are told:) Thank you. May I read that back to you, to be sure of the spelling?
(If that is refused:) I understand. Would you please leave the hiring manager a message: that I called about {{ candidate }}'s application, my name, and my number, {{ phone }}?`,
  LEAVE_MESSAGE: `I would like to leave a message for the hiring manager for the position of {{ position }} at {{ employer }}, please.
The message is that I called about {{ candidate }}'s application for it, and that I would be glad to hear from them, at a time of their choosing.
My number is {{ phone }}. May I spell my name for you?`,
  SEND_FOLLOW_UP: `${spokenThanks}${goodMoment}
{{ candidate }} would bring {{ fit }} to the role and remains very interested.
${promise}Is there any news that you can share at this point?`,
  SEND_REMINDER: `${spokenThanks}${goodMoment}
The interest in the role is as strong as ever. Is there any news that you can share?`,
  CHECK_IN: `${spokenThanks}${goodMoment}
May I ask how things stand, and whether there is anything else that would help you?`,
  ASK_AVAILABILITY: `${spokenThanks}I would be glad to talk briefly about ${application}, at a moment that is convenient.
Which day and time would suit you?`,
  CALL: `${spokenThanks}${goodMoment}
(If it is not:) Of course. When may I call again?
(If it is:) {% if interview %}The discussion of {{ interview.topics }} was very welcome. {% endif %}{{ candidate }} would bring {{ fit }} to the role and remains very interested.
${promise}How does the process stand, and what comes next?`,
  ASK_FOR_UPDATE: `${spokenThanks}${goodMoment}
As I understand it, a decision was expected by {{ decisionDate }}. Is there an update that you can share?`,
};

const shortThanks =
  'Thank you for the {{ interview.name }} with {{ candidate }} for {{ position }} at {{ employer }} on {{ interview.date }}.';

/** How a few words begin: with thanks after an interview, else with what they are about. */
const shortStart = `{% if interview %}${shortThanks}{% else %}{{ candidate }} has applied for {{ position }} at {{ employer }} with great interest.{% endif %}`;

const short: Record<SendingKind, string> = {
  KEEP_PROMISE: `${shortStart} As promised: {{ promise }}. Is there anything else that would help you?`,
  ANSWER_EMPLOYER: `Thank you for your message about {{ candidate }}'s application for {{ position }} at {{ employer }}, and for your interest. {{ answer }}`,
  RESPOND_TO_OFFER: `Thank you very much for offering {{ candidate }} the position of {{ position }} at {{ employer }}, and for your confidence. {{ offerAnswer }}`,
  SEND_THANK_YOU_NOTE: `${shortThanks} It was a pleasure to learn more, and I look forward to hearing from you.`,
  SEND_THANK_YOU_EMAIL: `${shortThanks} It was a pleasure to learn more, and I look forward to hearing about the next steps.`,
  FIND_HIRING_MANAGER: `Who is the hiring manager for {{ position }} at {{ employer }}, and how can I best reach them? It is about {{ candidate }}'s application. Thank you for your help!`,
  LEAVE_MESSAGE: `I called about {{ candidate }}'s application for {{ position }} at {{ employer }}, hoping to reach the hiring manager. Could you please let them know? Thank you for your help!`,
  SEND_FOLLOW_UP: `${shortStart} {% if promiseBroken %}I hope that I have not missed a message from you. {% endif %}Is there any news that you can share?`,
  SEND_REMINDER: `${shortStart} May I ask briefly whether there is any news that you can share?`,
  CHECK_IN: `${shortStart} May I ask how things stand?`,
  ASK_AVAILABILITY: `${shortStart} Would a brief call suit you, and when?`,
  CALL: `${shortStart} I would be glad to speak with you briefly. Is there any news?`,
  ASK_FOR_UPDATE: `${shortStart} As I understand it, a decision was expected by {{ decisionDate }}. Is there an update that you can share?`,
};

const letter = `{% if recipient %}Dear {{ recipient }},{% else %}Dear hiring team,{% endif %}

{{ text }}{% if passOn %}

I would be grateful if you could pass this on to the person who decides.{% endif %}

Kind regards
{{ sender }}`;

export const templatesEn: Templates = {
  gaps: {
    recipient: "recipient's name",
    candidate: "candidate's name",
    position: 'position',
    employer: 'employer',
    interviewDate: 'date of the interview',
    topics: 'what was discussed',
    fit: 'what the candidate offers for the role',
    answer: 'your answer',
    offerAnswer: 'your answer to the offer, or when it will come',
    promise: 'what was promised',
    decisionDate: 'date stated for the decision',
    sender: 'your name',
    phone: 'your phone number',
  },
  interviews: { IN_PERSON: 'interview', VIDEO: 'video interview', PHONE: 'phone interview' },
  layouts: {
    EMAIL: letter,
    HAND_WRITTEN_NOTE: letter,
    CALL: `Hello{% if recipient %} {{ recipient }}{% endif %}, this is {{ sender }}.
{{ text }}
Thank you for your time and your help.{% if voicemail %}
(On voicemail:) Hello, this is {{ sender }}. I called about {{ candidate }}'s application for {{ position }} and would be glad if you called me back at {{ phone }}, whenever it suits you. Thank you.{% endif %}`,
    SHORT_MESSAGE: `Hello{% if recipient %} {{ recipient }}{% endif %},
{{ text }}{% if bySms %}
{{ sender }}{% endif %}`,
  },
  subjects: {
    ANSWER_EMPLOYER: "Your message about {{ candidate }}'s application for {{ position }}",
    RESPOND_TO_OFFER: 'Your offer to {{ candidate }}: {{ position }}',
    KEEP_PROMISE: "{{ candidate }}'s application for {{ position }}: as promised",
    SEND_THANK_YOU_NOTE: 'Thank you for the {{ interview.name }}: {{ candidate }}, {{ position }}',
    SEND_THANK_YOU_EMAIL: 'Thank you for the {{ interview.name }}: {{ candidate }}, {{ position }}',
    FIND_HIRING_MANAGER: 'Hiring manager for {{ position }}',
    LEAVE_MESSAGE: 'A message for the hiring manager for {{ position }}',
    SEND_FOLLOW_UP: "{{ candidate }}'s application for {{ position }}",
    SEND_REMINDER: "A brief question about {{ candidate }}'s application for {{ position }}",
    CHECK_IN: "{{ candidate }}'s application for {{ position }}: a brief question",
    ASK_AVAILABILITY: "A brief call about {{ candidate }}'s application for {{ position }}?",
    CALL: "{{ candidate }}'s application for {{ position }}",
    ASK_FOR_UPDATE: "{{ candidate }}'s application for {{ position }}: next steps",
  },
  texts: { EMAIL: mail, HAND_WRITTEN_NOTE: note, CALL: call, SHORT_MESSAGE: short },
  touchBase:
    '{{ candidate }} has applied for {{ position }} at {{ employer }} with great interest. Would you happen to know who the right person to turn to is? Any pointer would be very welcome. Thank you!',
};
