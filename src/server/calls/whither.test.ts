/** Where a REFER may lead, and what no word of it can bring into our INVITE. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type Asked, type Whither, whither } from "#server/calls/whither.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import { validate } from "#telephony/settings/validate.ts";

const [pbx, carrier] = ["192.0.2.10", "sip.maple.example"];

function settingsOf(): Settings {
  const account = { kind: "carrier", transport: "udp", register: false };
  const read = validate({
    version: 1,
    owner: { timeZone: "America/Toronto", country: "CA" },
    numbers: [{ id: "home", number: "+16135550142", address: "sip:ada@example.net" }],
    devices: [{ id: "kitchen", kind: "sip", secret: "a-long-secret" }],
    accounts: [
      { ...account, id: "pbx", server: pbx },
      { ...account, id: "carrier", server: carrier },
    ],
    rules: [{ id: "all", when: { is: "always" }, then: [{ do: "mailbox" }] }],
  });
  if (!read.ok) throw new Error(JSON.stringify(read.problem));
  return read.value;
}

const settings = settingsOf();
const hosts: Readonly<Record<string, string>> = { pbx, carrier };
const leads = (asked: Asked): Whither | undefined =>
  whither(asked, {
    settings,
    deviceAt: ({ host }) => (host === "192.0.2.31" ? "kitchen" : undefined),
    isServer: (account, host) => hosts[account] === host,
  });

const byPbx = settings.accounts.find(({ id }) => id === "pbx");
const dialog = "a-call@192.0.2.10;to-tag=a1;from-tag=b2";
const told = ({ dialled, through }: Whither): string =>
  `${dialled}${through === undefined ? "" : ` through ${through}`}`;

const rows: readonly (readonly [address: string, by: "pbx" | "kitchen", leads: string])[] = [
  ["sip:+16135550199@anywhere.example", "pbx", "+16135550199"],
  ["sip:6135550199;phone-context=+1@192.0.2.10", "pbx", "6135550199"],
  ["tel:+1-613-555-0199", "pbx", "+16135550199"],
  ["sip:202@192.0.2.10", "pbx", "202 through pbx"],
  ["sip:carol@192.0.2.10:5080;transport=tcp", "pbx", "sip:carol@192.0.2.10 through pbx"],
  ["sip:202@sip.maple.example", "pbx", "nowhere"],
  ["sip:202@192.0.2.31", "pbx", "nowhere"],
  ["sip:911@192.0.2.10", "pbx", "nowhere"],
  ["sip:112@192.0.2.10", "pbx", "nowhere"],
  ["sip:9%311@192.0.2.10", "pbx", "nowhere"],
  ["sip:*72@192.0.2.10", "pbx", "nowhere"],
  ["sip:ada@192.0.2.10", "pbx", "nowhere"],
  ["sip:6135550142@192.0.2.10", "pbx", "nowhere"],
  ["sip:192.0.2.10", "pbx", "nowhere"],
  ["mailto:carol@192.0.2.10", "pbx", "nowhere"],
  [`sip:${"9".repeat(65)}@192.0.2.10`, "pbx", "nowhere"],
];
for (const [address, , to] of rows)
  test(`${address.slice(0, 60)} leads to ${to}`, () => {
    const found = leads({ address, ...(byPbx && { account: byPbx }) });
    assert.equal(found ? told(found) : "nowhere", to);
  });

test("into a dialog: at the party's own account, for our telephones at any, and at one of ours", () => {
  const account = byPbx && { account: byPbx };
  const at = (host: string): string => `sip:carol@${host}`;
  const words = (asked: Asked): string =>
    told(leads(asked) ?? { dialled: "nowhere", says: { lines: [] } });
  assert.deepEqual(
    [pbx, carrier, "192.0.2.31"].map((host) => words({ ...account, address: at(host), dialog })),
    ["sip:carol@192.0.2.10 through pbx", "nowhere", "nowhere"],
  );
  assert.deepEqual(
    [pbx, carrier, "192.0.2.31", "203.0.113.9"].map((host) => words({ address: at(host), dialog })),
    [
      "sip:carol@192.0.2.10 through pbx",
      "sip:carol@sip.maple.example through carrier",
      "kitchen",
      "nowhere",
    ],
  );
});

test("what parameters of the address could lead elsewhere stays behind", () => {
  const address = "sip:carol:secret@192.0.2.10:5080;maddr=203.0.113.9;gr=1;transport=tcp?X=1";
  assert.equal(
    leads({ address, dialog })?.says.uri,
    "sip:carol@192.0.2.10:5080;gr=1;transport=tcp",
  );
});

test("whatever a dialog, an address or a name says, no line of ours has another in it", () => {
  const piece = fc.constantFrom(
    ...'\r\n;,=<>"%0d%0a @:?&'.split(""),
    "\r\nX-Evil: 1",
    "%0D%0AX-Evil:1",
    "to-tag=a",
    "from-tag=b",
    '"\r\n"',
    "early-only",
    "call",
  );
  const text = fc.array(piece, { maxLength: 8 }).map((all) => all.join(""));
  fc.assert(
    fc.property(text, text, text, text, (call, tag, param, by) => {
      const found = leads({
        address: `sip:carol@192.0.2.10;gr=${param}`,
        dialog: `${call};to-tag=${tag};from-tag=b`,
        by: `sip:bob@192.0.2.10;x=${by}`,
      });
      const said = [found?.says.uri ?? "", ...(found?.says.lines.map(({ text }) => text) ?? [])];
      for (const one of said) assert.match(one, /^[\t\x20-\x7e]*$/);
    }),
    { numRuns: 2000, examples: [["a\r\nX-Evil:1", "t", "1", ""]] },
  );
});
