/** Somebody speaks one way into a real telephone, and what comes back is counted at the speaker's socket. */
import assert from "node:assert/strict";
import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { test } from "node:test";
import { Baresip, noBaresip } from "../phones/baresip.ts";
import { House } from "../phones/house.ts";
import { freePort } from "./freePort.ts";
import { household, number, share } from "./household.ts";
import { noSipp, sipp } from "./sipp.ts";

const intoKitchen = [{ do: "speak", target: { device: "kitchen" }, for: 30 }];
const skip = noBaresip() ?? false;

test("the kitchen hears the speaker, to whom nothing comes back", { skip }, () =>
  household(intoKitchen, async ({ house, carrier, phone, calls }) => {
    const kitchen = await phone("kitchen", { tone: 440 });
    calls();
    await kitchen.until("CALL_INCOMING");
    kitchen.lift();
    assert.ok((await share(kitchen, 1000)) > 0.9);
    assert.equal(carrier.heard(), 0, "nothing came back in all that time");
    carrier.hangUp();
    await kitchen.until("CALL_CLOSED");
    const { items } = (await house.get("/api/v1/calls")) as {
      readonly items: readonly { readonly legs: readonly { readonly manner?: string }[] }[];
    };
    assert.equal(items[0]?.legs[0]?.manner, "oneWay");
  }),
);

/** A free UDP port, and how many packets came there. */
async function counting(): Promise<{ socket: Socket; port: number; packets: number }> {
  const socket = createSocket("udp4").bind(0, "127.0.0.1");
  await once(socket, "listening");
  const counted = { socket, port: socket.address().port, packets: 0 };
  socket.on("message", () => {
    counted.packets += 1;
  });
  return counted;
}

interface Speaking {
  readonly kitchen: Baresip;
  /** How many packets of RTP have come to the speaker. */
  readonly packets: () => number;
}

/** A SIPp speaks into the kitchen, by that scenario to its end; what is done meanwhile. */
async function speaks(scenario: string, meanwhile: (at: Speaking) => Promise<void>) {
  const carrierPort = await freePort();
  const house = await House.open({
    version: 1,
    owner: { name: "Ada", timeZone: "America/Toronto", country: "CA" },
    numbers: [{ id: "home", number }],
    devices: [{ id: "kitchen", kind: "sip", secret: "a-long-secret" }],
    accounts: [
      {
        ...{ id: "carrier", kind: "carrier", transport: "udp", register: false },
        server: `127.0.0.1:${carrierPort}`,
      },
    ],
    rules: [{ id: "all", when: { is: "always" }, then: intoKitchen }],
  });
  const kitchen = await Baresip.start({
    name: "kitchen",
    aor: "sip:kitchen@127.0.0.1",
    login: { user: "kitchen", password: "a-long-secret" },
    server: house.sipPort,
    tone: 440,
  });
  const rtp = await counting();
  try {
    await kitchen.until("REGISTER_OK");
    const more = ["-key", "rtpport", String(rtp.port)];
    const speaker = await sipp(scenario, {
      ...{ calls: house.sipPort, user: number, port: carrierPort, more },
    });
    await kitchen.until("CALL_INCOMING");
    kitchen.lift();
    await meanwhile({ kitchen, packets: () => rtp.packets });
    const { code, report } = await speaker.ended;
    assert.equal(code, 0, report);
    await kitchen.until("CALL_CLOSED");
    return rtp.packets;
  } finally {
    rtp.socket.close();
    await kitchen.stop();
    await house.close();
  }
}

test("SIPp speaks: 180, then recvonly, and not one packet at its socket over the whole leg", {
  skip: noSipp() ?? skip,
}, async () => {
  assert.equal(await speaks("speaksIn", async () => undefined), 0);
});

test("a key at the kitchen: SIPp is offered both ways, and only then do packets come", {
  skip: noSipp() ?? skip,
}, async () => {
  const came = await speaks("talksBack", async ({ kitchen, packets }) => {
    await kitchen.until("CALL_ESTABLISHED");
    assert.equal(packets(), 0);
    kitchen.digit("5");
  });
  assert.ok(came > 25, `${came} packets`);
});
