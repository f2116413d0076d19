import assert from "node:assert/strict";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { test } from "node:test";
import { House } from "../phones/house.ts";
import { freePort } from "./freePort.ts";
import { noSipp, type Sipp, sipp } from "./sipp.ts";

/* The first account's server does not do, in each way; the second takes the call. Real sockets. */

const skip = noSipp() ?? false;

/** What stands at the first account's port, and how it is taken away. */
interface First {
  readonly port: number;
  readonly sipp?: Sipp;
  close?(): void;
}

/** It takes datagrams and says nothing. */
async function silent(): Promise<First> {
  const socket = createSocket("udp4").bind(0, "127.0.0.1");
  await once(socket, "listening");
  return { port: socket.address().port, close: () => void socket.close() };
}

async function noRoom(): Promise<First> {
  const waits = await sipp("hasNoRoom");
  return { port: waits.port, sipp: waits };
}

const account = (id: string, port: number): object => ({
  id,
  kind: "carrier",
  server: `127.0.0.1:${port}`,
  transport: "udp",
  register: false,
});

for (const [what, first] of [
  ["is not there: its host says so", async (): Promise<First> => ({ port: await freePort() })],
  ["is silent", silent],
  ["has no room (503)", noRoom],
] as const)
  test(`the first account's server ${what}: the second takes the call`, { skip }, async () => {
    const begins = await first();
    const second = await sipp("answers");
    const house = await House.open({
      version: 1,
      owner: { name: "Ada", timeZone: "America/Toronto", country: "CA" },
      devices: [{ id: "kitchen", kind: "sip", secret: "a-long-secret" }],
      accounts: [account("first", begins.port), account("second", second.port)],
    });
    try {
      const port = await freePort();
      const login = {
        port,
        calls: house.sipPort,
        more: ["-au", "kitchen", "-ap", "a-long-secret"],
      };
      const registers = await sipp("registers", { ...login, user: "kitchen" });
      assert.equal((await registers.ended).code, 0);
      const phone = await sipp("dials", { ...login, user: "6135550177" });
      for (const one of [phone, second, ...(begins.sipp ? [begins.sipp] : [])]) {
        const { code, report } = await one.ended;
        assert.equal(code, 0, report);
      }
      const { items } = (await house.get("/api/v1/calls")) as {
        readonly items: readonly { outcome?: string; legs: readonly { target: string }[] }[];
      };
      assert.equal(items[0]?.outcome, "answered");
      assert.deepEqual(
        items[0]?.legs.map(({ target }) => target),
        ["+16135550177 (first)", "+16135550177 (second)"],
      );
    } finally {
      begins.close?.();
      await house.close();
    }
  });
