import type { search as english } from "../en/search.ts";

export const search: Readonly<Record<keyof typeof english, string>> = {
  "search.label": "Eine Nummer, ein Name, eine Seite, eine Regel, eine Einstellung",
  "search.with": "Anrufen mit",
  "search.number": "{number} anrufen",
  "search.none": "Nichts mit diesem Namen. Eine Nummer lässt sich anrufen, wie sie ist.",
  "search.found": "{n, plural, one {# gefunden} other {# gefunden}}",
  "search.calls": "{device} klingelt. Nehmen Sie dort ab, um {name} anzurufen.",
  "search.group.call": "Anrufen",
  "search.group.person": "Personen",
  "search.group.page": "Seiten",
  "search.group.rule": "Regeln",
  "search.group.setting": "Einstellungen",
  "search.group.device": "Geräte",
};
