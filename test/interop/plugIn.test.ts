import assert from "node:assert/strict";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { noBaresip } from "../phones/baresip.ts";
import { House } from "../phones/house.ts";
import { type NewPhone, PluggedInPhone } from "../phones/pluggedIn.ts";

/* A desk phone comes out of its box: it is plugged in, and rings. Nobody types anything. */

const skip = noBaresip() ?? false;

interface PlugInAnswer {
  readonly isOver: boolean;
  readonly steps: Readonly<Record<string, number>>;
  readonly phone?: { readonly mac: string; readonly maker: string; readonly model?: string };
  readonly others: readonly { readonly mac: string }[];
  readonly packets: readonly { readonly from: string; readonly text: string }[];
  readonly url: string;
}
interface DeviceAnswer {
  readonly id: string;
  readonly state: string;
  readonly login: { readonly username: string; readonly secret: string };
}

/** Whoever is on the loopback hears the multicast group there. */
async function houseFor(t: { after(then: () => unknown): void }): Promise<House> {
  const folder = mkdtempSync(join(tmpdir(), "ringwise-plugin-"));
  const house = await House.open({ devices: [] }, folder, 0, "--sip", "0.0.0.0:0");
  t.after(() => house.close());
  return house;
}

const phones: readonly NewPhone[] = [
  { vendor: "Yealink", model: "T31P", mac: "805ec0123456" },
  { vendor: "Grandstream", model: "HT801", mac: "c074ad123456" },
  { vendor: "Snom", model: "D717", mac: "000413123456" },
  { vendor: "Fanvil", model: "X3SG", mac: "0c383e123456" },
];

test("desk phones of four makers are plugged in, one after the other, and each rings", {
  skip,
}, async (t) => {
  const house = await houseFor(t);
  for (const is of phones) {
    const phone = await PluggedInPhone.make(is);
    const added = (await house.post("/api/v1/devices", {
      name: is.model,
      kind: "sip",
    })) as DeviceAnswer;
    await house.post(`/api/v1/devices/${added.id}/plug-in`, {});
    const url = await phone.asksTheNetwork(house.sipPort);
    const login = await phone.fetches(url);
    assert.deepEqual(
      { user: login.user, secret: login.secret, port: login.port },
      { user: added.login.username, secret: added.login.secret, port: house.sipPort },
      is.vendor,
    );
    const set = await phone.registers(login, 440);
    await set.until("REGISTER_OK");
    const seen = (await house.get("/api/v1/plug-in")) as PlugInAnswer;
    assert.deepEqual(Object.keys(seen.steps), ["seen", "asked", "got", "registered"]);
    assert.deepEqual([seen.phone?.mac, seen.phone?.model], [is.mac, is.model]);
    assert.ok(seen.packets.some(({ from, text }) => from === "phone" && text === "REGISTER"));
    await house.post("/api/v1/calls", { device: added.id, to: "echo" });
    await set.until("CALL_INCOMING");
    set.lift();
    await set.until("CALL_ESTABLISHED");
    await set.stop();
    phone.close();
    const late = await fetch(new URL(`${is.mac}.cfg`, url));
    assert.equal(late.status, 404, "its file is nobody's any more");
  }
});

test("who guesses gets nothing, before, while and after a phone is plugged in", {
  skip,
}, async (t) => {
  const house = await houseFor(t);
  const mac = "805ec0123456";
  const status = async (path: string): Promise<number> =>
    (await fetch(`${house.web}${path}`)).status;
  const { id } = (await house.post("/api/v1/devices", {
    name: "Hall",
    kind: "sip",
  })) as DeviceAnswer;
  assert.equal(await status(`/provision/${mac}.cfg`), 404);
  const { url } = (await house.post(`/api/v1/devices/${id}/plug-in`, { mac })) as PlugInAnswer;
  const folder = new URL(url).pathname;
  assert.equal(await status(`/provision/${mac}.cfg`), 200, "the one that its owner named");
  for (const path of [
    "/provision/805ec0654321.cfg",
    `/p/${"0".repeat(32)}/${mac}.cfg`,
    `${folder}805ec0654321.cfg`,
    `${folder}..%2f..%2fsettings.json`,
  ])
    assert.equal(await status(path), 404, path);
  assert.equal(await status(`${folder}${mac}.cfg`), 200);
  const stopped = await fetch(`${house.web}/api/v1/plug-in`, {
    method: "DELETE",
    headers: { authorization: "Bearer token-of-the-tests", "idempotency-key": "stop" },
  });
  assert.equal(stopped.status, 204);
  assert.equal(await status(`${folder}${mac}.cfg`), 404);
  assert.equal(await status(`/provision/${mac}.cfg`), 404);
});
