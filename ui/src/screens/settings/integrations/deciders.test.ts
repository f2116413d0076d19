import assert from "node:assert/strict";
import { test } from "node:test";
import type { RuleSettings, SettingsDocument } from "../../../words/decision.ts";
import { en } from "../../../words/en.ts";
import { wordsIn } from "../../../words/say.ts";
import {
  deciders,
  mayAsk,
  placeOfDecider,
  type WrittenDecider,
  withDecider,
  withoutDecider,
} from "./deciders.ts";
import { troubleSentence } from "./troubleWords.ts";

test("the services that rules ask are gathered, behind keys too, each once a rule", () => {
  const step = { do: "decide", url: "http://red.lan:1880/call", inside: true, otherwise: [] };
  const rule = (id: string, then: unknown): RuleSettings =>
    ({ id, when: { is: "always" }, then }) as unknown as RuleSettings;
  const found = deciders([
    rule("a", [step, { ...step, secret: { set: true }, url: "https://x.example/" }]),
    rule("b", [{ do: "ask", keys: [{ key: "1", then: [step, step] }] }]),
  ]);
  assert.deepEqual(
    found.map(({ rule: id, host, inside, secret, seconds }) => {
      return [id, host, inside, secret !== undefined, seconds];
    }),
    [
      ["a", "red.lan:1880", true, false, 3],
      ["a", "x.example", true, true, 3],
      ["b", "red.lan:1880", true, false, 3],
    ],
  );
});

test("a service is put before what its rule does, changed where it stands, and taken out", () => {
  const house: SettingsDocument = {
    rules: [
      {
        id: "a",
        when: { is: "always" },
        then: [
          { do: "ask", prompt: "menu", keys: [{ key: "1", then: [{ do: "mailbox" }] }] },
          { do: "mailbox" },
        ],
      },
      { id: "b", when: { is: "always" }, then: [{ do: "mailbox" }] },
    ] as unknown as SettingsDocument["rules"] & object,
  };
  const written: WrittenDecider = {
    ...{ rule: "b", url: "https://x.example/", secret: "s", inside: false, seconds: 2 },
  };
  const asks = { do: "decide", url: "https://x.example/", secret: "s", for: 2, otherwise: [] };
  const added = withDecider(house, written);
  assert.deepEqual(added.rules?.[1]?.then, [asks, { do: "mailbox" }]);
  assert.equal(placeOfDecider(added, written), "/rules/1/then/0");
  assert.deepEqual(
    mayAsk(added.rules ?? []).map(({ id }) => id),
    ["a"],
  );
  const [one] = deciders(added.rules ?? []);
  assert.ok(one);
  const changed = withDecider(added, { ...written, url: "http://red.lan/", inside: true }, one);
  assert.deepEqual(changed.rules?.[1]?.then[0], { ...asks, url: "http://red.lan/", inside: true });
  assert.deepEqual(withoutDecider(added, one), house);
});

test("what went wrong elsewhere is said plainly; what is new to the page, as the server says it", () => {
  const words = wordsIn("en", en, "UTC");
  const said = (code: string): string => troubleSentence({ code, detail: "as told" }, words);
  assert.equal(said("subscription.refused"), "The user name or the password is not accepted.");
  assert.equal(said("calendar.tooOften"), "as told");
});
