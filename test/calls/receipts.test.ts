import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { audited } from "#server/calls/receipt.ts";
import { wouldReplay } from "#server/control/wouldReplay.ts";
import type { CallRecord } from "#telephony/call/callRecord.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import { validate } from "#telephony/settings/validate.ts";
import { household, number, ring, settingsOf } from "./household.ts";

const night = { id: "night", weekly: [{ days: ["fri"], from: "11:00", to: "13:00" }] };
const rules = (after: string) => [
  { id: "noon", when: { is: "during", time: "night" }, then: [{ do: after }] },
  { id: "all", when: { is: "always" }, then: [ring("kitchen")] },
];
const settings = settingsOf([], { times: [night], rules: rules("reject") });

/** A refused call, a call out and its receipts, as a server kept them. */
async function evening() {
  const { town, carrier, kitchen } = await household(settings);
  await carrier.calls(number, { from: "+16135550177" });
  await town.runs(1000);
  const out = await kitchen.calls("6135550177");
  await town.runs(1000);
  out.hangsUp();
  await town.runs(1000);
  const { settings: store, world } = town.server.parts;
  const history = store.history();
  const settingsOfVersion = (version: number): Settings | undefined => {
    const read = validate(history.find((one) => one.version === version)?.document);
    return read.ok ? read.value : undefined;
  };
  const records = town.calls().map(({ record }) => record);
  const audit = (record: CallRecord, of = settingsOfVersion) => audited(record, of, world.crypto);
  return { town, records, audit, settingsOfVersion };
}

test("by the settings of then, a decision is made again byte for byte, though the settings have changed since", async () => {
  const { town, records, audit } = await evening();
  await town.server.parts.settings.change(() => settingsOf([ring("study")]), "test");
  assert.equal(records.length, 2);
  for (const record of records)
    assert.deepEqual(audit(record), { settings: 1, inputs: true, same: true });
  await town.mustBeIdle();
});

test("a rule that decides otherwise, and facts that were altered, are seen", async () => {
  const { town, records, audit, settingsOfVersion } = await evening();
  const record = records.at(-1);
  const facts = record?.decision?.given;
  assert.ok(record?.decision && facts);
  const sabotaged = (version: number): Settings | undefined => {
    const kept = settingsOfVersion(version);
    return kept && { ...kept, times: kept.times.map((one) => ({ ...one, weekly: [] })) };
  };
  assert.deepEqual(audit(record, sabotaged), { settings: 1, inputs: true, same: false });
  const { decision } = record;
  const given = { ...facts, devices: { kitchen: "busy" as const } };
  assert.equal(audit({ ...record, decision: { ...decision, given } })?.inputs, false);
  assert.equal(audit({ ...record, to: "+16135550000" })?.inputs, false);
  assert.equal(
    audit(record, () => undefined),
    undefined,
    "that version is no longer kept",
  );
  await town.mustBeIdle();
});

/** The audit of another program, in which `find` of that file of directing was altered into `put`. */
const program = (file: string, find: string, put: string): string => `
  import { registerHooks } from "node:module";
  import { readFileSync } from "node:fs";
  registerHooks({
    load(url, context, next) {
      const loaded = next(url, context);
      if (!url.endsWith(${JSON.stringify(`/telephony/directing/${file}`)})) return loaded;
      const parts = String(loaded.source).split(${JSON.stringify(find)});
      if (parts.length !== 2) throw new Error("it is not there once");
      return { ...loaded, source: parts.join(${JSON.stringify(put)}) };
    },
  });
  const { audited } = await import("#server/calls/receipt.ts");
  const { validate } = await import("#telephony/settings/validate.ts");
  const { nodeCrypto } = await import("#world/node/nodeCrypto.ts");
  const { record, settings } = JSON.parse(readFileSync(0, "utf8"));
  console.log(JSON.stringify(audited(record, () => validate(settings).value, nodeCrypto)));
`;

test("a rule function that was altered since gives other bytes, and that is seen", async () => {
  const { town, records } = await evening();
  const asked = "time.weekly.some((span) =>";
  const audits = [asked, "!time.weekly.some((span) =>"].map((put) => {
    const { stdout, stderr } = spawnSync(
      process.execPath,
      ["--input-type=module", "--eval", program("times.ts", asked, put)],
      { input: JSON.stringify({ record: records.at(-1), settings }), encoding: "utf8" },
    );
    return stdout ? (JSON.parse(stdout) as unknown) : stderr;
  });
  assert.deepEqual(audits, [
    { settings: 1, inputs: true, same: true },
    { settings: 1, inputs: true, same: false },
  ]);
  await town.mustBeIdle();
});

test("a draft of the rules is held against the calls that were, and nothing is changed", async () => {
  const { town } = await evening();
  const { parts } = town.server;
  const version = parts.settings.version();
  const same = wouldReplay(rules("reject"), 10, parts);
  assert.ok(same.ok);
  assert.deepEqual([same.value.looked, same.value.different.length], [2, 0]);
  const other = wouldReplay(rules("mailbox"), 10, parts);
  assert.ok(other.ok);
  assert.deepEqual(
    other.value.different.map(({ then, now }) => [then.plan.length, now.plan.at(-1)]),
    [[1, { do: "mailbox" }]],
  );
  const wrong = wouldReplay([{ id: "x" }], 10, parts);
  assert.ok(!wrong.ok && wrong.problem.detail.startsWith("/rules/0"));
  assert.equal(parts.settings.version(), version);
  await town.mustBeIdle();
});
