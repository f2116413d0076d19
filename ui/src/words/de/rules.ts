import type { rules as english } from "../en/rules.ts";

export const rules: Readonly<Record<keyof typeof english, string>> = {
  "rule.sentence": "Wenn {who} {kind, select, many {anrufen} other {anruft}}, {when}: {what}.",
  "rule.always": "Für <em>alle anderen</em>: {what}.",
  "rule.nothing": "nichts tun",
  "rule.then": "{before}, dann {next}",
  "rule.asked": "{ask} ({keys})",
  "rule.onKey": "bei {key}: {what}",
  "rule.onExtension": "bei einer Nebenstelle: dort anrufen",
  "rule.orKey": "{before}; {next}",
  "rule.decided": "{ask} (ohne Antwort: {what})",
  "rule.anyone": "irgendwer",
  "rule.but": "{who} außer {but}",
  "rule.prefix": "Nummern mit {prefix} am Anfang",
  "rule.when.caller": "{yes, select, yes {wenn es} other {außer wenn es}} {who} ist",
  "rule.when.called": "{yes, select, yes {auf} other {auf einer anderen Nummer als}} {number}",
  "rule.when.via": "{yes, select, yes {über} other {nicht über}} {account}",
  "rule.when.during": "{yes, select, yes {während} other {außerhalb von}} „{time}“",
  "rule.when.mode": "{yes, select, yes {solange} other {außer wenn}} die Betriebsart „{mode}“ gilt",
  "rule.when.device":
    "{yes, select, yes {solange} other {außer wenn}} {device} {state, select, idle {frei ist} ringing {klingelt} busy {im Gespräch ist} other {nicht verbunden ist}}",
  "rule.when.attested":
    "{yes, select, yes {} other {nicht }}{level, select, failed {mit einer Nummer, deren Unterschrift nicht gilt} none {mit einer Nummer, für die niemand bürgt} other {mit einer Nummer, für die ihr Netz bürgt ({level})}}",
  "rule.when.before":
    "{by, select, owner {{yes, select, yes {von Ihnen schon einmal angerufen} other {von Ihnen nie angerufen}}} caller {{yes, select, yes {nach einem früheren Gespräch mit Ihnen} other {ohne ein früheres Gespräch mit Ihnen}}} other {{yes, select, yes {von einem früheren Anruf bekannt} other {von keinem früheren Anruf bekannt}}}}",
  "rule.when.again":
    "{yes, select, yes {noch einmal} other {nicht noch einmal}} binnen {minutes, plural, one {einer Minute} other {# Minuten}}",
  "rule.when.always": "{yes, select, yes {egal wann} other {nie}}",
  "do.ring":
    "{targets} {order, select, inTurn {{n, plural, one {} other {nacheinander je }}} other {}}{seconds, plural, =0 {ohne zu warten} one {eine Sekunde} other {# Sekunden}} klingeln lassen{cadence, select, none {} other { mit Klingelton {cadence}}}{busy, select, interrupt { und ein Gespräch dort unterbrechen} speak { und in ein Gespräch dort hineinsprechen} skip {, außer im Gespräch} other {}}{on, select, yes { und weiterklingeln lassen} other {}}",
  "do.forward": "weiterleiten an {target}",
  "do.interrupt":
    "aufschalten auf {target}{existing, select, end { und das Gespräch dort beenden} other {}}",
  "do.speak":
    "{seconds, plural, one {eine Sekunde} other {# Sekunden}} einseitig sprechen lassen zu {targets}",
  "do.announce": "„{prompt}“ ansagen",
  "do.screen":
    "{by, select, digits {um zwei Ziffern bitten} other {fragen, wer anruft,}} und {targets} {seconds, plural, one {eine Sekunde} other {# Sekunden}} für Ihre Wahl klingeln lassen",
  "do.room": "den Anrufer in die Konferenz „{room}“ lassen",
  "do.mailbox": "{greeting, select, none {} other {nach „{greeting}“ }}eine Nachricht aufnehmen",
  "do.reject":
    "{cause, select, busy {besetzt melden} quiet {sagen, dass es gerade nicht geht} anonymousRefused {sagen, dass unterdrückte Nummern nicht angenommen werden} unproven {eine Nummer abweisen, für die niemand bürgt} noAnswer {sagen, dass niemand abhebt} unknown {sagen, dass es die Nummer nicht gibt} limit {sagen, dass es zu viele Anrufe sind} unreachable {sagen, dass Sie nicht erreichbar sind} loop {sagen, dass der Anruf im Kreis läuft} other {abweisen}}",
  "do.ask":
    "„{prompt}“ ansagen und {seconds, plural, one {eine Sekunde} other {# Sekunden}} auf eine Taste warten",
  "do.decide":
    "{host} binnen {seconds, plural, one {einer Sekunde} other {# Sekunden}} fragen, was zu tun ist",
  "do.target":
    "{name}{via, select, none {} other { über {via}}}{after, plural, =0 {} one { nach einer Sekunde} other { nach # Sekunden}}{confirm, select, yes { mit Tastendruck} other {}}",
};
