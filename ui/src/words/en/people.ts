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
  "people.noNumber": "No number",
  "people.numbers": "Numbers",
  "people.numbers.hint": "several with commas between them",
  "people.groups": "Belongs to",
} as const satisfies Readonly<Record<string, string>>;
