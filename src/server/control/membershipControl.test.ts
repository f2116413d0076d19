import assert from "node:assert/strict";
import { test } from "node:test";
import { membershipControl } from "#server/control/membershipControl.ts";
import { memoryStore } from "#server/store/memoryStore.ts";
import { settingsStore } from "#server/store/settingsStore.ts";
import { invitationText } from "#telephony/membership/invitation.ts";

const invitation = invitationText({
  exchange: "maple.example",
  server: "maple.example:5071",
  username: "ada",
  secret: "a-long-secret",
  numbers: ["+16135550101"],
});

function house(lockedBy?: string) {
  const store = settingsStore(memoryStore().settings, () => 0);
  assert.ok(store.ok);
  const control = membershipControl({ settings: store.value, lockedBy });
  return { control, accounts: () => store.value.current().accounts.map(({ id }) => id) };
}

test("an invitation makes an account, and who leaves has none", async () => {
  const { accounts, control } = house();
  assert.deepEqual(await control.join(invitation, "Ada"), {
    ok: true,
    value: { account: "exchange" },
  });
  assert.deepEqual(accounts(), ["exchange"]);
  assert.deepEqual(await control.leave("exchange", "Ada"), { ok: true, value: undefined });
  assert.deepEqual(accounts(), []);
});

test("what is no invitation, no membership or locked changes nothing, and says so", async () => {
  const { accounts, control } = house();
  const locked = house("/etc/ringwise.json");
  const answers = [
    await control.join("hello", "Ada"),
    await control.leave("exchange", "Ada"),
    await locked.control.join(invitation, "Ada"),
  ];
  assert.deepEqual(
    answers.map((one) => (one.ok ? "" : one.problem.code)),
    ["membership.noInvitation", "membership.noMember", "settings.locked"],
  );
  assert.deepEqual([...accounts(), ...locked.accounts()], []);
});
