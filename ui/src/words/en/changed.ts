/** What was changed in the settings, in English. */
export const changed = {
  "changed.mode": "The mode is now {mode}.",
  "changed.section": "“{section}” was changed.",
  "changed.added": "{name} was added.",
  "changed.removed": "{name} was removed.",
  "changed.changed": "{name} was changed.",
  "changed.renamed": "{before} is now called {name}.",
  "changed.turned": "{name} is now {yes, select, yes {on} other {off}}.",
  "changed.order": "The order was changed.",
  "changed.starts": "{name} now starts at {time}.",
  "changed.ends": "{name} now ends at {time}.",
  "changed.hours": "{name} is now from {from} to {to}.",
  "changed.owner.name": "Your name is now {value}.",
  "changed.owner.country": "Your country is now {value}.",
  "changed.owner.timeZone": "Your time zone is now {value}.",
  "changed.owner.areaCode": "Your area code is now {value}.",
  "changed.owner.language": "Announcements are now in another language: {value}.",
  "changed.several":
    "{n, plural, =0 {Nothing was changed.} one {One thing was changed.} other {# things were changed.}}",
  "conflict.mine": "What you wrote",
  "conflict.theirs": "What was changed meanwhile",
} as const satisfies Readonly<Record<string, string>>;
