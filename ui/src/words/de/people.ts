import type { people as english } from "../en/people.ts";

export const people: Readonly<Record<keyof typeof english, string>> = {
  "people.title": "Personen",
  "people.headline":
    "{n, plural, =0 {Noch ist hier niemand bekannt.} one {Sie kennen einen Anrufer mit Namen.} other {Sie kennen # Anrufer mit Namen.}}",
  "people.none":
    "Wer hier steht, wird mit Namen angezeigt, und Regeln können davon sprechen: Familie, Favoriten, Gesperrte.",
  "people.add": "Jemanden hinzufügen",
  "people.added": "{name} ist jetzt bekannt.",
  "people.changed": "{name} wurde geändert.",
  "people.removed": "{name} wurde entfernt.",
  "people.change": "Ändern: {name}",
  "people.noNumber": "Keine Nummer",
  "people.numbers": "Nummern",
  "people.numbers.hint": "mehrere mit Kommas dazwischen",
  "people.groups": "Gehört zu",
};
