/** Call or find, in English. */
export const search = {
  "search.label": "A number, a name, a page, a rule, a setting",
  "search.with": "Call with",
  "search.number": "Call {number}",
  "search.none": "Nothing by that name. A number can be called as it is.",
  "search.found": "{n, plural, one {# found} other {# found}}",
  "search.calls": "{device} rings. Lift it to call {name}.",
  "search.group.call": "Call",
  "search.group.person": "People",
  "search.group.page": "Pages",
  "search.group.rule": "Rules",
  "search.group.setting": "Settings",
  "search.group.device": "Devices",
} as const satisfies Readonly<Record<string, string>>;
