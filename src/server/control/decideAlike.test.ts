import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { wallTime } from "#kit/time.ts";
import { inMode } from "#telephony/checking/thoughtOf.ts";
import { direct } from "#telephony/directing/direct.ts";
import type { CallFacts } from "#telephony/directing/facts.ts";
import { adasHouse } from "#telephony/settings/adasHouse.ts";
import { withoutSecrets } from "#telephony/settings/secrets.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import { validate } from "#telephony/settings/validate.ts";
import { wouldDecide, wouldKnow } from "./wouldDecide.ts";

/* The page decides by itself, with what the API shows it: to the byte as the server does. */

const read = validate(adasHouse);
assert(read.ok);
const settings = read.value;
const ids = settings.devices.map(({ id }) => id);
const numbers = settings.people.flatMap(({ numbers: own = [] }) => own);
const now = wallTime(Date.UTC(2026, 10, 24));

const moments = fc
  .integer({ min: 0, max: 400 * 86_400 })
  .map((s) => new Date(now + s * 1000).toISOString());
const question = fc.record(
  {
    from: fc.oneof(fc.constantFrom(...numbers, "hidden", "sip:door@house.lan"), fc.string()),
    at: moments,
    busy: fc.subarray(ids),
    offline: fc.subarray(ids),
    mode: fc.constantFrom("schedule", "quiet", "away", "night"),
  },
  { requiredKeys: [] },
);
const known = () => ({
  listed: ["spam"],
  calendars: [{ time: "meeting", on: [{ title: "On call", busy: true }] }],
});
const overTheWire = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

test("browser and server decide alike, whatever is asked", () => {
  const shown = overTheWire(withoutSecrets(settings)) as Settings;
  fc.assert(
    fc.property(question, (one) => {
      const there = wouldDecide(one, settings, now, { known });
      const facts = wouldKnow(one, settings, now, { known });
      assert(there.ok && facts.ok);
      const here = direct(overTheWire(facts.value) as CallFacts, inMode(shown, one.mode));
      assert.equal(JSON.stringify(here), JSON.stringify(there.value));
    }),
    { numRuns: 500 },
  );
});
