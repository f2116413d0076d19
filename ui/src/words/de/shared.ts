import type { shared as english } from "../en/shared.ts";

export const shared: Readonly<Record<keyof typeof english, string>> = {
  "app.name": "Ringwise",
  "app.title": "{page} · {number}",

  "nav.main": "Hauptmenü",
  "nav.system": "System",
  "nav.home": "Übersicht",
  "nav.phone": "Telefon",
  "nav.calls": "Anrufe",
  "nav.voicemail": "Nachrichten",
  "nav.handling": "Anrufregeln",
  "nav.rules": "Regeln",
  "nav.besides": "Weiteres",
  "nav.people": "Personen",
  "nav.devices": "Geräte",
  "nav.settings": "Einstellungen",
  "nav.skip": "Zum Inhalt springen",
  "nav.new": "{n, plural, one {# neue Nachricht} other {# neue Nachrichten}}",
  "nav.signOut": "Abmelden",
  "search.open": "Anrufen oder finden",
  "search.keys": "Strg K",

  "line.free": "Leitung bereit",
  "line.ringing": "Es klingelt",
  "line.talking": "Im Gespräch",
  "line.offline": "Kein Telefon verbunden",
  "line.unknown": "Wird verbunden",
  "line.lost": "Nicht verbunden",
  "line.noNumber": "Ihr Telefon",

  "link.lost": "Nicht verbunden; Stand von {time}. Neuer Versuch läuft.",

  "settings.lockedBy": "Durch {file} festgelegt. Ändern Sie es dort.",

  "toast.region": "Was eben getan wurde",
  "toast.undo": "Rückgängig",
  "toast.undone": "Es ist wieder wie zuvor.",
  "toast.changedSince": "Es wurde inzwischen noch einmal geändert, deshalb bleibt alles.",
  "toast.mode":
    "{mode, select, schedule {Der Zeitplan entscheidet wieder.} other {Der Modus ist jetzt {name}.}}",
  "toast.away": "Schließen",

  "ring.title": "{name} ruft an",
  "ring.on": "Klingelt in diesem Browser",
  "ring.pickUp": "Abheben",
  "ring.silence": "Stumm",
  "ring.silenced": "Stumm geschaltet",
  "ring.soundOff": "Dieser Browser lässt Seiten erst nach einem Klick klingeln.",
  "ring.live": "Ankommender Anruf von {name}",

  "devices.none": "Dieser Browser kann Ihr erstes Telefon sein.",
  "devices.browserTitle": "Dieser Browser",

  "party.hidden": "Unterdrückte Nummer",
  "party.service": "Das Haus selbst",
  "party.echo": "Sie selbst (Echo)",
  "party.mailbox": "Anrufbeantworter",
  "party.messages": "Ihre Nachrichten",
  "party.announcement": "Eine Ansage",
  "party.take": "Ein übernommener Anruf",
  "party.listen": "Ein mitgehörter Anruf",

  "message.play": "Nachricht von {name} abspielen, {length}",
  "message.position": "Stelle in der Nachricht von {name}",
  "player.pause": "Anhalten",
  "player.position": "{at} von {length} Sekunden",
  "player.broken": "Die Aufnahme konnte nicht geladen werden.",

  "time.today": "Heute",
  "time.yesterday": "Gestern",
  "time.yesterdayAt": "gestern {time}",
  "time.everyDay": "jeden Tag",
  "time.dayToDay": "{from} bis {to}",
  "time.seconds": "{n, plural, one {# Sekunde} other {# Sekunden}}",
  "time.minutes": "{n, plural, one {# Minute} other {# Minuten}}",
  "time.s": "{n} s",
  "time.min": "{n} min",

  "group.favourites": "Favoriten",
  "group.family": "Familie",
  "group.contacts": "Ihre Kontakte",
  "group.unknown": "unbekannte Nummern",
  "group.hidden": "unterdrückte Nummern",
  "group.allowed": "erlaubte Nummern",
  "group.blocked": "gesperrte Nummern",
  "group.own": "Ihre eigenen Telefone",

  "mode.schedule": "Nach Plan",
  "mode.quiet": "Ruhe",
  "mode.away": "Abwesend",
  "mode.night": "Nacht",
  "mode.label": "Betriebsart",

  "rule.emergency": "Nach einem Notruf",
  "rule.called": "Wessen Nummer",
  "rule.outgoing": "Ein Anruf von Ihnen",
  "rule.services.forwardAll": "Alle Anrufe weiterleiten",
  "rule.services.anonymousReject": "Unterdrückte Nummern abweisen",
  "rule.everyoneElse": "Alle anderen",

  "why.limit.abroad": "Anrufe ins Ausland sind nicht erlaubt.",
  "why.limit.premium": "Teure Sonderrufnummern sind nicht erlaubt.",
  "why.limit.shared": "Nummern mit geteilten Kosten sind nicht erlaubt.",
  "why.limit.satellite": "Satellitentelefone sind nicht erlaubt.",
  "why.limit.country": "Dieses Land wird nie angerufen.",
  "why.limit.callsAtOnce": "Es sind so viele Gespräche, wie es zugleich sein dürfen.",
  "why.forward.unconfirmed":
    "Sie haben nicht bestätigt, dass Anrufe dorthin geleitet werden dürfen.",
  "why.limit.interrupts":
    "Eine Regel würde zum vierten Mal in zehn Minuten ein Gespräch unterbrechen: Sie klopft nur an.",
  "why.limit.minutes": "Die Minuten dieses Tages sind verbraucht.",
  "why.outgoing.noAccount": "Es gibt kein Konto, über das man anrufen könnte.",
  "why.server.closing": "Der Server war dabei aufzuhören.",

  "step.ring":
    "{targets} klingeln lassen{order, select, inTurn { nacheinander, je {seconds} Sekunden} other {, {seconds} Sekunden}}",
  "step.forward": "Weiterleiten an {target}",
  "step.interrupt": "Aufschalten auf {target}",
  "step.speak": "Einseitig sprechen zu {target}",
  "step.announce": "Ansage „{prompt}“",
  "step.screen": "Fragen, wer anruft",
  "step.ask": "Um eine Taste bitten",
  "step.decide": "Ein anderes Programm entscheiden lassen",
  "step.mailbox": "Nachricht aufnehmen",
  "step.reject": "Abweisen: {cause}",
  "step.messages": "Nachrichten abspielen",
  "step.service": "Den Auftrag ausführen",
  "step.echo": "Mit der eigenen Stimme antworten",
  "plan.then": "{before}, dann {next}",

  "did.ring": "Klingelte: {targets}",
  "did.ringNone": "Nichts klingelte, denn kein Telefon war verbunden",
  "did.forward": "Weitergeleitet an {target}",
  "did.mailbox": "Kam zum Anrufbeantworter",
  "did.reject": "Abgewiesen",
  "reason.line": "{did}, wegen „{rule}“",
  "reason.from": "Von: {device}",

  "cause.words":
    "{kind, select, normal {aufgelegt} cancelled {der Anrufer gab auf} busy {besetzt} noAnswer {keine Antwort} rejected {abgelehnt} quiet {gerade nicht} anonymousRefused {unterdrückte Nummern werden nicht angenommen} unproven {für die Nummer bürgt niemand} unknown {kein Anschluss unter dieser Nummer} limit {zu viele Anrufe} unreachable {nicht erreichbar} notAllowed {Ihre Grenzen erlauben es nicht} loop {der Anruf lief im Kreis} answeredElsewhere {anderswo angenommen} redirected {anderswohin geschickt} noResponse {keine Reaktion} notAcceptable {kein gemeinsames Tonformat} lost {die Verbindung brach ab} preempted {ein Notruf ging vor} failed {etwas ging schief} other {{kind}}}",

  outcome:
    "{outcome, select, answered {{direction, select, in {Angenommen{device, select, none {} other {: {device}}}} other {Sie riefen an}}{length, select, none {} other {, {length}}}} missed {{direction, select, in {Verpasst} other {{kind, select, busy {Besetzt} unknown {Kein Anschluss} other {Keine Antwort}}}}} message {Nachricht hinterlassen} forwarded {Weitergeleitet} rejected {Abgewiesen} other {{outcome}}}",
  "outcome.live":
    "{state, select, directing {Wird entschieden} ringing {Es klingelt} talking {Im Gespräch} ending {Endet} other {Im Gange}}",

  headline:
    "{line, select, talking {Sie sind im Gespräch. Wer jetzt anruft: } ringing {Es klingelt. Wer jetzt anruft: } other {Wer jetzt anruft: }}{clauses}.",
  "headline.all":
    "{line, select, talking {Sie sind im Gespräch. Wer jetzt anruft, } ringing {Es klingelt. Wer jetzt anruft, } other {Wer jetzt anruft, }}{first}{then, select, none {} other {, dann {then}}}.",
  "headline.clause": "{who} ({what})",
  "headline.family": "Familie",
  "headline.contacts": "Kontakte",
  "headline.strangers": "Fremde",
  "headline.hidden": "unterdrückte Nummern",
  "headline.unknown": "Fremde",
  "headline.others": "alle anderen",
  "headline.ring": "<em>klingelt bei {targets}</em>",
  "headline.beep": "<em>klopft an</em>",
  "headline.forward": "wird <em>weitergeleitet an {target}</em>",
  "headline.interrupt": "<em>unterbricht das Gespräch an {target}</em>",
  "headline.speak": "<em>spricht einseitig zu {target}</em>",
  "headline.screen": "wird <em>nach dem Namen gefragt</em>",
  "headline.mailbox": "<em>erreicht den Anrufbeantworter</em>",
  "headline.reject":
    "{cause, select, busy {<em>hört, dass besetzt ist</em>} other {wird <em>abgewiesen</em>}}",
  "headline.hear": "<em>hört eine Ansage</em>",
  "headline.nobody": "<em>erreicht niemanden</em>",
  "headline.silentMailbox":
    "<em>erreicht den Anrufbeantworter</em>, denn kein Telefon ist verbunden",
};
