import assert from "node:assert/strict";
import { once } from "node:events";
import { existsSync, readdirSync, statSync, watch } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { Baresip, noBaresip } from "../phones/baresip.ts";
import { House } from "../phones/house.ts";

const number = "+16135550142";
const settings = {
  version: 1,
  owner: { name: "Ada", timeZone: "America/Toronto", country: "CA" },
  numbers: [{ id: "home", number }],
  devices: [{ id: "kitchen", kind: "sip", secret: "a-long-secret" }],
  accounts: [
    { id: "carrier", kind: "carrier", server: "127.0.0.1", transport: "udp", register: false },
  ],
  rules: [
    {
      id: "everyone-else",
      name: "Everyone else",
      when: { is: "always" },
      then: [{ do: "ring", targets: [{ device: "kitchen" }], for: 2 }, { do: "mailbox" }],
    },
  ],
};

test("after a kill a registered phone rings without registering again, and nobody answering, a message is kept", {
  skip: noBaresip() ?? false,
}, async () => {
  const before = await House.open(settings);
  const kitchen = await Baresip.start({
    name: "kitchen",
    aor: "sip:kitchen@127.0.0.1",
    login: { user: "kitchen", password: "a-long-secret" },
    server: before.sipPort,
    transport: "udp",
    tone: 440,
  });
  const carrier = await Baresip.start({ name: "carrier", tone: 1000 });
  await kitchen.until("REGISTER_OK");
  await before.kill();
  const house = await House.open(settings, before.folder, before.sipPort);
  try {
    carrier.dial(`sip:${number}@127.0.0.1:${house.sipPort}`);
    await kitchen.until("CALL_INCOMING");
    await carrier.until("CALL_ESTABLISHED"); // the mailbox
    await carrier.hears(8); // greeting and beep, then it records
    carrier.hangUp();
    await carrier.until("CALL_CLOSED");
    const messages = await house.messages();
    assert.equal(messages.length, 1);
    assert.ok((messages[0]?.lengthMs ?? 0) > 500, `${messages[0]?.lengthMs} ms`);
  } finally {
    await Promise.all([carrier.stop(), kitchen.stop()]);
    assert.equal(await house.close(), 0);
  }
});

const onlyMailbox = {
  ...settings,
  rules: [{ id: "all", name: "Everyone", when: { is: "always" }, then: [{ do: "mailbox" }] }],
};

/** Seconds of sound in the one recording of a house; 0 while there is none. */
function recorded(folder: string): number {
  const messages = join(folder, "data", "messages");
  const [file] = existsSync(messages) ? readdirSync(messages) : [];
  return file === undefined ? 0 : Math.max(0, statSync(join(messages, file)).size - 44) / 16_000;
}

/** Once there is sound in the one recording of a house. */
async function begunIn(folder: string): Promise<void> {
  const changes = watch(folder, { recursive: true });
  try {
    while (recorded(folder) === 0) await once(changes, "change");
  } finally {
    changes.close();
  }
}

const spoken = 3.1;
test(`a kill when a caller has spoken for ${spoken} s loses at most the last second`, {
  skip: noBaresip() ?? false,
}, async () => {
  const before = await House.open(onlyMailbox);
  const carrier = await Baresip.start({ name: "carrier", tone: 1000 });
  try {
    carrier.dial(`sip:${number}@127.0.0.1:${before.sipPort}`);
    await carrier.until("CALL_ESTABLISHED");
    await begunIn(before.folder);
    await carrier.hears(carrier.heard() + spoken); // silence, sent as long as it records
    await before.kill();
  } finally {
    await carrier.stop();
  }
  const house = await House.open(onlyMailbox, before.folder, before.sipPort);
  const [message] = await house.messages();
  assert.ok(message, "the message is there");
  assert.ok(message.lengthMs > (spoken - 1) * 1000, `${message.lengthMs} ms`);
  assert.equal(await house.close(), 0);
});
