/** In German, what holds for the whole exchange. */
export const settings = {
  "settings.all": "Für alle",
  "settings.limits": "Grenzen",
  "settings.domains": "Domains",
  "settings.domainsHint": "die erste wird gezeigt; Passwörter gelten weiter, wenn sie sich ändern",
  "settings.country": "Land",
  "settings.countryHint": "zwei Buchstaben, wie DE: wo Nummern ohne Landesvorwahl zu Hause sind",
  "settings.membersCall": "Wie Teilnehmer einander anrufen",
  "settings.strict": "Nur über die Vermittlung",
  "settings.peer": "Auch direkt, nach ihrem unterschriebenen Verzeichnis, bis 200 Teilnehmer",
  "settings.relay": "Ton über die Vermittlung",
  "settings.relayIs":
    "{relay, select, whenNeeded {Wo keine Seite die andere erreicht} always {Immer} never {Nie} other {Wie für alle}}",
  "settings.hidesUsers": "Fremde erfahren nicht, wer hier Teilnehmer ist",
  "settings.bindings": "Server und Telefone je Teilnehmer",
  "settings.strangers": "Anrufe von Fremden in der Minute, je Ort",
  "settings.least": "Kürzeste Anmeldung, in Sekunden",
  "settings.most": "Längste Anmeldung, in Sekunden",
  "settings.ports": "Wo sie hört",
  "settings.port": "{protocol} bei {at}",
  "settings.portsText":
    "Ports werden dort gesetzt, wo die Vermittlung gestartet wird, und hier gelesen.",
};
