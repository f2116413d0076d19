/** Two households that forward to each other: a call goes once around, and both records say why it ended. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Proxies } from "./flows/proxies.ts";

const [ada, ben] = ["+16135550101", "+16135550102"];
const [adas, bens] = ["192.0.2.31", "192.0.2.32"];

const peer = (id: string, server: string): object => ({
  ...{ id, kind: "carrier", transport: "udp", register: false },
  server,
});

/** All calls go to that number, by the other household. */
const house = (name: string, number: string, to: string, others: readonly object[]): object => ({
  version: 1,
  owner: { name, timeZone: "America/Toronto", country: "CA" },
  numbers: [{ id: "home", number }],
  devices: [{ id: "desk", kind: "sip", secret: "a-long-secret" }],
  accounts: others,
  outgoing: { route: ["other"] },
  mailbox: { enabled: false },
  rules: [
    {
      id: "all",
      when: { is: "always" },
      then: [{ do: "forward", to: { number: to, via: "other" } }],
    },
  ],
});

test("it comes back to where it was: refused, and not around again", async () => {
  const town = new Proxies();
  const world = peer("world", "192.0.2.10");
  await town.member("ada", adas, house("Ada", ada, ben, [world, peer("other", bens)]));
  await town.member("ben", bens, house("Ben", ben, ada, [peer("other", adas)]));
  const alice = await town.person({ name: "alice", host: "192.0.2.10", tone: 1000, server: adas });
  town.begins();
  const call = await alice.calls(ada, { from: "+16135550177" });
  await town.runs(5000);
  assert.match(call.told.at(-2) ?? "", /^refused 48[0-3]$/);
  const invites = town.rows.filter(({ text }) => text === "INVITE");
  assert.deepEqual(
    invites.map(({ from, to }) => `${from} → ${to}`),
    ["alice → ada", "ada → ben", "ben → ada"],
  );
  assert.ok(town.rows.some(({ from, text }) => from === "ada" && text.startsWith("482")));
  await town.mustBeIdle();
});
