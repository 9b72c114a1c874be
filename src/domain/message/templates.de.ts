import type { SendingKind } from './occasion';
import type { Templates } from './templates';

// A fact never ends a sentence ("Muster & Co." brings a full stop of its own), and no fact is declined.
// What is written begins in lower case, since it follows a greeting and a comma.

const application = 'die Bewerbung von {{ candidate }} auf die Stelle „{{ position }}“ bei {{ employer }}';

/** After a preposition that takes the dative, as `zu`. */
const toApplication = 'zur Bewerbung von {{ candidate }} auf die Stelle „{{ position }}“ bei {{ employer }}';

const time =
  'dass Sie sich am {{ interview.date }} Zeit für das {{ interview.name }} mit {{ candidate }} genommen haben';

const thanks = `vielen Dank, ${time}.`;

/** For a message of a line or two. */
const briefThanks =
  'vielen Dank noch einmal für das {{ interview.name }} mit {{ candidate }}{% if interview.topic %} (unter anderem über {{ interview.topic }}){% endif %} am {{ interview.date }}.';

/** After thanks for the interview, the candidate need not be named again. */
const matter = `{% if interview %}die Stelle „{{ position }}“ bei {{ employer }}{% else %}${application}{% endif %}`;

const toMatter = `{% if interview %}zur Stelle „{{ position }}“ bei {{ employer }}{% else %}${toApplication}{% endif %}`;

const promise =
  '{% if promiseBroken %}Ich möchte sichergehen, dass ich keinen Anruf und keine Nachricht von Ihnen verpasst habe. {% endif %}';

const more = 'Wenn eine Arbeitsprobe oder weitere Unterlagen hilfreich sind, reiche ich sie gern nach.';

const lookUp =
  'Können Sie mir bitte sagen, wer für die Besetzung dieser Stelle verantwortlich ist und unter welcher E-Mail-Adresse ich diese Person erreiche?';

const attractive =
  'hat die Stelle „{{ position }}“ bei {{ employer }} noch interessanter gemacht; {{ candidate }} würde dafür gern {{ fit }} einbringen.';

const thankYouMail = `${thanks}

Was besprochen wurde ({{ interview.topics }}), ${attractive}

{% if decisionDate %}Wenn ich es richtig verstanden habe, ist mit einer Entscheidung bis zum {{ decisionDate }} zu rechnen; über eine kurze Nachricht, falls sich daran etwas ändert, freue ich mich.{% else %}Können Sie mir sagen, welche Schritte als Nächstes folgen und wann Sie mit einer Entscheidung rechnen?{% endif %} ${more}

Ich freue mich darauf, von Ihnen zu hören.`;

const mail: Record<SendingKind, string> = {
  KEEP_PROMISE: `{% if interview %}${briefThanks} Hier{% else %}hier{% endif %} ist, was ich Ihnen ${toMatter} versprochen hatte: {{ promise }}. Brauchen Sie sonst noch etwas?`,
  ANSWER_EMPLOYER: `vielen Dank für Ihre Nachricht ${toApplication} und für Ihr Interesse.

{{ answer }}

Bitte geben Sie mir Bescheid, wenn Sie noch etwas brauchen. Ich freue mich darauf, von Ihnen zu hören.`,
  RESPOND_TO_OFFER: `vielen Dank für Ihr Angebot an {{ candidate }} für die Stelle „{{ position }}“ bei {{ employer }} und für das Vertrauen, das daraus spricht.

{{ offerAnswer }}

Die nächsten Schritte bespreche ich gern mit Ihnen, wann immer es Ihnen passt.`,
  SEND_THANK_YOU_NOTE: thankYouMail,
  SEND_THANK_YOU_EMAIL: thankYouMail,
  FIND_HIRING_MANAGER: `ich schreibe Ihnen wegen einer Frage ${toApplication} und möchte mich gern an die richtige Person wenden.

${lookUp} Vielen Dank für Ihre Hilfe.`,
  LEAVE_MESSAGE: `ich habe wegen einer Frage ${toApplication} angerufen und würde gern die Person erreichen, die über die Besetzung entscheidet.

Können Sie dieser Person bitte ausrichten, dass ich angerufen habe und jederzeit unter {{ phone }} zu erreichen bin? Vielen Dank für Ihre Hilfe.`,
  SEND_FOLLOW_UP: `{% if interview %}${thanks}

Was besprochen wurde ({{ interview.topics }}), ${attractive}

${promise}Gibt es schon Neuigkeiten zu den nächsten Schritten? ${more} Ich freue mich darauf, von Ihnen zu hören.{% else %}ich schreibe Ihnen wegen der Bewerbung von {{ candidate }} auf die Stelle „{{ position }}“ bei {{ employer }}, hinter der großes Interesse steht. {{ candidate }} würde dafür gern {{ fit }} einbringen.

${promise}Gibt es schon Neuigkeiten, die Sie mir mitteilen können? ${more}{% endif %}`,
  SEND_REMINDER: `{% if interview %}${briefThanks} Darf{% else %}darf{% endif %} ich kurz fragen, ob es Neuigkeiten gibt? Es geht um ${matter}; das Interesse daran ist unverändert groß.`,
  CHECK_IN: `{% if interview %}${briefThanks} Darf{% else %}darf{% endif %} ich fragen, wie es um ${matter} steht? Das Interesse daran ist unverändert groß.`,
  ASK_AVAILABILITY: `{% if interview %}${briefThanks} Ist{% else %}ist{% endif %} Ihnen ein kurzes Telefonat ${toMatter} recht? Wenn ja, nennen Sie mir bitte einen Tag und eine Uhrzeit, die Ihnen passen.`,
  CALL: `{% if interview %}${thanks} Ich{% else %}ich{% endif %} würde gern mit Ihnen über ${application} sprechen, wann immer es Ihnen passt. ${promise}Gibt es schon Neuigkeiten, die Sie mir mitteilen können? Das Interesse an der Stelle ist unverändert groß; {{ candidate }} würde dafür gern {{ fit }} einbringen.`,
  ASK_FOR_UPDATE: `{% if interview %}${briefThanks} Meines{% else %}meines{% endif %} Wissens war bis zum {{ decisionDate }} mit einer Entscheidung zu rechnen. Gibt es einen neuen Stand ${toMatter}, den Sie mir mitteilen können?`,
};

const thankYouNote = `${thanks} Was besprochen wurde ({{ interview.topics }}), ${attractive} Ich freue mich darauf, von Ihnen zu hören.`;

/** By hand; where little is to be said, as by mail. */
const note: Record<SendingKind, string> = {
  ...mail,
  SEND_THANK_YOU_NOTE: thankYouNote,
  SEND_THANK_YOU_EMAIL: thankYouNote,
  SEND_FOLLOW_UP: `{% if interview %}${thanks} Was besprochen wurde ({{ interview.topics }}), hat die Stelle „{{ position }}“ bei {{ employer }} noch interessanter gemacht{% else %}ich schreibe Ihnen wegen der Bewerbung von {{ candidate }} auf die Stelle „{{ position }}“ bei {{ employer }}, hinter der großes Interesse steht{% endif %}. {{ candidate }} würde gern {{ fit }} in Ihr Team einbringen. ${promise}Ich freue mich über eine Nachricht, sobald es Neuigkeiten gibt.`,
};

/** What is said begins a sentence of its own. */
const spokenThanks = `Vielen Dank, ${time}.`;

const spokenThanksIfAny = `{% if interview %}${spokenThanks}\n{% endif %}`;

const goodMoment = `Ich rufe wegen einer Frage ${toApplication} an; passt es Ihnen gerade?`;

const call: Record<SendingKind, string> = {
  KEEP_PROMISE: `${spokenThanksIfAny}${goodMoment}
Ich hatte Ihnen etwas versprochen: {{ promise }}. Auf welchem Weg darf ich es Ihnen schicken?`,
  ANSWER_EMPLOYER: `Vielen Dank für Ihre Nachricht ${toApplication} und für Ihr Interesse.
{{ answer }}
Gibt es noch etwas, das Sie brauchen?`,
  RESPOND_TO_OFFER: `Vielen Dank für Ihr Angebot an {{ candidate }} für die Stelle „{{ position }}“ bei {{ employer }} und für das Vertrauen, das daraus spricht.
{{ offerAnswer }}
Welche Schritte folgen von Ihrer Seite als Nächstes?`,
  SEND_THANK_YOU_NOTE: `${spokenThanks}
Was besprochen wurde ({{ interview.topics }}), ${attractive}`,
  SEND_THANK_YOU_EMAIL: `${spokenThanks}
Was besprochen wurde ({{ interview.topics }}), ${attractive}
{% if decisionDate %}Bleibt es dabei, dass mit einer Entscheidung bis zum {{ decisionDate }} zu rechnen ist?{% else %}Welche Schritte folgen als Nächstes, und wann rechnen Sie mit einer Entscheidung?{% endif %}`,
  FIND_HIRING_MANAGER: `Ich rufe wegen einer Frage ${toApplication} an und möchte mich an die richtige Person wenden.
${lookUp}
(Bei einer Auskunft:) Vielen Dank. Darf ich das zur Sicherheit noch einmal buchstabieren?
(Bei einer Absage:) Das verstehe ich. Können Sie der verantwortlichen Person bitte ausrichten, dass ich wegen der Bewerbung von {{ candidate }} angerufen habe, mit meinem Namen und meiner Nummer, {{ phone }}?`,
  LEAVE_MESSAGE: `Ich möchte bitte eine Nachricht für die Person hinterlassen, die für die Besetzung der Stelle „{{ position }}“ bei {{ employer }} verantwortlich ist.
Die Nachricht lautet, dass ich wegen der Bewerbung von {{ candidate }} auf diese Stelle angerufen habe und mich über eine Antwort freue, wann immer es passt.
Meine Nummer ist {{ phone }}. Darf ich Ihnen meinen Namen buchstabieren?`,
  SEND_FOLLOW_UP: `${spokenThanksIfAny}${goodMoment}
{{ candidate }} würde gern {{ fit }} einbringen und ist weiterhin sehr interessiert.
${promise}Gibt es schon Neuigkeiten, die Sie mir mitteilen können?`,
  SEND_REMINDER: `${spokenThanksIfAny}${goodMoment}
Das Interesse an der Stelle ist unverändert groß. Gibt es Neuigkeiten, die Sie mir mitteilen können?`,
  CHECK_IN: `${spokenThanksIfAny}${goodMoment}
Darf ich fragen, wie die Dinge stehen und ob Sie noch etwas brauchen?`,
  ASK_AVAILABILITY: `${spokenThanksIfAny}Ich würde gern kurz mit Ihnen über ${application} sprechen, wenn Sie Zeit dafür haben.
Welcher Tag und welche Uhrzeit passen Ihnen?`,
  CALL: `${spokenThanksIfAny}${goodMoment}
(Wenn nicht:) Selbstverständlich. Wann darf ich noch einmal anrufen?
(Wenn ja:) {% if interview %}Was besprochen wurde ({{ interview.topics }}), ist in bester Erinnerung. {% endif %}{{ candidate }} würde gern {{ fit }} einbringen und ist weiterhin sehr interessiert.
${promise}Wie ist der Stand des Verfahrens, und was folgt als Nächstes?`,
  ASK_FOR_UPDATE: `${spokenThanksIfAny}${goodMoment}
Wenn ich es richtig verstanden habe, war bis zum {{ decisionDate }} mit einer Entscheidung zu rechnen. Gibt es einen neuen Stand, den Sie mir mitteilen können?`,
};

const shortThanks =
  'vielen Dank für das {{ interview.name }} mit {{ candidate }} zur Stelle „{{ position }}“ bei {{ employer }} am {{ interview.date }}.';

/** How a few words begin: with thanks after an interview, else with what they are about. */
const shortStart = `{% if interview %}${shortThanks}{% else %}{{ candidate }} hat sich mit großem Interesse auf die Stelle „{{ position }}“ bei {{ employer }} beworben.{% endif %}`;

const short: Record<SendingKind, string> = {
  KEEP_PROMISE: `${shortStart} Wie versprochen: {{ promise }}. Brauchen Sie sonst noch etwas?`,
  ANSWER_EMPLOYER: `vielen Dank für Ihre Nachricht ${toApplication} und für Ihr Interesse. {{ answer }}`,
  RESPOND_TO_OFFER:
    'vielen Dank für Ihr Angebot an {{ candidate }} für die Stelle „{{ position }}“ bei {{ employer }} und für Ihr Vertrauen. {{ offerAnswer }}',
  SEND_THANK_YOU_NOTE: `${shortThanks} Ich freue mich darauf, von Ihnen zu hören.`,
  SEND_THANK_YOU_EMAIL: `${shortThanks} Ich freue mich darauf, von den nächsten Schritten zu hören.`,
  FIND_HIRING_MANAGER:
    'wer ist für die Stelle „{{ position }}“ bei {{ employer }} verantwortlich, und wie erreiche ich diese Person am besten? Es geht um die Bewerbung von {{ candidate }} darauf. Vielen Dank für Ihre Hilfe!',
  LEAVE_MESSAGE: `ich habe wegen einer Frage ${toApplication} angerufen. Können Sie das bitte der verantwortlichen Person ausrichten? Vielen Dank!`,
  SEND_FOLLOW_UP: `${shortStart} {% if promiseBroken %}Hoffentlich habe ich keine Nachricht von Ihnen verpasst. {% endif %}Gibt es schon Neuigkeiten?`,
  SEND_REMINDER: `${shortStart} Darf ich kurz fragen, ob es Neuigkeiten gibt?`,
  CHECK_IN: `${shortStart} Darf ich fragen, wie die Dinge stehen?`,
  ASK_AVAILABILITY: `${shortStart} Ist Ihnen ein kurzes Telefonat recht, und wann passt es Ihnen?`,
  CALL: `${shortStart} Ich würde gern kurz mit Ihnen sprechen. Gibt es schon Neuigkeiten?`,
  ASK_FOR_UPDATE: `${shortStart} Meines Wissens war bis zum {{ decisionDate }} mit einer Entscheidung zu rechnen. Gibt es einen neuen Stand?`,
};

const letter = `Guten Tag{% if recipient %} {{ recipient }}{% endif %},

{{ text }}{% if passOn %}

Vielen Dank, wenn Sie diese Nachricht an die zuständige Person weiterleiten.{% endif %}

Mit freundlichen Grüßen
{{ sender }}`;

export const templatesDe: Templates = {
  gaps: {
    recipient: 'Name der Ansprechperson',
    candidate: 'Name der bewerbenden Person',
    position: 'Stelle',
    employer: 'Unternehmen',
    interviewDate: 'Tag des Gesprächs',
    topics: 'Themen des Gesprächs',
    fit: 'passende Kenntnisse und Erfahrungen',
    answer: 'Ihre Antwort',
    offerAnswer: 'Ihre Antwort auf das Angebot, oder wann sie kommt',
    promise: 'was versprochen wurde',
    decisionDate: 'Tag der Entscheidung',
    sender: 'Ihr Name',
    phone: 'Ihre Telefonnummer',
  },
  interviews: { IN_PERSON: 'Gespräch', VIDEO: 'Videogespräch', PHONE: 'Telefongespräch' },
  layouts: {
    EMAIL: letter,
    HAND_WRITTEN_NOTE: letter,
    CALL: `Guten Tag{% if recipient %} {{ recipient }}{% endif %}, hier ist {{ sender }}.
{{ text }}
Vielen Dank für Ihre Zeit und Ihre Hilfe.{% if voicemail %}
(Auf dem Anrufbeantworter:) Guten Tag, hier ist {{ sender }}. Es geht um die Bewerbung von {{ candidate }} auf die Stelle „{{ position }}“. Ich freue mich über Ihren Rückruf unter {{ phone }}, wann immer es Ihnen passt. Vielen Dank.{% endif %}`,
    SHORT_MESSAGE: `Guten Tag{% if recipient %} {{ recipient }}{% endif %},
{{ text }}{% if bySms %}
{{ sender }}{% endif %}`,
  },
  subjects: {
    ANSWER_EMPLOYER: 'Ihre Nachricht zur Bewerbung von {{ candidate }}: {{ position }}',
    RESPOND_TO_OFFER: 'Ihr Angebot an {{ candidate }}: {{ position }}',
    KEEP_PROMISE: 'Wie versprochen: Bewerbung von {{ candidate }}, {{ position }}',
    SEND_THANK_YOU_NOTE: 'Vielen Dank für das {{ interview.name }}: {{ candidate }}, {{ position }}',
    SEND_THANK_YOU_EMAIL: 'Vielen Dank für das {{ interview.name }}: {{ candidate }}, {{ position }}',
    FIND_HIRING_MANAGER: 'Wer ist zuständig? Stelle „{{ position }}“',
    LEAVE_MESSAGE: 'Nachricht für die zuständige Person: Stelle „{{ position }}“',
    SEND_FOLLOW_UP: 'Bewerbung von {{ candidate }}: {{ position }}',
    SEND_REMINDER: 'Kurze Frage zur Bewerbung von {{ candidate }}: {{ position }}',
    CHECK_IN: 'Zum Stand der Bewerbung von {{ candidate }}: {{ position }}',
    ASK_AVAILABILITY: 'Kurzes Telefonat zur Bewerbung von {{ candidate }}: {{ position }}',
    CALL: 'Bewerbung von {{ candidate }}: {{ position }}',
    ASK_FOR_UPDATE: 'Nächste Schritte zur Bewerbung von {{ candidate }}: {{ position }}',
  },
  texts: { EMAIL: mail, HAND_WRITTEN_NOTE: note, CALL: call, SHORT_MESSAGE: short },
  touchBase:
    '{{ candidate }} hat sich mit großem Interesse auf die Stelle „{{ position }}“ bei {{ employer }} beworben. Wissen Sie zufällig, an wen man sich dort am besten wendet? Über einen Hinweis freue ich mich sehr. Vielen Dank!',
};
