/** What services say. Rendered and replaced as the other prompts are; numbers and times follow some. */
const say = (en: string, de: string) => ({ en, de });

export const serviceSentences = {
  "service-forward-all": say("All calls are forwarded to", "Alle Anrufe gehen an"),
  "service-forward-busy": say(
    "When this telephone is in use, calls are forwarded to",
    "Wenn besetzt ist, gehen Anrufe an",
  ),
  "service-forward-no-answer": say(
    "When nobody answers, calls are forwarded to",
    "Wenn niemand abhebt, gehen Anrufe an",
  ),
  "service-forward-off": say("Calls are not forwarded.", "Anrufe werden nicht weitergeleitet."),
  "service-pin": say(
    "Calls there cost more. Please key your PIN, then the hash key.",
    "Anrufe dorthin kosten mehr. Bitte geben Sie Ihre PIN ein, dann die Rautetaste.",
  ),
  "service-quiet-on": say("Do not disturb is on.", "Bitte nicht stören ist eingeschaltet."),
  "service-quiet-off": say("Do not disturb is off.", "Bitte nicht stören ist ausgeschaltet."),
  "service-mode-schedule": say(
    "The house goes by its schedule.",
    "Das Haus richtet sich nach dem Zeitplan.",
  ),
  "service-mode-away": say("The house is set to away.", "Das Haus steht auf abwesend."),
  "service-mode-night": say("The house is set to night.", "Das Haus steht auf Nacht."),
  "service-waiting-on": say("Call waiting is on.", "Anklopfen ist eingeschaltet."),
  "service-waiting-off": say("Call waiting is off.", "Anklopfen ist ausgeschaltet."),
  "service-anonymous-on": say(
    "Callers who hide their number are refused.",
    "Anrufer ohne Rufnummer werden abgewiesen.",
  ),
  "service-anonymous-off": say(
    "Callers who hide their number are put through.",
    "Anrufer ohne Rufnummer werden durchgestellt.",
  ),
  "service-exchange-reject-on": say(
    "Your exchange now refuses all calls.",
    "Ihre Vermittlung weist jetzt alle Anrufe ab.",
  ),
  "service-exchange-reject-off": say(
    "Your exchange puts calls through again.",
    "Ihre Vermittlung stellt Anrufe wieder durch.",
  ),
  "service-hide-on": say(
    "Your number is hidden in all calls.",
    "Ihre Rufnummer wird nicht gezeigt.",
  ),
  "service-hide-off": say("Your number is shown.", "Ihre Rufnummer wird gezeigt."),
  "service-blocked": say("From now on refused:", "Ab jetzt abgewiesen:"),
  "service-unblocked": say("No longer refused:", "Nicht mehr abgewiesen:"),
  "service-no-last-caller": say(
    "There is no last caller whose number is known.",
    "Es gibt keinen letzten Anrufer mit bekannter Nummer.",
  ),
  "service-no-last-call": say("Nobody has called yet.", "Es hat noch niemand angerufen."),
  "service-repeat-on": say(
    "That number is in use. This telephone rings as soon as it is free:",
    "Die Nummer ist besetzt. Dieses Telefon klingelt, sobald sie frei ist:",
  ),
  "service-repeat-off": say(
    "Numbers in use are not tried again.",
    "Besetzte Nummern werden nicht wieder angerufen.",
  ),
  "service-speed-dial": say("Speed dial", "Kurzwahl"),
  "service-is": say("is", "ist"),
  "service-wake-up": say(
    "This telephone rings to wake you at",
    "Dieses Telefon klingelt zum Wecken um",
  ),
  "service-wake-up-off": say("Nobody will be woken.", "Es wird niemand geweckt."),
  "wake-up": say("This is your wake-up call. It is", "Dies ist Ihr Weckruf. Es ist"),

  "emergency-test-shown": say("The number shown would be", "Gezeigt würde die Nummer"),
  "emergency-test-nobody": say(
    "This is a test, and nobody is called. A call for help could not be placed at this moment.",
    "Dies ist eine Probe, und niemand wird angerufen. Ein Notruf käme im Augenblick nicht hinaus.",
  ),
  "emergency-notice": say(
    "This is the telephone of the house. Somebody there has just called for help.",
    "Hier ist das Telefon des Hauses. Dort hat gerade jemand einen Notruf abgesetzt.",
  ),

  "why-last-call": say("The last call came", "Der letzte Anruf kam"),
  "why-answered": say("It was answered.", "Er wurde angenommen."),
  "why-missed": say("It was not answered.", "Er wurde nicht angenommen."),
  "why-message": say("A message was left.", "Es wurde eine Nachricht hinterlassen."),
  "why-forwarded": say("It was forwarded.", "Er wurde weitergeleitet."),
  "why-rejected": say("It was refused.", "Er wurde abgewiesen."),
  "why-forward-all": say("All calls are forwarded.", "Alle Anrufe werden weitergeleitet."),
  "why-anonymous": say(
    "Callers who hide their number are refused.",
    "Anrufer ohne Rufnummer werden abgewiesen.",
  ),
  "why-quiet": say("Do not disturb was on.", "Bitte nicht stören war eingeschaltet."),
  "why-blocked": say("The number is blocked.", "Die Nummer ist gesperrt."),
  "why-call-back": say(
    "It was a call back after a call for help.",
    "Es war ein Rückruf nach einem Notruf.",
  ),
  "why-unknown": say("The number called is not yours.", "Die gewählte Nummer gehört Ihnen nicht."),
  "why-rule": say("This was decided by rule", "Das entschied die Regel"),
} as const;
