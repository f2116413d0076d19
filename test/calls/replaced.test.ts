/** INVITE with Replaces (RFC 3891): a call goes on in a dialog that names another one. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { replacing } from "../phones/talk.ts";
import { hearEachOther } from "./hearEachOther.ts";
import { golden, household, number, ring, settingsOf, talking } from "./household.ts";

test("the study names the kitchen's call: it goes on there", async (t) => {
  const { town, caller, desk, study } = await talking();
  const heir = await study.calls("kitchen", { extra: [replacing(desk)] });
  await town.runs(1000);
  assert.ok(desk.isOver && heir.told.includes("accepted"));
  await hearEachOther(town, { talk: caller, says: 1000 }, { talk: heir, says: 600 });
  golden(t, town, "replaced");
  heir.hangsUp();
  await town.runs(1000);
  assert.ok(caller.isOver);
  await town.mustBeIdle();
});

test("a call that rings at the kitchen is picked up by its early dialog", async () => {
  const { town, carrier, kitchen, study } = await household(settingsOf([ring("kitchen")]));
  const caller = await carrier.calls(number);
  await town.runs(1000);
  const rung = kitchen.talk;
  const early = replacing(rung);
  const heir = await study.calls("kitchen", {
    extra: [{ ...early, text: `${early.text};early-only` }],
  });
  await town.runs(1000);
  assert.ok(rung.isOver);
  await hearEachOther(town, { talk: caller, says: 1000 }, { talk: heir, says: 600 });
  caller.hangsUp();
  await town.mustBeIdle();
});

const account = (more: object): object => ({
  id: "carrier",
  kind: "carrier",
  server: "192.0.2.10",
  transport: "udp",
  register: false,
  ...more,
});

test("an account that may puts another party of its own in the caller's place", async () => {
  const accounts = [account({ mayReplace: true })];
  const { town, carrier, caller, desk } = await talking({ accounts });
  const heir = await carrier.calls(number, { from: "+16135550188", extra: [replacing(caller)] });
  await town.runs(1000);
  assert.ok(caller.isOver && heir.told.includes("accepted"));
  await hearEachOther(town, { talk: heir, says: 1000 }, { talk: desk, says: 440 });
  desk.hangsUp();
  await town.runs(1000);
  assert.ok(heir.isOver);
  await town.mustBeIdle();
});

test("who may not is refused, and the call goes on: an account that was not let, the kitchen's leg, no dialog", async () => {
  const first = await talking();
  const other = await first.carrier.calls(number, { extra: [replacing(first.caller)] });
  await first.town.runs(1000);
  assert.ok(other.told.includes("refused 403"));
  first.caller.hangsUp();
  await first.town.mustBeIdle();

  const { town, carrier, study, caller, desk } = await talking({
    accounts: [account({ mayReplace: true })],
  });
  const thief = await carrier.calls(number, { extra: [replacing(desk)] });
  const wrong = await study.calls("kitchen", { extra: [replacing(caller)] });
  const unknown = await study.calls("kitchen", {
    extra: [{ name: "Replaces", text: "nobody@example;to-tag=a;from-tag=b" }],
  });
  await town.runs(1000);
  assert.ok(thief.told.includes("refused 403"));
  assert.ok(wrong.told.includes("refused 403"));
  assert.ok(unknown.told.includes("refused 481"));
  await hearEachOther(town, { talk: caller, says: 1000 }, { talk: desk, says: 440 });
  caller.hangsUp();
  await town.mustBeIdle();
});
