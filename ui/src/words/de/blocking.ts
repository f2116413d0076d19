import type { blocking as english } from "../en/blocking.ts";

export const blocking: Readonly<Record<keyof typeof english, string>> = {
  "blocking.title": "Sperren",
  "blocking.headline":
    "{n, plural, =0 {Niemand ist gesperrt.} one {Einer ist gesperrt.} other {# sind gesperrt.}} {calls, plural, =0 {} one {Ein Anruf wurde diesen Monat abgehalten.} other {# Anrufe wurden diesen Monat abgehalten.}}",
  "blocking.blocked": "Gesperrt",
  "blocking.none": "Wer anruft, kommt durch, wie Ihre Regeln es sagen.",
  "blocking.add": "Eine Nummer sperren",
  "blocking.number": "Nummer",
  "blocking.numberHint": "oder wie Nummern beginnen: +49900*",
  "blocking.because": "Warum",
  "blocking.becauseHint": "zur Erinnerung",
  "blocking.do": "Sperren",
  "blocking.done": "{name} ist ab jetzt gesperrt.",
  "blocking.undo": "Wieder zulassen",
  "blocking.undoThis": "Wieder zulassen: {name}",
  "blocking.undone": "{name} darf wieder anrufen.",
  "blocking.begins": "Nummern, die mit {number} beginnen",
  "blocking.host": "Alle bei {host}",
  "blocking.noted":
    "{by, select, none {{when, select, none {} other {Seit {when}}}} other {{when, select, none {Durch {by}} other {Durch {by}, {when}}}}}",
  "blocking.because.call": "Der Anruf",
  "blocking.because.callOf": "Der Anruf, nach dem {name} gesperrt wurde",
  "blocking.kept":
    "{n, plural, =0 {Kein Anruf diesen Monat} one {Ein Anruf diesen Monat} other {# Anrufe diesen Monat}}{last, select, none {} other {, zuletzt {last}}}",
  "blocking.noRule":
    "Zurzeit hält keine Regel Gesperrte ab: sie werden wie alle anderen behandelt.",
  "blocking.noRuleGo": "Zu den Regeln",
  "blocking.try": "Wäre diese Nummer gesperrt?",
  "blocking.tryNumber": "Eine Nummer, wie sie anruft",
  "blocking.ask": "Fragen",
  "blocking.says":
    "{is, select, own {Nein: Es ist eine Ihrer eigenen Nummern, die nie gesperrt werden.} help {Nein: Wer hilft, wird nie gesperrt.} person {Ja: {name} ist mit Namen gesperrt.} number {Ja: Diese Nummer ist gesperrt.} begins {Ja: Nummern, die mit {what} beginnen, sind gesperrt.} list {Ja: Sie steht auf der Liste „{what}“.} allowed {Nein: Sie wird immer durchgelassen, denn {what} ist zugelassen.} allowedList {Nein: Sie wird durch die Liste „{what}“ immer durchgelassen.} known {Nein: Sie kennen {name}, und keine Liste hält ab, wen Sie kennen.} other {Nein: Nichts sperrt sie.}}",
  "blocking.then": "Wenn sie jetzt anruft: {what}.",
  "blocking.hidden": "Unterdrückte Nummern",
  "blocking.hiddenSwitch": "Anrufe mit unterdrückter Nummer abweisen",
  "blocking.hiddenNow": "Ein unbekannter Anrufer ohne Nummer jetzt: {what}.",
  "blocking.hiddenOn": "Wer die Nummer unterdrückt, wird abgewiesen.",
  "blocking.hiddenOff": "Wer die Nummer unterdrückt, wird nach Ihren Regeln behandelt.",
  "blocking.allowed": "Immer durchgelassen",
  "blocking.allowedText": "Geht allem vor, was nach Nummern gesperrt ist, und jeder Liste.",
  "blocking.allowNumber": "Nummer, oder wie Nummern beginnen",
  "blocking.allow": "Immer durchlassen",
  "blocking.allowedNow": "{name} wird immer durchgelassen.",
  "blocking.allowedNoMore": "{name} wird nicht mehr in jedem Fall durchgelassen.",
  "blocking.removeAllowed": "Nicht mehr: {name}",
  "blocking.people": "Gesperrte Anrufer",
};
