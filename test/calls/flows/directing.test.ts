/** RFC 5359 §2.7 to §2.14: where a call goes, and what may not be called. */
import assert from "node:assert/strict";
import type { Talk } from "../../phones/talk.ts";
import type { Town } from "../../phones/town.ts";
import { hearEachOther } from "../hearEachOther.ts";
import { number, outcome } from "../household.ts";
import { flow } from "./flow.ts";
import { type FlowHouse, flowHouse, rings } from "./house.ts";
import { rfc5359 } from "./rfc5359.ts";

const toCarol = { do: "forward", to: { number: "+16135550199" } };

const line = ({ incoming }: Talk, name: string): string =>
  incoming?.request.lines(name).join(", ") ?? "";

/** Carol lifts, both are heard, and the caller hangs up. */
async function carolTakes({ town, carol }: FlowHouse, caller: Talk): Promise<Town> {
  await town.runs(1000);
  const { talk } = carol;
  talk.lifts();
  await town.runs(500);
  await hearEachOther(town, { talk: caller, says: 1000 }, { talk, says: 800 });
  caller.hangsUp();
  await town.runs(1000);
  assert.equal(outcome(town)[0], "forwarded");
  return town;
}

flow(rfc5359, "2.7", async () => {
  const house = await flowHouse({ then: [toCarol] });
  const call = await house.alice.calls(number);
  await house.town.runs(500);
  const { talk } = house.carol;
  assert.match(line(talk, "Diversion"), /reason=unconditional/);
  assert.match(line(talk, "History-Info"), /cause=302>/);
  return carolTakes(house, call);
});

flow(rfc5359, "2.8", async () => {
  const house = await flowHouse({ then: [rings("bob"), toCarol] });
  house.phone("bob").manner = { refuses: 486 };
  const call = await house.alice.calls(number);
  await house.town.runs(500);
  assert.match(line(house.carol.talk, "Diversion"), /reason=user-busy/);
  return carolTakes(house, call);
});

flow(rfc5359, "2.9", async () => {
  const house = await flowHouse({ then: [rings("bob", { for: 20 }), toCarol] });
  const call = await house.alice.calls(number);
  await house.town.runs(20_500);
  assert.match(line(house.carol.talk, "Diversion"), /reason=no-answer/);
  return carolTakes(house, call);
});

flow(rfc5359, "2.12", async () => {
  const phones = ["b1", "b2", "b3", "b4"];
  const then = phones.map((name) => rings(name, { for: 15 }));
  const { town, alice, phone } = await flowHouse({ phones, then });
  phone("b2").manner = { refuses: 480 };
  phone("b3").manner = { refuses: 486 };
  const call = await alice.calls(number);
  await town.runs(14_900);
  assert.equal(phone("b2").talks.length, 0, "one after the other");
  await town.runs(1100);
  const { talk } = phone("b4");
  talk.lifts();
  await town.runs(500);
  await hearEachOther(town, { talk: call, says: 1000 }, { talk, says: 620 });
  talk.hangsUp();
  await town.runs(1000);
  return town;
});

flow(rfc5359, "2.13", async () => {
  const blocked = [{ do: "announce", prompt: "not-allowed" }, { do: "reject" }];
  const more = {
    callers: { block: ["+1613555010*"] },
    rules: [
      { id: "list", when: { is: "caller", in: "blocked" }, then: blocked },
      { id: "all", when: { is: "always" }, then: [rings("bob")] },
    ],
  };
  const { town, alice, phone } = await flowHouse({ more });
  const call = await alice.calls(number, { from: "+16135550100" });
  await town.runs(2000);
  assert.ok(call.voice.level() > 0.005, "a voice says so");
  await town.runs(20_000);
  assert.deepEqual([call.isOver, phone("bob").talks], [true, []]);
  return town;
});

flow(rfc5359, "2.14", async () => {
  const { town, phone } = await flowHouse({ phones: ["alice"], outside: ["nobody", "bob"] });
  const call = await phone("alice").calls("011442079460199");
  await town.runs(2000);
  assert.ok(call.voice.level() > 0.005, "a voice says so");
  await town.runs(20_000);
  assert.deepEqual(outcome(town), ["rejected", "announcement not-allowed over"]);
  return town;
});
