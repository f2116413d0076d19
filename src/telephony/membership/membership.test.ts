import assert from "node:assert/strict";
import { test } from "node:test";
import { invitationText, readInvitation } from "#telephony/membership/invitation.ts";
import { joined, left, withoutPolicy } from "#telephony/membership/membership.ts";
import { validate } from "#telephony/settings/validate.ts";

const words = {
  exchange: "maple.example",
  server: "maple.example:5071",
  username: "ada",
  secret: "a-long-secret",
  numbers: ["+16135550101"],
};

test("an invitation is read as it was written, however a letter has broken its lines", () => {
  const text = invitationText(words);
  assert.deepEqual(readInvitation(text), { ok: true, value: { v: 1, ...words } });
  const broken = ` ${text.replaceAll(/(.{40})/g, "$1\r\n  ")}\n`;
  assert.deepEqual(readInvitation(broken), { ok: true, value: { v: 1, ...words } });
});

const none = [
  "",
  "hello",
  "ringwise-invitation:",
  invitationText(words).slice(0, 60),
  `ringwise-invitation:${Buffer.from('{"v":2}').toString("base64url")}`,
  invitationText({ ...words, server: "maple example; rm" }),
  invitationText({ ...words, authority: "-----BEGIN PRIVATE KEY-----" }),
  `ringwise-invitation:${"A".repeat(9000)}`,
];
for (const text of none)
  test(`no invitation: ${text.slice(0, 40)}`, () => {
    const read = readInvitation(text);
    assert.equal(!read.ok && read.problem.code, "membership.noInvitation");
  });

function settings(document: unknown) {
  const read = validate(document);
  assert.ok(read.ok, JSON.stringify(!read.ok && read.problem));
  return read.value;
}
const invitation = { v: 1, ...words } as const;

test("joining adds the account and the numbers; again, it is the same account with another password", () => {
  const first = joined(settings({ version: 1 }), invitation);
  const house = settings(first.document);
  assert.deepEqual(
    house.accounts.map(({ id, kind, server, transport, username, secret, register }) => ({
      ...{ id, kind, server, transport, username, secret, register },
    })),
    [
      {
        ...{ id: "exchange", kind: "exchange", server: "maple.example:5071", transport: "tls" },
        ...{ username: "ada", secret: "a-long-secret", register: true },
      },
    ],
  );
  assert.deepEqual(house.numbers, [{ id: "number", number: "+16135550101" }]);

  const again = joined(house, { ...invitation, secret: "another" });
  const later = settings(again.document);
  assert.equal(again.account, "exchange");
  assert.deepEqual([later.accounts.length, later.accounts[0]?.secret], [1, "another"]);
  assert.equal(later.numbers.length, 1);

  const other = settings(joined(later, { ...invitation, server: "oak.example" }).document);
  assert.deepEqual(
    other.accounts.map(({ id }) => id),
    ["exchange", "exchange-2"],
  );
});

test("leaving takes the policy back first, then the account", () => {
  const house = settings({
    ...(joined(settings({ version: 1 }), invitation).document as object),
    exchanges: [{ account: "exchange", policy: [{ when: { is: "always" }, do: "reject" }] }],
  });
  const silent = settings(withoutPolicy(house, "exchange"));
  assert.deepEqual([silent.exchanges, silent.accounts.length], [[], 1]);
  assert.deepEqual(settings(left(silent, "exchange")).accounts, []);
});
