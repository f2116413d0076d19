import assert from "node:assert/strict";
import { test } from "node:test";
import { listeners } from "#kit/listeners.ts";
import { wallTime } from "#kit/time.ts";
import type { CallNews } from "#server/calls/callBook.ts";
import { RuleUses } from "#server/control/ruleUse.ts";
import type { CallView } from "#server/control.ts";

const at = (text: string): number => Date.parse(text);

function call(n: number, began: string, rule: string, number = "+16135550171"): CallView {
  return {
    id: `c${n}`,
    direction: "in",
    from: { number },
    to: "home",
    began: at(began),
    ended: at(began) + 60_000,
    outcome: "answered",
    decision: { plan: [], because: [{ rule: "first" }, { rule }] },
    legs: [],
    rtp: [],
  };
}

test("calls of this month are counted by the rule that decided, with the last of them", () => {
  const kept = [
    call(5, "2026-11-27T12:00:00-05:00", "night", "+442079460123"),
    call(4, "2026-11-26T12:00:00-05:00", "night"),
    { ...call(3, "2026-11-25T12:00:00-05:00", "night"), direction: "out" as const },
    call(2, "2026-11-01T00:30:00-04:00", "family"),
    call(1, "2026-10-31T23:30:00-04:00", "family"),
  ];
  const news = listeners<CallNews>();
  let now = at("2026-11-27T18:00:00-05:00");
  const uses = new RuleUses({
    calls: { page: () => ({ items: kept }), news: news.listen },
    zone: () => "America/Toronto",
    now: () => wallTime(now),
  });
  const told = () =>
    uses.all().map(({ rule, calls, last }) => `${rule} ${calls} ${last.id} ${last.from.number}`);
  assert.deepEqual(told().sort(), ["family 1 c2 +16135550171", "night 2 c5 +442079460123"]);

  news.tell({ type: "call.changed", call: call(6, "2026-11-27T18:00:00-05:00", "family") });
  news.tell({ type: "call.ended", call: call(6, "2026-11-27T18:00:00-05:00", "family") });
  assert.ok(told().includes("family 2 c6 +16135550171"));

  now = at("2026-12-01T00:30:00-05:00");
  assert.deepEqual(told(), []);
});
