import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { serverHost } from "../phones/person.ts";
import { Town } from "../phones/town.ts";
import { rfc4475, rfc5118, type Verdict } from "./verdicts.ts";

const callees = ["user@example.com", "user@[2001:db8::10]", "UserB@example.com"];
const settings = {
  version: 1,
  owner: { name: "Ada", timeZone: "America/Toronto", country: "CA" },
  numbers: callees.map((callee, i) => ({ id: `n${i}`, address: `sip:${callee}` })),
  devices: [{ id: "kitchen", kind: "sip", secret: "a-long-secret" }],
  rules: [
    {
      id: "all",
      name: "Everyone",
      when: { is: "always" },
      then: [{ do: "ring", targets: [{ device: "kitchen" }], for: 20 }],
    },
  ],
};

const stranger = "198.51.100.77";

/** What the server says when a stranger sends this as one datagram. */
async function said(bytes: Uint8Array): Promise<readonly string[]> {
  const town = await Town.open(settings);
  const kitchen = await town.phone("kitchen", 440);
  const opened = await town.sim.host(stranger).network.udp({ host: stranger, port: 5060 });
  assert.ok(opened.ok);
  const answers: string[] = [];
  town.server.parts.agent.traffic(({ direction, text, flow }) => {
    if (direction === "out" && flow.remote.host !== kitchen.host) answers.push(text);
  });
  opened.value.send(bytes, { host: serverHost, port: 5060 });
  await town.runs(300);
  town.server.calls.endAll({ kind: "normal" });
  opened.value.close();
  await town.mustBeIdle();
  return answers;
}

const fileOf = (rfc: string, { file }: Verdict): string =>
  `test/torture/${rfc}/${file}.${rfc === "rfc4475" ? "dat" : "sip"}`;

for (const [rfc, verdicts] of [
  ["rfc4475", rfc4475],
  ["rfc5118", rfc5118],
] as const) {
  for (const verdict of verdicts)
    test(`${rfc} ${verdict.section} ${verdict.file}: ${verdict.says}`, async () => {
      const [first, ...others] = await said(readFileSync(fileOf(rfc, verdict)));
      const status = first === undefined ? "silence" : Number(first.slice(0, 3));
      assert.equal(status, verdict.answer);
      // then only the same again, or the end of a call that rang
      const rest = others.filter((other) => other !== first && !other.startsWith("480"));
      assert.deepEqual(rest, []);
    });

  test(`every message of ${rfc} has its verdict`, () =>
    assert.deepEqual(
      globSync(`test/torture/${rfc}/*`).sort(),
      verdicts.map((verdict) => fileOf(rfc, verdict)).sort(),
    ));
}
