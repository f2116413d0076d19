import assert from "node:assert/strict";
import { test } from "node:test";
import { problem } from "#kit/problem.ts";
import type { CertificateSeen } from "#server/network/facts.ts";
import { about, exitCode, type Finding, report, type Verdict } from "./finding.ts";
import { gatewayVerdicts } from "./gateways.ts";
import {
  accountVerdicts,
  type ClockFacts,
  certificateVerdicts,
  clockVerdicts,
  type FolderFacts,
  folderVerdicts,
  type PortFacts,
  portVerdicts,
  settingsVerdicts,
} from "./verdicts.ts";

type Row = readonly [what: string, verdicts: readonly Verdict[], is: Finding["is"], says: RegExp];
const day = 24 * 3600_000;
const now = Date.UTC(2026, 10, 27);

const folder = (more: Partial<FolderFacts> = {}): readonly Verdict[] =>
  folderVerdicts({
    path: "data",
    exists: true,
    writable: true,
    mode: 0o700,
    free: 9e9,
    trouble: undefined,
    ...more,
  });
const clock = (more: Partial<ClockFacts> = {}): readonly Verdict[] =>
  clockVerdicts({
    now,
    newest: now - day,
    isSet: true,
    timeZone: "America/Toronto",
    shown: "2026-11-26 19:00",
    ...more,
  });
const certificate = (more: Partial<CertificateSeen> = {}): readonly Verdict[] =>
  certificateVerdicts({
    by: "authority",
    now,
    end: now + 300 * day,
    fitsKey: true,
    missing: [],
    ...more,
  });
const range = { from: 16384, to: 24575 };
const free: PortFacts = { what: "SIP by UDP", port: 5060, trouble: undefined, holder: undefined };
const taken = (holder: string): PortFacts => ({
  ...free,
  trouble: problem("network.inUse", `UDP 0.0.0.0:5060 is in use by ${holder}`),
  holder,
});
const account = { id: "carrier", server: "sip.example.net", isEnabled: true, trouble: undefined };

const rows: readonly Row[] = [
  ["a folder in order", folder(), "well", /can be written/],
  ["no folder yet", folder({ exists: false, writable: false }), "well", /first start makes it/],
  ["a folder of somebody else", folder({ writable: false }), "wrong", /cannot be written/],
  ["an open folder", folder({ mode: 0o755 }), "mind", /chmod 700 data/],
  ["little room", folder({ free: 300e6 }), "mind", /300 MB are free/],
  ["no room", folder({ free: 1e6 }), "wrong", /1 MB/],
  ["a broken database", folder({ trouble: "malformed" }), "wrong", /malformed/],
  ["a clock that is kept right", clock(), "well", /2026-11-26 19:00 in America\/Toronto/],
  ["a clock that went back", clock({ newest: now + day }), "wrong", /2026-11-28T00:00/],
  ["a clock that nobody sets", clock({ isSet: false }), "mind", /time service/],
  ["a clock of which nothing is known", clock({ isSet: undefined }), "well", /it is/],
  ["a certificate in order", certificate(), "well", /good until 2027-09-23/],
  ["no certificate yet", certificateVerdicts(undefined), "well", /first start/],
  ["one that cannot be read", certificateVerdicts(problem("a.b", "bad PEM")), "wrong", /bad PEM/],
  ["ours, ending soon", certificate({ end: now + 9 * day }), "mind", /next start renews/],
  ["the owner's, ending soon", certificate({ by: "owner", end: now + day }), "mind", /renew it/],
  ["ended", certificate({ by: "owner", end: now - day }), "wrong", /ended on 2026-11-26/],
  ["with another's key", certificate({ fitsKey: false }), "wrong", /does not belong/],
  ["of another name", certificate({ missing: ["192.0.2.7"] }), "mind", /192\.0\.2\.7/],
  ["a free port", portVerdicts([free], undefined, range), "well", /5060 is free/],
  ["one that we have", portVerdicts([taken("node (1)")], "node (1)", range), "well", /running/],
  ["one of another", portVerdicts([taken("asterisk (2)")], undefined, range), "wrong", /asterisk/],
  ["ours without a port", portVerdicts([free], "node (1)", range), "wrong", /is not open/],
  [
    "no gateway",
    gatewayVerdicts([], { host: "127.0.0.1", port: 2727 }),
    "well",
    /not listened for/,
  ],
  [
    "a gateway elsewhere",
    gatewayVerdicts(["192.0.2.40", "localhost:2427"], { host: "127.0.0.1", port: 2727 }),
    "mind",
    /192\.0\.2\.40 cannot reach it: RINGWISE_MGCP=0\.0\.0\.0:2727/,
  ],
  ["few sound ports", portVerdicts([], undefined, { from: 4000, to: 4019 }), "mind", / 5 calls/],
  [
    "a known account",
    accountVerdicts([{ ...account, hops: ["UDP 192.0.2.9:5060"] }]),
    "well",
    /9:5/,
  ],
  [
    "an unknown one",
    accountVerdicts([{ ...account, hops: [], trouble: "no way" }]),
    "wrong",
    /no way/,
  ],
  ["one that is off", accountVerdicts([{ ...account, hops: [], isEnabled: false }]), "well", /off/],
  ["no account", accountVerdicts([]), "mind", /none can go out/],
  [
    "settings with a mistake",
    settingsVerdicts({
      from: "a.yaml",
      problems: ["/x: bad"],
      doubts: [],
      telephones: 1,
      numbers: 1,
    }),
    "wrong",
    /^a\.yaml: \/x: bad$/,
  ],
  [
    "settings of nobody",
    settingsVerdicts({ from: "a.yaml", problems: [], doubts: [], telephones: 0, numbers: 1 }),
    "mind",
    /no telephone/,
  ],
];

for (const [what, verdicts, is, says] of rows)
  test(`${what}: ${is}`, () => {
    const worst = ["wrong", "mind", "well"].find((one) => verdicts.some((v) => v.is === one));
    assert.equal(worst, is);
    assert.ok(
      verdicts.some((one) => one.is === is && says.test(one.text)),
      JSON.stringify(verdicts),
    );
  });

test("the report has a line each and a last one; only what is wrong makes it fail", () => {
  const minded = [...about("data folder", folder({ mode: 0o755 })), ...about("clock", clock())];
  assert.deepEqual(
    [report(minded).at(-1), exitCode(minded)],
    ["All is well; 1 to keep in mind.", 0],
  );
  const ill = [...minded, ...about("certificate", certificate({ fitsKey: false }))];
  assert.match(report(ill).at(-1) ?? "", /^1 of 7 must be mended; 1 to keep in mind\.$/);
  assert.equal(report(ill).length, 8);
  assert.equal(exitCode(ill), 1);
});
