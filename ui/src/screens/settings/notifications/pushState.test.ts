import assert from "node:assert/strict";
import { test } from "node:test";
import { type Browser, type PushState, pushState } from "./pushState.ts";

const fine: Browser = {
  ...{ secure: true, able: true, appleTab: false, framed: false },
  ...{ permission: "granted", telephone: true, subscribed: true },
};
const cases: readonly (readonly [Partial<Browser>, PushState])[] = [
  [{}, "on"],
  [{ subscribed: false }, "off"],
  [{ permission: "default" }, "off"],
  [{ telephone: false }, "noTelephone"],
  [{ permission: "denied", telephone: false }, "denied"],
  [{ able: false }, "unable"],
  [{ able: false, appleTab: true }, "appleTab"],
  [{ appleTab: true }, "on"],
  [{ secure: false, able: false }, "insecure"],
  [{ framed: true, permission: "denied" }, "framed"],
];

for (const [more, state] of cases)
  test(`${JSON.stringify(more)}: ${state}`, () =>
    assert.equal(pushState({ ...fine, ...more }), state));
