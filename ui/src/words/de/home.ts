import type { home as english } from "../en/home.ts";

export const home: Readonly<Record<keyof typeof english, string>> = {
  "home.title": "Übersicht",
  "home.dial": "Wählen",
  "home.ringMe": "Klingeln lassen",
  "home.ringFailed": "Es konnte nicht klingeln: {detail}",
  "home.live": "Laufende Anrufe",
  "home.liveTime": "Gesprächszeit {time}",
  "home.hangUpLabel": "Auflegen: Gespräch mit {name}",
  "home.parkLabel": "Parken: Gespräch mit {name}",
  "home.recordLabel": "Aufzeichnen: Gespräch mit {name}",
  "home.recordStopLabel": "Nicht mehr aufzeichnen: Gespräch mit {name}",
  "home.takeLabel": "Hier übernehmen: Gespräch mit {name}",
  "home.listenLabel": "Mithören: {name}",
  "home.liveIn":
    "{state, select, ringing {Klingelt: {targets}} parked {Geparkt} talking {{targets}} other {Wird verbunden}}, seit {time}",
  "home.liveOut":
    "{state, select, parked {Geparkt} talking {Sie riefen an ({device})} other {Sie rufen an ({device})}}, seit {time}",
  "home.today": "Heute",
  "home.dayPart": "{time} von {from} bis {to}",
  "home.all": "Alle Anrufe",
  "home.count.answered": "{n} angenommen",
  "home.count.missed": "{n} verpasst",
  "home.count.message": "{n, plural, one {# Nachricht} other {# Nachrichten}}",
  "home.count.forwarded": "{n} weitergeleitet",
  "home.count.rejected": "{n} abgewiesen",
  "home.none": "Heute hat noch nichts geklingelt.",
  "home.ringYourself": "Lassen Sie es einmal klingeln.",
  "home.devices": "Geräte",
  "home.manage": "Verwalten",
  "home.line": "Leitung",
  "home.settings": "Einstellungen",
  "home.roundTrip": "Laufzeit hin und zurück",
  "home.milliseconds": "{n, number} ms",
  "home.lineSince": "Seit",
  "home.noAccounts":
    "Ihre Leitung ist noch nicht mit der Welt verbunden. Anrufe zwischen Ihren eigenen Geräten gehen schon.",
  "home.connect": "Konto hinzufügen",
  "home.voicemail": "Anrufbeantworter",
  "home.newMessages": "{n, plural, =0 {Keine neuen Nachrichten} one {# neue} other {# neue}}",
  "home.noMessages": "Keine Nachrichten.",
  "home.allHeard": "Sie haben alle gehört.",
  "home.loading": "Ihre Leitung wird angesehen …",

  "trouble.diskFull":
    "Die Festplatte ist voll. Anrufe gehen weiter, aber Neues kann nicht behalten werden.",

  "account.registered": "Angemeldet",
  "account.static": "Bereit",
  "account.failed": "Fehlgeschlagen",
  "account.trying": "Versucht es",

  "device.idle": "Bereit",
  "device.ringing": "Klingelt",
  "device.busy": "Im Gespräch",
  "device.offline": "Nicht verbunden",
  "device.kind.sip": "Tischtelefon oder Adapter",
  "device.kind.browser": "Browser",
  "device.kind.mgcp": "Anschluss eines Gateways",
  "device.kind.analog": "Analoge Leitung",
  "device.here": "Dieser Browser",
  "device.thisBrowser": "dieser Browser",
  "device.every": "alle Telefone",
  "device.since": "seit {time}",

  "trouble.unreachable":
    "Der Server antwortet nicht. Laufende Gespräche sind davon nicht betroffen.",
  "trouble.again": "Noch einmal versuchen",
  "trouble.panel": "Dieser Teil konnte nicht geladen werden: {detail}",

  "notFound.headline": "Unter dieser Adresse ist nichts.",
  "notFound.home": "Zur Übersicht",
};
