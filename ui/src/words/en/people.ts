/** People, in English. */
export const people = {
  "people.title": "People",
  "people.headline":
    "{n, plural, =0 {Nobody is known here yet.} one {You know one caller by name.} other {You know # callers by name.}}",
  "people.none":
    "Whom you add here is shown by name, and rules can speak of them: family, favourites, blocked.",
  "people.add": "Add somebody",
  "people.added": "{name} is known now.",
  "people.changed": "{name} was changed.",
  "people.removed": "{name} was removed.",
  "people.change": "Change: {name}",
  "people.find": "Find somebody",
  "people.notFound": "Nobody of that name or number.",
  "people.noNumber": "No number",
  "people.numbers": "Numbers",
  "people.numbers.hint": "several with commas between them",
  "people.bring": "Bring your address book",
  "people.bringText":
    "Telephones and mail programs save contacts as a vCard file (.vcf). Whoever is known here by a number is brought up to date, nobody is doubled.",
  "people.bringFile": "vCard file",
  "people.brought":
    "{added, plural, =0 {Nobody is new} one {One is new} other {# are new}}, {updated, plural, =0 {nobody was changed} one {one was brought up to date} other {# were brought up to date}}.",
  "people.broughtNot":
    "{n, plural, one {One card was left out} other {# cards were left out}}: without a name or a number.",
  "people.groups": "Belongs to",
} as const satisfies Readonly<Record<string, string>>;
