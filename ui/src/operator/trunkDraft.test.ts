import assert from "node:assert/strict";
import { test } from "node:test";
import { type Trunk, trunkBody, trunkDraft } from "./trunkDraft.ts";

const whole: Trunk = {
  ...{ id: "carrier", server: "sip.carrier.example:5061", transport: "tls", etag: "1" },
  ...{ from: ["192.0.2.1", "192.0.2.2"], prefixes: ["+49", "+43"] },
  channels: { inUse: 2, most: 8 },
  ...{ domain: "carrier.example", login: { username: "u", authUsername: "a" }, registers: true },
  ...{ numbers: "national", callerId: { number: "+16135550100", always: true } },
  state: "registered",
};

test("a trunk comes out of the form as it went in, and a password that is not typed is kept", () => {
  const { id: _, channels, state: __, etag: ___, ...rest } = whole;
  assert.deepEqual(trunkBody(trunkDraft(whole)), {
    ...{ ...rest, channels: channels.most },
    login: { ...whole.login, secret: { set: true } },
  });
});

test("a new one: without a name no login, without a beginning every number", () => {
  const draft = { ...trunkDraft(), server: " 192.0.2.9 ", callerId: "+1 613 555 0100" };
  assert.deepEqual(trunkBody(draft), {
    ...{ server: "192.0.2.9", transport: "udp", from: [], prefixes: [""], channels: 30 },
    ...{ registers: false, numbers: "e164" },
    callerId: { number: "+16135550100", always: false },
  });
  const { login } = trunkBody({ ...draft, username: "u", secret: "s" });
  assert.deepEqual(login, { username: "u", secret: "s" });
});
