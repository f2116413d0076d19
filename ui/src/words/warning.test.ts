import assert from "node:assert/strict";
import { test } from "node:test";
import { wallTime } from "#kit/time.ts";
import { check } from "#telephony/checking/check.ts";
import { adasHouse, house } from "#telephony/settings/adasHouse.ts";
import type { SettingsWarning } from "../api/client.ts";
import { de } from "./de.ts";
import { en } from "./en.ts";
import { namesOf } from "./names.ts";
import { wordsIn } from "./say.ts";
import { exampleSentence, warningSentence } from "./warning.ts";

const settings = house({
  devices: [...adasHouse.devices, { id: "12", name: "Attic", kind: "browser" }],
  services: { speedDials: { "12": "+442079460123" } },
  times: [
    ...adasHouse.times,
    {
      id: "weekend",
      name: "Weekend",
      weekly: [
        { days: ["sat"], from: "00:00", to: "24:00" },
        { days: ["sun"], from: "00:00", to: "12:00" },
      ],
    },
  ],
  rules: [
    {
      id: "weekend",
      name: "Weekends",
      when: { is: "during", time: "weekend" },
      then: [{ do: "mailbox" }],
    },
    {
      id: "night",
      name: "Nights",
      when: { is: "during", time: "night" },
      then: [{ do: "mailbox" }],
    },
    {
      id: "uk",
      name: "Britain",
      when: { is: "caller", like: "+44*" },
      then: [{ do: "forward", to: { number: "+16135550199" } }, { do: "mailbox" }],
    },
    { id: "london", name: "London", when: { is: "caller", like: "+4420*" }, then: [] },
    {
      id: "else",
      name: "Everyone else",
      when: { is: "always" },
      then: [{ do: "ring", targets: [{ everyDevice: true }] }],
    },
  ],
});
const warnings = check(
  settings,
  wallTime(Date.parse("2026-11-27T18:05:00-05:00")),
) as readonly SettingsWarning[];

function said(locale: string, messages: typeof en | typeof de): readonly string[] {
  const words = wordsIn(locale, messages, "America/Toronto");
  const told = { words, names: namesOf(settings, words, "desk") };
  return warnings.flatMap((one) => [
    warningSentence(one, told),
    ...[exampleSentence(one, told)].flatMap((text) => text ?? []),
  ]);
}

test("each warning is a sentence, and its example one that can be tried", () =>
  assert.deepEqual(said("en-CA", en), [
    "Nothing rings from 10:00 p.m. to 7:00 a.m., Monday, Tuesday, Wednesday, Thursday and Sunday, whoever calls.",
    "For example: (613) 555-0120 calls on Sunday, November 29, 10:00 p.m., through sip.example.net",
    "Nothing rings from Friday 10:00 p.m. to Sunday 12:00 p.m., whoever calls.",
    "For example: (613) 555-0120 calls on Friday, December 4, 10:00 p.m., through sip.example.net",
    "Nothing rings from December 23, 2026, 10:00 p.m. to December 27, 2026, 12:00 p.m., whoever calls.",
    "For example: (613) 555-0120 calls on Wednesday, December 23, 10:00 p.m., through sip.example.net",
    "London is never reached: Britain, above it, takes every call that fits it.",
    "For example: Margaret calls on Sunday, November 29, 12:00 p.m., through sip.example.net",
    "A mailbox at (613) 555-0199 may answer before anybody here. Press to accept there keeps it out.",
    "For example: Margaret calls on Sunday, November 29, 12:00 p.m., through sip.example.net",
    "The speed dial 12 cannot be dialled: that rings a telephone of the house.",
    "For example: 12# is dialled",
  ]));

test("and so in German", () =>
  assert.deepEqual(said("de-DE", de), [
    "Montag, Dienstag, Mittwoch, Donnerstag und Sonntag von 22:00 bis 07:00 klingelt nichts, wer auch anruft.",
    "Zum Beispiel: (613) 555-0120 ruft an, Sonntag, 29. November, 22:00, über sip.example.net",
    "Freitag 22:00 bis Sonntag 12:00 klingelt nichts, wer auch anruft.",
    "Zum Beispiel: (613) 555-0120 ruft an, Freitag, 4. Dezember, 22:00, über sip.example.net",
    "Vom 23. Dezember 2026, 22:00 bis zum 27. Dezember 2026, 12:00 klingelt nichts, wer auch anruft.",
    "Zum Beispiel: (613) 555-0120 ruft an, Mittwoch, 23. Dezember, 22:00, über sip.example.net",
    "London kommt nie an die Reihe: Britain steht darüber und nimmt jeden passenden Anruf.",
    "Zum Beispiel: Margaret ruft an, Sonntag, 29. November, 12:00, über sip.example.net",
    "Unter (613) 555-0199 kann eine fremde Mailbox annehmen, bevor hier jemand abhebt. Annehmen auf Tastendruck hält sie heraus.",
    "Zum Beispiel: Margaret ruft an, Sonntag, 29. November, 12:00, über sip.example.net",
    "Die Kurzwahl 12 lässt sich nicht wählen: Damit klingelt ein Telefon des Hauses.",
    "Zum Beispiel: 12# wird gewählt",
  ]));

test("a code that is newer than the page is shown as it is", () => {
  const words = wordsIn("en", en, "UTC");
  const names = namesOf(undefined, words);
  assert.equal(
    warningSentence({ path: "", code: "check.tomorrow", params: {} }, { words, names }),
    "check.tomorrow",
  );
});
