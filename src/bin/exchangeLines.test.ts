import assert from "node:assert/strict";
import { test } from "node:test";
import type { PassedCall, TrunkView } from "#exchange/control.ts";
import { auditLine, callLine, overviewLines, trunkLine } from "./exchangeLines.ts";

const shown = (at: number): string => `@${at}`;
const call: PassedCall = {
  ...{ id: "c7", callId: "x", from: "sip:eve@elsewhere.example", to: "sip:ada@maple.example" },
  ...{ began: 5, state: "ringing", hops: [], bridged: false },
};

test("an exchange, its trunks, calls and acts are said in lines", () => {
  assert.deepEqual(
    overviewLines(
      {
        ...{ domains: ["maple.example"], version: "1", since: 1, sip: [], users: 3, usersThere: 2 },
        ...{
          suspended: 1,
          trunks: 2,
          trunksDown: 1,
          callsNow: 4,
          counts: { refused: 9, calls: 0 },
        },
        troubles: [{ code: "sip.timeout", detail: "trunk b: no answer" }],
      },
      shown,
    ),
    [
      "The exchange of maple.example, Ringwise 1, since @1",
      "3 users, 2 of them there, 1 suspended",
      "2 trunks, 1 of them down; 4 calls now",
      "9 refused",
      "✗ trunk b: no answer (sip.timeout)",
    ],
  );
  const trunk: TrunkView = {
    ...{ id: "a", server: "b.example", transport: "udp" as const, from: [], prefixes: [""] },
    channels: { inUse: 1, most: 30 },
    ...{ registers: false, etag: "1", numbers: "e164" as const },
    ...{ callerId: { always: false }, state: "static" as const },
  };
  assert.equal(
    trunkLine(trunk, shown),
    "trunk a (b.example): known by its address; 1 of 30 channels",
  );
  assert.equal(
    callLine({ ...call, for: "user/ada" }, shown),
    "c7  @5  sip:eve@elsewhere.example → user/ada  ringing",
  );
  const why = { by: "operator", code: "suspended", params: { reason: "unpaid" } } as const;
  assert.equal(
    callLine(
      { ...call, by: "user/ben", state: "over", outcome: "refused", status: 480, why },
      shown,
    ),
    "c7  @5  user/ben → sip:ada@maple.example  refused 480: suspended (operator) reason=unpaid",
  );
  assert.equal(
    auditLine({ id: "1", at: 5, who: "Olga", act: "userAdded", of: "cem", params: {} }, shown),
    "@5  Olga  userAdded  cem",
  );
});
