/** The database is locked by another program, and then damaged, while people talk: a real server, real sockets. */
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { House } from "../phones/house.ts";
import { lockHolder } from "../phones/lockHolder.ts";
import { untilThere } from "../phones/patience.ts";
import { spoil } from "../phones/spoil.ts";
import { RealTelephone } from "../survive/telephone.ts";
import { host, secret, settingsOf, talking } from "./smallHouse.ts";

interface Trouble {
  readonly code: string;
  readonly detail: string;
}
const troublesOf = async (house: House): Promise<readonly Trouble[]> =>
  ((await house.get("/api/v1/status")) as { readonly troubles: readonly Trouble[] }).troubles;

const told = (house: House, code: string): Promise<string> =>
  untilThere(code, async () => (await troublesOf(house)).find((one) => one.code === code)?.detail);

const records = async (house: House): Promise<number> =>
  ((await house.get("/api/v1/calls")) as { readonly items: readonly unknown[] }).items.length;

/** Who watches sends nobody elsewhere for that: calls go on. */
const readyWithout = (unkept: string): object => ({ ok: true, unkept });

/** It rings, they talk, and it ends. */
async function call(carrier: RealTelephone, kitchen: RealTelephone): Promise<void> {
  const { caller, callee } = await talking(carrier, kitchen);
  assert.ok(await callee.hangsUp(caller));
}

test("another program locks the database, and then it is damaged: calls go on and the owner is told; at the next start the last backup is in force", async (t) => {
  const carrier = await RealTelephone.open("carrier", { host, port: 0, transport: "udp" });
  const settings = settingsOf(carrier.port);
  let house = await House.open(settings);
  const database = join(house.folder, "data", "ringwise.db");
  const at = { host, port: house.sipPort, transport: "udp" } as const;
  const kitchen = await RealTelephone.open("kitchen", at);
  carrier.server = at;
  try {
    await kitchen.registers(secret);
    await house.post("/api/v1/backups", {});

    const holder = await lockHolder(t, database);
    await call(carrier, kitchen);
    await told(house, "store.locked");
    assert.equal(await records(house), 1, "it is read where it waits");
    holder.letsGo();
    await untilThere("no trouble", async () => {
      const [trouble] = await troublesOf(house);
      return trouble === undefined ? true : undefined;
    });

    spoil(database);
    await call(carrier, kitchen);
    await told(house, "store.spoilt");
    const { status } = await fetch(`${house.web}/readyz`);
    assert.deepEqual([status, await house.get("/readyz")], [200, readyWithout("store.spoilt")]);
    await call(carrier, kitchen);
    await records(house);

    await house.kill();
    house = await House.open(settings, house.folder, house.sipPort);
    assert.match(await told(house, "store.damaged"), /those of the backup .* are in force/);
    const aside = readdirSync(join(house.folder, "data")).filter((name) => /^damaged-/.test(name));
    assert.equal(aside.length, 1);
    await call(carrier, kitchen);
  } finally {
    await Promise.all([carrier.close(), kitchen.close()]);
    await house.close();
  }
});
