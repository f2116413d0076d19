import assert from "node:assert/strict";
import { test } from "node:test";
import { listeners } from "#kit/listeners.ts";
import { ok } from "#kit/result.ts";
import { wallTime } from "#kit/time.ts";
import type { CallNews } from "#server/calls/callBook.ts";
import { blockingControl } from "#server/control/blockingControl.ts";
import type { CallView } from "#server/control.ts";
import { memoryStore } from "#server/store/memoryStore.ts";
import { settingsStore } from "#server/store/settingsStore.ts";
import { direct } from "#telephony/directing/direct.ts";
import { adasHouse } from "#telephony/settings/adasHouse.ts";

const now = Date.parse("2026-11-27T18:05:00-05:00");
const since = "2026-11-27T23:05:00Z";
const contact = { name: "Beatrix", groups: [], book: "choir" };

function house(more: object = {}, calls: readonly CallView[] = [], lockedBy?: string) {
  const { settings: table } = memoryStore();
  const document = {
    ...adasHouse,
    people: [{ id: "margaret", name: "Margaret", numbers: ["+442079460123"] }],
    rules: [
      { id: "blocked", when: { is: "caller", in: "blocked" }, then: [{ do: "reject" }] },
      { id: "all", when: { is: "always" }, then: [{ do: "mailbox" }] },
    ],
    emergency: {},
    ...more,
  };
  void table.put("1", { version: 1, at: now, who: "Ada", what: "", document });
  const store = settingsStore(table, () => now);
  assert.ok(store.ok, JSON.stringify(store));
  const control = blockingControl({
    settings: store.value,
    lockedBy,
    calls: { page: () => ({ items: calls }), news: listeners<CallNews>().listen },
    zone: () => "America/Toronto",
    now: () => wallTime(now),
    around: { known: ({ number }) => (number === "+16135550147" ? { contact } : {}) },
  });
  /** Which rule decides such a call. */
  const rule = (from: string): string | undefined => {
    const facts = {
      caller: { number: from, private: false, ...(from === "+16135550147" && { contact }) },
      called: "",
      at: wallTime(now),
      devices: {},
    };
    return direct(facts, store.value.current()).because.at(-1)?.rule;
  };
  return { control, rule, settings: () => store.value.current() };
}

const stopped = (id: string, because: object, began = now - 1000): CallView => ({
  id,
  direction: "in",
  from: { number: "+19005550100" },
  to: "home",
  began,
  ended: began + 1,
  outcome: "rejected",
  decision: { plan: [], because: [because] },
  legs: [],
  rtp: [],
});
const reason = (params: object, more: object = {}) => ({
  rule: "blocked",
  matched: true,
  code: "caller.in",
  params,
  ...more,
});

test("a stranger is blocked by number, with who did it, when, why, and the call; and let in again", async () => {
  const { control, rule, settings } = house();
  assert.equal(rule("+19005550100"), "all");
  const done = await control.block("+1900*", { because: "costs", call: "c7" }, "Ada");
  assert.deepEqual(done, ok({ by: "number", what: "+1900*", etag: "2" }));
  assert.equal(rule("+19005550100"), "blocked");
  const [entry] = settings().callers.block;
  assert.deepEqual(entry, { pattern: "+1900*", since, by: "Ada", because: "costs", call: "c7" });
  const again = await control.block("+1900*", {}, "Anna");
  assert.ok(again.ok);
  assert.deepEqual(settings().callers.block, [{ pattern: "+1900*", since, by: "Anna" }]);
  assert.ok((await control.unblock({ by: "number", what: "+1900*" }, "Ada")).ok);
  assert.deepEqual(settings().callers.block, []);
  const none = await control.unblock({ by: "number", what: "+1900*" }, "Ada");
  assert.equal(none.ok ? "" : none.problem.code, "blocking.unknown");
});

test("who is known is blocked by name, however the number is written; of an address book too", async () => {
  const { control, rule, settings } = house();
  const margaret = await control.block("011 44 20 7946 0123", { because: "quarrel" }, "Ada");
  assert.deepEqual(margaret, ok({ by: "person", what: "margaret", etag: "2" }));
  assert.deepEqual(settings().people[0]?.blocked, { since, by: "Ada", because: "quarrel" });
  assert.equal(rule("+442079460123"), "blocked");
  assert.ok((await control.block("+16135550147", {}, "Ada")).ok);
  assert.equal(rule("+16135550147"), "blocked");
  assert.deepEqual(
    control.all().map(({ is, name, numbers, because }) => [is, name, numbers, because]),
    [
      ["person", "Margaret", ["+442079460123"], "quarrel"],
      ["person", "Beatrix", ["+16135550147"], undefined],
    ],
  );
  assert.ok((await control.unblock({ by: "person", what: "margaret" }, "Ada")).ok);
  assert.equal(settings().people[0]?.blocked, undefined);
  assert.equal(rule("+442079460123"), "all");
});

test("a number that was always let in is so no more when it is blocked", async () => {
  const { control, rule } = house({ callers: { allow: ["+1 613 555 0110"], block: [] } });
  assert.ok((await control.block("+16135550110", {}, "Ada")).ok);
  assert.equal(rule("+16135550110"), "blocked");
});

for (const pattern of ["+16135550142", "911"])
  test(`${pattern} is never blocked`, async () => {
    const { control } = house({ callers: { block: ["+1613*", "9*"] } });
    const done = await control.block(pattern, {}, "Ada");
    assert.equal(done.ok ? "" : done.problem.code, "blocking.never");
    const judged = control.judge(pattern);
    assert.deepEqual(judged, ok({ never: pattern === "911" ? "help" : "own" }));
  });

test("what a file dictates stays", async () => {
  const { control } = house({}, [], "settings.yaml");
  const done = await control.block("+1900*", {}, "Ada");
  assert.equal(done.ok ? "" : done.problem.code, "settings.locked");
});

test("whether a caller would be stopped is said with what does it", () => {
  const { control } = house({ callers: { allow: ["+1900555*"], block: ["+1900*"] } });
  const judged = (from: string) => {
    const answer = control.judge(from);
    assert.ok(answer.ok);
    return answer.value;
  };
  assert.deepEqual(judged("+19001234567"), { blocked: { by: "number", what: "+1900*" } });
  assert.deepEqual(judged("+19005550100"), { allowed: { by: "number", what: "+1900555*" } });
  assert.deepEqual(judged("+442079460123"), { name: "Margaret" });
  assert.deepEqual(judged("hidden"), {});
});

test("each has its calls of this month, wherever in the condition it was found", () => {
  const byNumber = { group: "blocked", by: "number", what: "+1900*" };
  const calls = [
    stopped("c3", reason({}, { code: "all", parts: [reason(byNumber)] })),
    stopped("c2", reason(byNumber), now - 5000),
    stopped("c1", reason({ ...byNumber, group: "allowed" })),
    stopped("c0", reason(byNumber), now - 40 * 86_400_000),
  ];
  const { control } = house({ callers: { block: ["+1900*", "+1901*"] } }, calls);
  const told = control.all().map(({ what, calls: n, last }) => `${what} ${n} ${last?.id}`);
  assert.deepEqual(told, ["+1900* 2 c3", "+1901* 0 undefined"]);
});
