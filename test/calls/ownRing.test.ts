/** Who calls is heard before anybody looks: a person's own ring, and a group's, at sample level. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { SetWithEar } from "../phones/set/setWithEar.ts";
import { Town } from "../phones/town.ts";
import { number, ring, settingsOf } from "./household.ts";

const margaret = {
  id: "margaret",
  name: "Margaret",
  numbers: ["+442079460123"],
  groups: ["club"],
  cadence: "r3",
};
const settings = settingsOf([{ ...ring("kitchen", "study"), for: 60 }], {
  devices: [
    { id: "kitchen", kind: "analog" },
    { id: "study", kind: "sip", secret: "a-long-secret" },
  ],
  people: [margaret, { id: "bo", name: "Bo", numbers: ["+493012345678"], groups: ["club"] }],
  groups: [{ id: "club", name: "Chess club", cadence: "r2" }],
});

const callers = [
  ["somebody with a ring of her own", "+442079460123", "0.4/0.2 0.4/0.2 0.8/4", /Bellcore-dr3/],
  ["somebody of her group, by the group's", "+493012345678", "0.8/0.4 0.8/4", /Bellcore-dr2/],
  ["a stranger, as usual", "+16135550100", "2/4", undefined],
] as const;

for (const [who, from, rhythm, told] of callers)
  test(`the bell tells ${who}: ${rhythm}`, async () => {
    const home = new SetWithEar();
    const town = await Town.open(settings, { loops: { kitchen: home } });
    const carrier = await town.person("carrier", "192.0.2.10", 1000);
    const study = await town.phone("study", 600);
    await town.runs(1000);
    const talk = await carrier.calls(number, { from });
    await town.runs(20_000);
    assert.equal(home.set.ringCadence, rhythm);
    const [alert] = study.talk.incoming?.request.lines("Alert-Info") ?? [];
    if (told) assert.match(alert ?? "", told);
    else assert.equal(alert, undefined);
    talk.hangsUp();
    await town.runs(2000);
    assert.ok(!home.set.isRinging);
    await town.mustBeIdle();
  });
