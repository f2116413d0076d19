import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { test } from "node:test";
import { household } from "../interop/household.ts";
import { noBaresip } from "../phones/baresip.ts";
import { listenTo } from "../phones/tone.ts";
import { ringwise } from "./ringwise.ts";

const skip =
  noBaresip() ?? (existsSync("/usr/bin/espeak-ng") ? false : "espeak-ng is not installed");

test(
  "`ringwise say` speaks into a telephone, which answers by itself and is hung up after it",
  {
    skip,
  },
  () =>
    household([{ do: "mailbox" }], async ({ house, phone }) => {
      const kitchen = await phone("kitchen", { tone: 440, answers: "auto" });
      const { code, said } = await ringwise(house, [
        "say",
        "Dinner",
        "is",
        "ready",
        "--device",
        "kitchen",
      ]);
      assert.equal(code, 0, said);
      assert.match(said, /^it is being said \(call \S+\)\n$/);
      await kitchen.until("CALL_CLOSED");
      const { level } = listenTo(await kitchen.hears(0.5));
      assert.ok(level > 0.003, `a voice is heard: ${level}`);
    }),
);
