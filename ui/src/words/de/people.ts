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
  "people.find": "Jemanden finden",
  "people.notFound": "Niemand mit diesem Namen oder dieser Nummer.",
  "people.noNumber": "Keine Nummer",
  "people.numbers": "Nummern",
  "people.numbers.hint": "mehrere mit Kommas dazwischen",
  "people.bring": "Adressbuch mitbringen",
  "people.bringText":
    "Telefone und Mailprogramme sichern Kontakte als vCard-Datei (.vcf). Wer hier mit einer Nummer bekannt ist, wird auf den neuen Stand gebracht, niemand wird verdoppelt.",
  "people.bringFile": "vCard-Datei",
  "people.brought":
    "{added, plural, =0 {Niemand ist neu} one {Eine Person ist neu} other {# sind neu}}, {updated, plural, =0 {niemand wurde geändert} one {eine wurde auf den neuen Stand gebracht} other {# wurden auf den neuen Stand gebracht}}.",
  "people.broughtNot":
    "{n, plural, one {Eine Karte wurde} other {# Karten wurden}} ausgelassen: ohne Namen oder Nummer.",
  "people.groups": "Gehört zu",
};
