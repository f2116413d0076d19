import assert from "node:assert/strict";
import { test } from "node:test";
import { house as adas } from "./adasHouse.ts";
import { rungBy, withoutDevice } from "./rungBy.ts";
import { document, type Settings } from "./settings.ts";
import { validate } from "./validate.ts";

const house = (rules: readonly object[]): Settings =>
  document.parse({
    devices: [
      { id: "kitchen", kind: "sip", secret: "s" },
      { id: "desk", kind: "browser" },
    ],
    services: { wakeUps: { kitchen: "06:30", desk: "07:00" } },
    rules,
  });
const always = { is: "always" };
const ring = (...devices: string[]) => ({
  do: "ring",
  targets: devices.map((device) => ({ device })),
});

test("a telephone knows the rules that ring it, alone, with all, and within a question", () => {
  const { rules } = house([
    { id: "alone", when: always, then: [ring("kitchen")] },
    { id: "off", enabled: false, when: always, then: [ring("kitchen")] },
    { id: "other", when: always, then: [ring("desk")] },
    {
      id: "asked",
      when: always,
      then: [{ do: "ask", prompt: "p", keys: [{ key: "1", then: [ring("kitchen")] }] }],
    },
    { id: "all", when: always, then: [{ do: "ring", targets: [{ everyDevice: true }] }] },
  ]);
  assert.deepEqual(
    rungBy(rules, "kitchen").map(({ id }) => id),
    ["alone", "asked", "all"],
  );
});

test("what is removed is rung and woken no more, and what that means is said", () => {
  const before = house([
    { id: "both", when: always, then: [ring("kitchen", "desk"), { do: "mailbox" }] },
    { id: "alone", when: always, then: [ring("kitchen"), { do: "mailbox" }] },
    {
      id: "page",
      when: always,
      then: [{ do: "speak", target: { device: "kitchen" }, also: [{ device: "desk" }] }],
    },
    { id: "other", when: always, then: [ring("desk")] },
  ]);
  const { settings, removal } = withoutDevice(before, "kitchen");
  assert.deepEqual(removal, { fewer: ["both", "page"], silent: ["alone"] });
  assert.equal(rungBy(settings.rules, "kitchen").length, 0);
  assert.deepEqual(settings.rules[1]?.then, [{ do: "mailbox" }]);
  assert.deepEqual(settings.services.wakeUps, { desk: "07:00" });
  assert.ok(validate(settings).ok);
});

test("a rule that asks about it stays, and is refused by its name", () => {
  const asks = { is: "device", device: "kitchen", state: "offline" };
  const { settings } = withoutDevice(
    house([
      { id: "asks", when: asks, then: [ring("desk")] },
      { id: "rest", when: always, then: [{ do: "mailbox" }] },
    ]),
    "kitchen",
  );
  const refused = validate(settings);
  assert.deepEqual(!refused.ok && refused.problem.map(({ path, code }) => [path, code]), [
    ["/rules/0/when/device", "settings.unknown.device"],
  ]);
});

test("in Ada's house no telephone but those that rules ask about keeps another from going", () => {
  const settings = adas();
  for (const { id } of settings.devices) {
    const left = validate(withoutDevice(settings, id).settings);
    if (!left.ok) assert.ok(left.problem.every(({ code }) => code === "settings.unknown.device"));
  }
});
