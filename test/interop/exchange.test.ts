import assert from "node:assert/strict";
import { test } from "node:test";
import { ExchangeHouse } from "../phones/exchangeHouse.ts";
import { House } from "../phones/house.ts";
import { freePort, noSipp, sipp } from "./sipp.ts";

/* Claim 21 with real processes over the loopback: an exchange, two feature servers, SIPp as the carrier. */

const skip = noSipp() ?? false;
const numbers = { ada: "+16135550101", ben: "+16135550102" };

const member = (name: "ada" | "ben", server: string, secret: string, then: readonly object[]) => ({
  version: 1,
  owner: { name, timeZone: "America/Toronto", country: "CA" },
  numbers: [{ id: "home", number: numbers[name] }],
  accounts: [{ id: "maple", kind: "exchange", server, transport: "udp", username: name, secret }],
  rules: [{ id: "all", when: { is: "always" }, then }],
});

const isRegistered = async (house: House): Promise<boolean> => {
  const { items } = (await house.get("/api/v1/accounts")) as {
    readonly items: readonly { readonly state: string }[];
  };
  return items[0]?.state === "registered";
};

/** As soon as the server says so; each question takes its own time. */
async function registered(house: House): Promise<void> {
  for (let tries = 0; tries < 500; tries++) if (await isRegistered(house)) return;
  assert.fail("the member does not register");
}

test("the same caller dials two users of one exchange: one takes a message, the other refuses", {
  skip,
}, async () => {
  const carrierPort = await freePort();
  const exchange = await ExchangeHouse.open(numbers, {
    trunks: [{ id: "carrier", server: `127.0.0.1:${carrierPort}` }],
  });
  const houses: House[] = [];
  try {
    const server = `127.0.0.1:${exchange.sipPort}`;
    const before = exchange.settings;
    houses.push(
      await House.open(member("ada", server, exchange.secretOf("ada"), [{ do: "mailbox" }])),
      await House.open(
        member("ben", server, exchange.secretOf("ben"), [{ do: "reject", cause: "rejected" }]),
      ),
    );
    await Promise.all(houses.map(registered));
    const caller = (scenario: string, user: string) =>
      sipp(scenario, { calls: exchange.sipPort, port: carrierPort, user });
    for (const [scenario, user] of [
      ["callsThrough", numbers.ada],
      ["isRejected", numbers.ben],
    ] as const) {
      const { code, report } = await (await caller(scenario, user)).ended;
      assert.equal(code, 0, report);
    }
    assert.equal(exchange.settings, before, "the exchange's settings are byte for byte the same");
  } finally {
    await Promise.all(houses.map((house) => house.close()));
    await exchange.close();
  }
});
