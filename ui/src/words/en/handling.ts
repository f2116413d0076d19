/** Call handling: the rules, what they would do, and the week, in English. */
export const handling = {
  "handling.title": "Call handling",
  "handling.headline": "The first rule that fits decides.",
  "handling.rules": "Rules",
  "handling.parts": "Parts of this page",
  "handling.count": "{n, plural, one {One rule} other {# rules, looked at from the top}}",
  "handling.add": "New rule",
  "handling.added":
    "{name} is a rule now, just above everyone else. It is switched off until you switch it on.",
  "handling.changed": "{name} was changed.",
  "handling.removed": "{name} was removed.",
  "handling.moved":
    "{name} moved to {n} of {of}.{last, select, yes {} other { It now runs before {next}.}}",
  "handling.turned": "{name} is {yes, select, yes {on} other {off}} now.",
  "handling.off": "switched off",
  "handling.last": "always last, so that no call is lost",
  "handling.decides": "decides the call tried here",
  "handling.up": "Move up: {name}",
  "handling.down": "Move down: {name}",
  "handling.cancel": "Cancel",
  "elsewhere.title": "Kept elsewhere",
  "elsewhere.count":
    "{kind, select, calendar {{n, plural, one {one event} other {# events}}} list {{n, plural, one {one number} other {# numbers}}} other {{n, plural, one {one person} other {# people}}}}",
  "elsewhere.stopped": "stopped {n, plural, one {one call} other {# calls}}",
  "elsewhere.asOf": "as of {moment}",
  "elsewhere.nothing": "nothing of it is known yet",
  "elsewhere.look": "Look again: {name}",
} as const satisfies Readonly<Record<string, string>>;
