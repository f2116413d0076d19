import assert from "node:assert/strict";
import { test } from "node:test";
import { minutes, type WallTime, wallTime } from "#kit/time.ts";
import { memoryStore } from "#server/store/memoryStore.ts";
import type { CallRecord } from "#telephony/call/callRecord.ts";
import type { CallId } from "#telephony/call/leg.ts";
import { Recent } from "./recent.ts";

const zone = "America/Toronto";
const at = (text: string): WallTime => wallTime(Date.parse(text));
const evening = at("2026-11-27T20:00:00-05:00");

/** A call that was talked for so many minutes. */
const talked = (
  id: string,
  began: WallTime,
  long: number,
  more: Partial<CallRecord> = {},
): CallRecord => ({
  id: id as CallId,
  direction: "out",
  from: {},
  to: "+16135550177",
  began,
  answered: began,
  ended: wallTime(began + minutes(long)),
  outcome: "answered",
  legs: [{ target: "+16135550177 (carrier)", state: "over" }],
  ...more,
});

async function after(...records: readonly CallRecord[]): Promise<Recent> {
  const store = memoryStore();
  for (const record of records)
    await store.calls.put(record.id, record.began, { record, rtp: [], ladder: [] });
  return new Recent(store, evening);
}

test("the minutes of today are known after a restart, those of yesterday are not today's", async () => {
  const recent = await after(
    talked("a", at("2026-11-26T23:30:00-05:00"), 60),
    talked("b", at("2026-11-27T00:30:00-05:00"), 7),
    talked("c", at("2026-11-27T12:00:00-05:00"), 5),
  );
  assert.equal(recent.minutesToday(evening, zone), 12);
  assert.equal(recent.minutesToday(at("2026-11-28T00:01:00-05:00"), zone), 0);
});

test("only what is talked outside counts: not a call for help, one within the house, or one that nobody answered", async () => {
  const noon = at("2026-11-27T12:00:00-05:00");
  const inside = {
    direction: "in" as const,
    legs: [{ target: "kitchen", state: "over" as const }],
  };
  const recent = await after(
    talked("a", noon, 10, { emergency: true }),
    talked("b", noon, 10, inside),
    talked("c", noon, 10, { ...inside, legs: [{ target: "+1 (carrier)", state: "over" }] }),
  );
  assert.equal(recent.minutesToday(evening, zone), 10, "a call that was forwarded outside counts");
});
