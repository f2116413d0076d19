import type { checks as english } from "../en/checks.ts";

/** What is written well and hardly meant, in German. */
export const checks: Readonly<Record<keyof typeof english, string>> = {
  "check.title": "Einen Blick wert",
  "check.intro": "Falsch ist hier nichts. Vielleicht ist es nur nicht so gemeint.",
  "check.broken": "Die Prüfung {check} gilt nicht mehr: {rule} entscheidet anders.",
  "check.shadowed":
    "{rule} kommt nie an die Reihe: {by} steht darüber und nimmt jeden passenden Anruf.",
  "check.shadowedTogether":
    "{rule} kommt nie an die Reihe: Die Regeln darüber nehmen jeden passenden Anruf, diesen hier {by}.",
  "check.neverHolds": "{rule} kommt nie an die Reihe: Kein Anruf erfüllt alles, was sie verlangt.",
  "check.nothingEverRings": "Es klingelt nie, wer auch anruft.",
  "check.nothingRings": "{days} von {from} bis {to} klingelt nichts, wer auch anruft.",
  "check.nothingRingsOver": "{day} {from} bis {lastDay} {to} klingelt nichts, wer auch anruft.",
  "check.nothingRingsBetween": "Vom {since} bis zum {until} klingelt nichts, wer auch anruft.",
  "check.personNeverThrough":
    "{person} kommt nie durch, auch nicht zur Mailbox: {rule} weist solche Anrufe ab.",
  "check.strangerNeverThrough":
    "Wen Sie nicht kennen, der kommt nie durch, auch nicht zur Mailbox: {rule} weist ihn ab.",
  "check.hiddenNeverThrough":
    "Wer seine Nummer verbirgt, kommt nie durch, auch nicht zur Mailbox: {rule} weist ihn ab.",
  "check.mayComeBack":
    "{to} zeigt {account} als eigene Nummer. Kommen Anrufe dorthin hier an, kommt auch ein weitergeleiteter zurück.",
  "check.unconfirmed":
    "Zu {to} wird niemand weitergeleitet: Es kostet mehr als ein Anruf zu Hause. Mit `abroad: true` an dieser Stelle der Einstellungen geht es.",
  "check.othersMailbox":
    "Unter {to} kann eine fremde Mailbox annehmen, bevor hier jemand abhebt. Annehmen auf Tastendruck hält sie heraus.",
  "check.accountOff": "{account} ist ausgeschaltet, hier aber eingeplant.",
  "check.mailboxOff":
    "Die Mailbox ist ausgeschaltet. Wen {rule} dorthin schickt, der wird abgewiesen.",
  "check.noNumber": "{person} hat keine Nummer, die man anrufen könnte.",
  "check.neverOccurs": "{time} ist eine Zeit, die nie kommt.",
  "check.overlaps":
    "{days} von {from} bis {to} liegt in anderen Stunden derselben Zeit und ändert nichts.",
  "check.speedDialShadowed": "Die Kurzwahl {slot} lässt sich nicht wählen: {means}",
  "check.telephoneShadowed": "{device} lässt sich nicht unter dem Kurznamen wählen: {means}",
  "check.telephoneShadows":
    "Wer im Haus {number} wählt, lässt {device} klingeln, denn so ist der Kurzname.",
  "check.means":
    "{is, select, emergency {Das ist ein Notruf.} telephone {Damit klingelt ein Telefon des Hauses.} service {Das prüft den Notruf.} messages {Das spielt die Nachrichten ab.} echo {Das ist das Echo.} other {Es bedeutet etwas anderes.}}",
  "check.example.call": "Zum Beispiel: {who} ruft an, {moment}",
  "check.example.hidden": "jemand ohne Nummer",
  "check.example.via": "über {account}",
  "check.example.mode": "während der Modus {mode} gilt",
  "check.example.dialled": "Zum Beispiel: {dialled} wird gewählt",
};
