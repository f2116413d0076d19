import assert from "node:assert/strict";
import { test } from "node:test";
import { deviceControl } from "#server/control/deviceControl.ts";
import type { DeviceOutcome } from "#server/control.ts";
import { memoryStore } from "#server/store/memoryStore.ts";
import { settingsStore } from "#server/store/settingsStore.ts";
import { seededRandom } from "#world/sim/seededRandom.ts";

function desk(lockedBy?: string) {
  const store = settingsStore(memoryStore().settings, () => 1000);
  assert.ok(store.ok);
  const world = { random: seededRandom(1) };
  const control = deviceControl({ world, settings: store.value, lockedBy });
  return { settings: store.value, control };
}
function done(outcome: DeviceOutcome) {
  assert.ok(outcome.ok, JSON.stringify(outcome));
  return outcome;
}
const code = (outcome: DeviceOutcome): unknown => !outcome.ok && outcome.problems[0]?.code;

test("a desk phone gets a secret of its own, and another when its owner wishes", async () => {
  const { control, settings } = desk();
  const added = done(await control.add({ name: "Küche", kind: "sip", room: "Kitchen" }, "ada"));
  assert.equal(added.id, "kuche");
  assert.match(added.login?.secret ?? "", /^[a-km-np-z2-9]{20}$/);
  const device = settings.current().devices.find(({ id }) => id === added.id);
  assert.deepEqual(device && { name: device.name, room: device.room }, {
    name: "Küche",
    room: "Kitchen",
  });
  const again = done(await control.newSecret(added.id, "ada"));
  assert.notEqual(again.login?.secret, added.login?.secret);
  assert.equal(again.login?.username, added.login?.username);
});

test("two of one name are two telephones", async () => {
  const { control } = desk();
  const ids = [];
  for (let i = 0; i < 2; i++)
    ids.push(done(await control.add({ name: "Hall", kind: "sip" }, "a")).id);
  assert.deepEqual(ids, ["hall", "hall-2"]);
});

test("name, room, tones and flash are changed, and taken away", async () => {
  const { control, settings } = desk();
  const { id } = done(await control.add({ name: "Hall", kind: "sip", room: "Hall" }, "ada"));
  const flash = { from: 100, to: 400 };
  done(await control.change(id, { name: "Landing", tones: "DE", hookFlash: flash }, "ada"));
  const device = () => settings.current().devices.find((one) => one.id === id);
  assert.deepEqual(
    Object.entries(device() ?? {}).filter(([key]) => key !== "secret"),
    [
      ["id", "hall"],
      ["name", "Landing"],
      ["room", "Hall"],
      ["kind", "sip"],
      ["tones", "DE"],
      ["hookFlash", flash],
      ["username", "hall"],
      ["autoAnswer", "usual"],
      ["flash", "own"],
    ],
  );
  done(await control.change(id, { room: null, tones: null, hookFlash: null }, "ada"));
  assert.ok(!("room" in (device() ?? {})) && !("tones" in (device() ?? {})));
  assert.equal(
    code(await control.change(id, { hookFlash: { from: 500, to: 400 } }, "ada")),
    "settings.contradiction",
  );
});

test("what is removed is gone with its place in the rules", async () => {
  const { control, settings } = desk();
  const before = settings.current().devices[0]?.id ?? "";
  assert.deepEqual(control.removal("nobody"), undefined);
  assert.ok(control.removal(before));
  done(await control.remove(before, "ada"));
  assert.equal(settings.current().devices.length, 0);
  assert.equal(code(await control.remove(before, "ada")), "server.noDevice");
  assert.equal(code(await control.newSecret(before, "ada")), "server.noDevice");
});

test("settings that are kept in a file change there", async () => {
  const { control } = desk("house.yaml");
  assert.equal(code(await control.add({ name: "Hall", kind: "sip" }, "ada")), "settings.locked");
});
