import assert from "node:assert/strict";
import { test } from "node:test";
import { ExchangeHouse } from "../phones/exchangeHouse.ts";
import { House, token } from "../phones/house.ts";
import { freePort } from "./freePort.ts";
import { noSipp, sipp } from "./sipp.ts";

/* Claims 21 and 22 with real processes over the loopback: an exchange, two feature servers, SIPp as the carrier. */

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

interface Street {
  readonly exchange: ExchangeHouse;
  readonly ada: House;
  readonly ben: House;
  /** The carrier calls and hears what the scenario says. */
  carrier(scenario: string, user: string): Promise<void>;
}

/** An exchange with a carrier, and two members: Ada takes messages, Ben refuses. */
async function street(story: (street: Street) => Promise<void>): Promise<void> {
  const port = await freePort();
  const exchange = await ExchangeHouse.open(numbers, {
    trunks: [{ id: "carrier", server: `127.0.0.1:${port}` }],
  });
  const houses: House[] = [];
  try {
    const server = `127.0.0.1:${exchange.sipPort}`;
    const opened = (name: "ada" | "ben", then: readonly object[]) =>
      House.open(member(name, server, exchange.secretOf(name), then));
    const ada = await opened("ada", [{ do: "mailbox" }]);
    houses.push(ada);
    const ben = await opened("ben", [{ do: "reject", cause: "rejected" }]);
    houses.push(ben);
    await Promise.all(houses.map(registered));
    const carrier = async (scenario: string, user: string): Promise<void> => {
      const { ended } = await sipp(scenario, { calls: exchange.sipPort, port, user });
      const { code, report } = await ended;
      assert.equal(code, 0, report);
    };
    await story({ exchange, ada, ben, carrier });
  } finally {
    await Promise.all(houses.map((house) => house.close()));
    await exchange.close();
  }
}

const callsAt = async (house: House): Promise<number> => {
  const { items } = (await house.get("/api/v1/calls")) as { readonly items: readonly unknown[] };
  return items.length;
};

/** The owner's change, over the owner's own API. */
async function change(house: House, more: object): Promise<void> {
  const url = `${house.web}/api/v1/settings`;
  const authorization = `Bearer ${token}`;
  const now = await fetch(url, { headers: { authorization } });
  const answer = await fetch(url, {
    method: "PUT",
    headers: {
      authorization,
      "content-type": "application/json",
      "if-match": now.headers.get("etag") ?? "",
    },
    body: JSON.stringify({ ...((await now.json()) as object), ...more }),
  });
  assert.equal(answer.status, 200, await answer.text());
}

/** Until the exchange holds a policy of Ada's with so many rules; each look takes its own time. */
async function holds({ exchange, ada }: Street, rules: number): Promise<void> {
  for (let tries = 0; tries < 2000; tries++) {
    const policy = exchange.policyOf("ada") as { readonly rules: readonly unknown[] } | undefined;
    if (policy?.rules.length === rules) return;
    await isRegistered(ada);
  }
  assert.fail("the policy does not arrive");
}

test("an invitation is all that is needed: joined over TLS with the exchange's own authority, and left again", () =>
  street(async ({ exchange }) => {
    const invitation = await exchange.invite("cem", "+16135550103");
    const house = await House.open({ version: 1, owner: { name: "Cem", country: "CA" } });
    try {
      const joined = await house.post("/api/v1/exchanges", { invitation });
      assert.deepEqual(joined, { account: "exchange" });
      await registered(house);
      const { accounts, numbers } = (await house.get("/api/v1/settings")) as {
        readonly accounts: readonly Record<string, unknown>[];
        readonly numbers: readonly unknown[];
      };
      assert.deepEqual(
        [accounts[0]?.["transport"], accounts[0]?.["secret"]],
        ["tls", { set: true }],
      );
      assert.deepEqual(numbers, [{ id: "number", number: "+16135550103" }]);
      const gone = await fetch(`${house.web}/api/v1/exchanges/exchange`, {
        method: "DELETE",
        headers: { authorization: `Bearer ${token}` },
      });
      assert.equal(gone.status, 204);
      assert.deepEqual(await house.get("/api/v1/accounts"), { items: [] });
    } finally {
      await house.close();
    }
  }));

test(
  "the same caller dials two users of one exchange: one takes a message, the other refuses",
  {
    skip,
  },
  () =>
    street(async ({ exchange, carrier }) => {
      const before = exchange.settings;
      await carrier("callsThrough", numbers.ada);
      await carrier("isRejected", numbers.ben);
      assert.equal(exchange.settings, before, "the exchange's settings are byte for byte the same");
    }),
);

test(
  "Ada refuses all calls at the exchange, by her own API: none comes to her; then all do again",
  {
    skip,
  },
  () =>
    street(async (all) => {
      const { exchange, ada, carrier } = all;
      const before = exchange.settings;
      const refuseAll = [{ when: { is: "always" }, do: "reject" }];
      await change(ada, { exchanges: [{ account: "maple", policy: refuseAll }] });
      await holds(all, 1);
      await carrier("isRejected", numbers.ada);
      assert.equal(await callsAt(ada), 0, "Ada's server has heard of no call");
      await change(ada, { exchanges: [] });
      await holds(all, 0);
      await carrier("callsThrough", numbers.ada);
      assert.equal(await callsAt(ada), 1);
      assert.equal(exchange.settings, before, "the exchange's settings are byte for byte the same");
    }),
);
