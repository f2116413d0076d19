import type { handling as english } from "../en/handling.ts";

export const handling: Readonly<Record<keyof typeof english, string>> = {
  "handling.title": "Anrufregeln",
  "handling.headline": "Die erste Regel, die passt, entscheidet.",
  "handling.rules": "Regeln",
  "handling.parts": "Teile dieser Seite",
  "handling.count": "{n, plural, one {Eine Regel} other {# Regeln, von oben nach unten}}",
  "handling.add": "Neue Regel",
  "handling.added":
    "{name} ist jetzt eine Regel, gleich vor allen anderen Anrufern. Sie ist ausgeschaltet, bis Sie sie einschalten.",
  "handling.changed": "{name} wurde geändert.",
  "handling.removed": "{name} wurde entfernt.",
  "handling.moved":
    "{name} ist jetzt {n} von {of}.{last, select, yes {} other { Danach kommt {next}.}}",
  "handling.turned": "{name} ist jetzt {yes, select, yes {eingeschaltet} other {ausgeschaltet}}.",
  "handling.off": "ausgeschaltet",
  "handling.last": "immer zuletzt, damit kein Anruf verloren geht",
  "handling.decides": "entscheidet den Anruf, der hier probiert wird",
  "handling.up": "Nach oben: {name}",
  "handling.down": "Nach unten: {name}",
  "handling.cancel": "Abbrechen",
  "elsewhere.title": "Anderswo geführt",
  "elsewhere.count":
    "{kind, select, calendar {{n, plural, one {ein Termin} other {# Termine}}} list {{n, plural, one {eine Nummer} other {# Nummern}}} other {{n, plural, one {eine Person} other {# Personen}}}}",
  "elsewhere.stopped": "{n, plural, one {ein Anruf} other {# Anrufe}} aufgehalten",
  "elsewhere.asOf": "Stand: {moment}",
  "elsewhere.nothing": "davon ist noch nichts bekannt",
  "elsewhere.look": "Erneut nachsehen: {name}",
};
