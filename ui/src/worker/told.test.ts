import assert from "node:assert/strict";
import { test } from "node:test";
import { shownOf } from "./told.ts";

test("a call is shown with who it is, in the language of whoever reads it", () => {
  const call = { is: "call", call: "c1", number: "+16135550177" };
  assert.deepEqual(shownOf({ ...call, name: "Mum", language: "en" }), {
    title: "Mum is calling",
    body: "+16135550177",
    tag: "call-c1",
    over: false,
    data: { call: "c1" },
    actions: [
      { action: "pickUp", title: "Pick up" },
      { action: "voicemail", title: "Voicemail" },
    ],
  });
  assert.equal(shownOf({ ...call, language: "de" })?.title, "+16135550177 ruft an");
  assert.equal(shownOf({ is: "call", call: "c1" })?.title, "Somebody is calling");
  const over = shownOf({ is: "over", call: "c1", language: "de" });
  assert.deepEqual([over?.tag, over?.over], ["call-c1", true]);
});

test("what is none of the server's shows nothing", () => {
  for (const bad of [undefined, null, 7, "x", [], {}, { is: "call" }, { is: "x", call: "c" }])
    assert.equal(shownOf(bad), undefined);
});
