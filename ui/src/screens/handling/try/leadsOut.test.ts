import assert from "node:assert/strict";
import { test } from "node:test";
import type { Step as Ruled } from "#telephony/settings/step.ts";
import type { Step } from "../../../words/decision.ts";
import { leadsOut, mayLeadOut } from "./leadsOut.ts";

const [kitchen, mobile] = [{ device: "kitchen" }, { number: "+16135550199" }];
const cases: readonly [boolean, object][] = [
  [false, { do: "ring", targets: [kitchen] }],
  [true, { do: "ring", targets: [kitchen, mobile] }],
  [true, { do: "screen", targets: [mobile] }],
  [true, { do: "forward", to: { address: "sip:ada@example.net" } }],
  [false, { do: "forward", to: kitchen }],
  [true, { do: "interrupt", target: mobile }],
  [false, { do: "speak", target: kitchen }],
  [true, { do: "speak", target: kitchen, also: [mobile] }],
  [true, { do: "ask", keys: [{ key: "1", then: [{ do: "forward", to: mobile }] }] }],
  [false, { do: "ask", keys: [{ key: "1", then: [{ do: "mailbox" }] }] }],
  [true, { do: "decide", url: "https://example.com", otherwise: [] }],
  [false, { do: "mailbox" }],
];

test("a plan leads out of the house when a step of it may", () => {
  for (const [out, step] of cases)
    assert.equal(leadsOut([{ do: "mailbox" }, step] as readonly Step[]), out, JSON.stringify(step));
});

test("and so of the rule that the plan comes of", () => {
  for (const [out, step] of cases)
    assert.equal(
      mayLeadOut([{ do: "mailbox" }, step] as readonly Ruled[]),
      out,
      JSON.stringify(step),
    );
});
