import assert from "node:assert/strict";
import { test } from "node:test";
import { wallTime } from "#kit/time.ts";
import type { AccountWay } from "#server/accounts/accounts.ts";
import type { Outside } from "#server/calls/outside.ts";
import type { CallAbout } from "#telephony/call/call.ts";
import type { CallId } from "#telephony/call/leg.ts";
import type { Target } from "#telephony/call/plan.ts";
import { house } from "#telephony/settings/adasHouse.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import { planOut, reachOutside } from "./outgoing.ts";

const asleep = new Set<string>();
const outside = (settings: Settings = house()): Outside => ({
  settings,
  now: wallTime(0),
  minutesToday: 0,
  carried: () => ({}),
  way(id) {
    const account = settings.accounts.find((one) => one.id === id);
    return account && ({ account, usable: !asleep.has(id) } as AccountWay);
  },
});
const call: CallAbout = {
  id: "c" as CallId,
  direction: "out",
  from: {},
  to: "",
  began: wallTime(0),
};
const ways = (target: Target, about = call, settings?: Settings): string[] =>
  reachOutside(target, about, outside(settings)).flatMap((one) =>
    one.to === "outside" ? one.routes.map(({ account, address }) => `${account} ${address}`) : [],
  );
const plan = (dialled: string, settings?: Settings): string =>
  planOut({ to: dialled }, outside(settings))
    .plan.map((step) => `${step.do} ${"to" in step ? Object.values(step.to)[0] : ""}`.trim())
    .join(", ");

test("a number is called through the owner's accounts in order, written as each wants it", () => {
  assert.equal(plan("555 0199"), "forward 5550199");
  assert.deepEqual(ways({ number: "555 0199" }), ["carrier +16135550199"]);
  const all = house({ outgoing: { route: ["fixed", "carrier"] } });
  assert.deepEqual(ways({ number: "5550199" }, call, all), [
    "fixed +16135550199",
    "carrier +16135550199",
  ]);
  assert.deepEqual(ways({ number: "5550199", via: "maple" }), ["maple +16135550199"]);
});

test("a call for help is placed through every account, sleeping ones last, whatever the limits say", () => {
  assert.equal(plan("911"), "forward 911");
  assert.equal(plan("9911"), "forward 911");
  asleep.add("carrier");
  assert.deepEqual(ways({ number: "911" }, { ...call, emergency: true }), [
    "fixed 911",
    "maple 911",
    "carrier 911",
  ]);
  asleep.clear();
});

test("a telephone is called by its id", () => {
  const [id] = house().devices.map((device) => device.id);
  assert.equal(plan(id ?? ""), `forward ${id}`);
});

test("nobody is forwarded to a call for help", () => assert.deepEqual(ways({ number: "911" }), []));

test("abroad and premium numbers are refused in words, and reached by no way round", () => {
  assert.equal(plan("+442079460123"), "announce, reject");
  assert.equal(plan("19005550123"), "announce, reject");
  assert.deepEqual(ways({ number: "+442079460123" }), []);
  assert.deepEqual(ways({ address: "sip:+19005550123@sip.example.net" }), []);
  const open = house({ outgoing: { limits: { abroad: "allow" } } });
  assert.deepEqual(ways({ number: "+442079460123" }, call, open)[0], "carrier +442079460123");
});

test("an account that is not registered is passed over", () => {
  asleep.add("carrier");
  assert.deepEqual(ways({ number: "5550199" }), []);
  asleep.clear();
});

test("services and nonsense", () => {
  assert.equal(plan("*98"), "messages");
  assert.equal(plan("echo"), "echo");
  assert.equal(plan("hello"), "announce, reject");
  assert.equal(plan("sip:bob@x.example"), "forward sip:bob@x.example");
});
