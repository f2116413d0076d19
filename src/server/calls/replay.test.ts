import assert from "node:assert/strict";
import { test } from "node:test";
import { momentOf } from "#kit/calendar.ts";
import { wallTime } from "#kit/time.ts";
import { decide } from "#server/calls/decisions.ts";
import { Recent } from "#server/calls/recent.ts";
import { replayed } from "#server/calls/replay.ts";
import { memoryStore } from "#server/store/memoryStore.ts";
import type { CallAbout } from "#telephony/call/call.ts";
import type { CallRecord } from "#telephony/call/callRecord.ts";
import type { CallId } from "#telephony/call/leg.ts";
import { house } from "#telephony/settings/adasHouse.ts";
import type { Settings } from "#telephony/settings/settings.ts";

const evening = momentOf("2026-11-27T18:05-05:00") ?? wallTime(0);
const stranger: Partial<CallAbout> = { from: { number: "+14165550123" }, to: "+16135550142" };
const out: Partial<CallAbout> = { direction: "out", to: "6135550199", via: "kitchen" };

/** As a server with these settings would have kept the call. */
function kept(about: Partial<CallAbout>, settings: Settings, isOpen = true): CallRecord {
  const { emergency, ...rest } = about;
  const call: CallAbout = {
    id: "c" as CallId,
    direction: "in",
    from: {},
    to: "",
    began: evening,
    ...rest,
    ...(emergency && { emergency }),
  };
  const decision = decide(call, {
    settings: () => settings,
    outside: () => ({
      settings,
      now: evening,
      minutesToday: 30,
      carried: () => ({}),
      way: () => undefined,
    }),
    devices: () => Object.fromEntries(settings.devices.map(({ id }) => [id, "idle" as const])),
    recent: new Recent(memoryStore(), evening),
    acquaintances: { before: () => [] },
    subscriptions: { known: () => ({}) },
    isOpen: () => isOpen,
    now: () => evening,
  });
  return JSON.parse(JSON.stringify({ ...call, decision, legs: [] }));
}

const mailboxOnly = house({
  rules: [{ id: "all", name: "All", when: { is: "always" }, then: [{ do: "mailbox" }] }],
});
const limited = (minutesPerDay: number): Settings =>
  house({ outgoing: { limits: { minutesPerDay } } });

for (const [what, record, settings, differs] of [
  ["the settings are the same", kept(stranger, house()), house(), false],
  ["every call goes to the mailbox now", kept(stranger, house()), mailboxOnly, true],
  ["a call out is limited to more minutes", kept(out, limited(60)), limited(31), false],
  ["a call out had more minutes than are allowed now", kept(out, limited(60)), limited(20), true],
  ["it was refused because the server closed", kept(out, house(), false), mailboxOnly, false],
] as const)
  test(`${what}: decided again it ${differs ? "differs" : "is the same"}`, () =>
    assert.equal(replayed(record, settings)?.differs, differs));

test("that another rule says the same is no difference", () => {
  const { rules, ...rest } = mailboxOnly;
  const renamed = { ...rest, rules: rules.map((rule) => ({ ...rule, id: "everyone" })) };
  const again = replayed(kept(stranger, mailboxOnly), renamed);
  assert.deepEqual(
    [again?.differs, again?.now.because.at(-1)?.rule, again?.then.because.at(-1)?.rule],
    [false, "everyone", "all"],
  );
});

test("a call kept without what it was given is decided as if all telephones had been idle", () => {
  const { decision, ...record } = kept(stranger, house());
  assert.ok(decision);
  const { given: _, ...old } = decision;
  const again = replayed({ ...record, decision: old }, house());
  assert.deepEqual([again?.differs, again?.assumedIdle.includes("kitchen")], [false, true]);
});

test("a call that ended before it was decided cannot be decided again", () => {
  const { decision: _, ...record } = kept(stranger, house());
  assert.equal(replayed(record, house()), undefined);
});
