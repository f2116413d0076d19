import assert from "node:assert/strict";
import { test } from "node:test";
import { Baresip, noBaresip } from "../phones/baresip.ts";
import { listenTo } from "../phones/tone.ts";

test("two baresips hear each other's tone: the telephones and the ear of these tests work", {
  skip: noBaresip() ?? false,
}, async (t) => {
  const ada = await Baresip.start({ name: "ada", tone: 440 });
  t.after(() => ada.stop());
  const bea = await Baresip.start({ name: "bea", tone: 1000 });
  t.after(() => bea.stop());
  ada.dial(bea.uri);
  await bea.until("CALL_INCOMING");
  bea.lift();
  await ada.until("CALL_ESTABLISHED");
  const [atAda, atBea] = await Promise.all([ada.hears(2), bea.hears(2)]);
  ada.hangUp();
  await bea.until("CALL_CLOSED");
  assert.ok(listenTo(atAda).share(1000) > 0.9, `ada hears bea: ${listenTo(atAda).share(1000)}`);
  assert.ok(listenTo(atBea).share(440) > 0.9, `bea hears ada: ${listenTo(atBea).share(440)}`);
  assert.ok(listenTo(atBea).share(1000) < 0.1, "and not herself");
});
