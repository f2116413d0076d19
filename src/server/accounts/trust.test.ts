import assert from "node:assert/strict";
import { test } from "node:test";
import { trustOf } from "#server/accounts/trust.ts";
import type { Hop } from "#sip/transport/transport.ts";
import { document, type SettingsInput } from "#telephony/settings/settings.ts";

const pem = "-----BEGIN CERTIFICATE-----\nMAYwADAAAwA=\n-----END CERTIFICATE-----\n";
const hop = (serverName: string | undefined, port = 5061): Hop => ({
  protocol: "TLS",
  remote: { host: "203.0.113.10", port },
  ...(serverName !== undefined && { serverName }),
});

type Written = Omit<NonNullable<SettingsInput["accounts"]>[number], "id" | "kind" | "register">;
const accounts = (...written: readonly Written[]) =>
  document.parse({
    accounts: written.map((one, at) => ({
      ...one,
      id: `a${at}`,
      kind: "carrier",
      register: false,
    })),
  }).accounts;

const strict = { authorities: [], acceptAnyCertificate: false };
const rows: readonly (readonly [string, Hop, readonly Written[], object])[] = [
  ["no account leads there", hop("maple.example"), [], strict],
  ["nothing is said of it", hop("maple.example"), [{ server: "maple.example" }], strict],
  [
    "an authority of its own",
    hop("maple.example"),
    [{ server: "maple.example", authority: pem }],
    { authorities: [pem], acceptAnyCertificate: false },
  ],
  [
    "any certificate, by a name in capitals",
    hop("maple.example"),
    [{ server: "Maple.Example:5061", acceptAnyCertificate: true }],
    { authorities: [], acceptAnyCertificate: true },
  ],
  [
    "any certificate, at another port of it",
    hop("maple.example"),
    [{ server: "maple.example:5071", acceptAnyCertificate: true }],
    strict,
  ],
  [
    "any certificate, by its address",
    hop(undefined),
    [{ server: "203.0.113.10", acceptAnyCertificate: true }],
    { authorities: [], acceptAnyCertificate: true },
  ],
  [
    "any certificate of the proxy",
    hop("edge.example"),
    [{ server: "maple.example", proxy: "edge.example", acceptAnyCertificate: true }],
    { authorities: [], acceptAnyCertificate: true },
  ],
  [
    "a second account with that server asks for more",
    hop("maple.example"),
    [{ server: "maple.example", acceptAnyCertificate: true }, { server: "maple.example" }],
    strict,
  ],
  [
    "an account that is switched off",
    hop("maple.example"),
    [{ server: "maple.example", acceptAnyCertificate: true, enabled: false }],
    strict,
  ],
];

for (const [what, towards, written, wanted] of rows)
  test(`whom a server over TLS must be signed by: ${what}`, () =>
    assert.deepEqual(trustOf(towards, accounts(...written)), wanted));
