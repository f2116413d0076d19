/** A flash over real sockets: SIPp is the telephone, who calls it, and the third party. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { House } from "../phones/house.ts";
import { freePort } from "./freePort.ts";
import { noSipp, sipp } from "./sipp.ts";

const number = "+16135550142";

test("a telephone flashes by INFO, calls a third party in its session, and hangs up on both", {
  skip: noSipp() ?? false,
}, async () => {
  const [carrierPort, phonePort] = [await freePort(), await freePort()];
  const house = await House.open({
    version: 1,
    owner: { name: "Ada", timeZone: "America/Toronto", country: "CA" },
    numbers: [{ id: "home", number }],
    devices: [{ id: "kitchen", kind: "sip", secret: "a-long-secret" }],
    accounts: [
      {
        id: "carrier",
        kind: "carrier",
        server: `127.0.0.1:${carrierPort}`,
        transport: "udp",
        register: false,
      },
    ],
    rules: [
      {
        id: "all",
        name: "Everyone",
        when: { is: "always" },
        then: [{ do: "ring", targets: [{ device: "kitchen" }], for: 20 }],
      },
    ],
    services: { speedDials: { 2: "+16135550177" } },
  });
  try {
    const login = ["-au", "kitchen", "-ap", "a-long-secret"];
    const more = { calls: house.sipPort, more: login };
    const registers = await sipp("registers", { port: phonePort, user: "kitchen", ...more });
    assert.equal((await registers.ended).code, 0);
    const third = await sipp("answers", { port: carrierPort });
    const phone = await sipp("flashes", { port: phonePort });
    const caller = await sipp("callsAndIsEnded", { calls: house.sipPort, user: number });
    for (const { ended } of [phone, third, caller]) {
      const { code, report } = await ended;
      assert.equal(code, 0, report);
    }
    const { items } = (await house.get("/api/v1/calls")) as {
      readonly items: readonly { readonly direction: string; readonly outcome?: string }[];
    };
    assert.deepEqual(items.map(({ direction, outcome }) => `${direction} ${outcome}`).sort(), [
      "in answered",
      "out answered",
    ]);
  } finally {
    await house.close();
  }
});
