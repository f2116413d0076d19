import assert from "node:assert/strict";
import { test } from "node:test";
import type { Seconds } from "#kit/time.ts";
import { prompts, signals } from "#telephony/mailbox/prompts.ts";
import { heardOf } from "./heard.ts";

test("a caller is told what the steps say, in order, and greeted last", () => {
  const five = 5 as Seconds;
  const heard = heardOf([
    { do: "announce", prompt: "closed" },
    { do: "screen", targets: [], for: five, by: "name", cadence: "", shown: "" },
    { do: "ring", targets: [], order: "together", for: five, whenBusy: "wait" },
    { do: "decide", url: "https://a.example", for: five, otherwise: [] },
    { do: "mailbox", greeting: "asleep" },
  ]);
  assert.deepEqual(heard, ["closed", "screen-ask", "screen-wait", "greeting:asleep", "beep"]);
  const known = { ...prompts, ...signals };
  for (const prompt of heard) assert.ok(prompt in known || prompt.startsWith("greeting:"), prompt);
  assert.deepEqual(heardOf([{ do: "reject", cause: "busy" }]), []);
});
