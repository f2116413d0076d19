import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { House } from "../phones/house.ts";
import { outcome, program } from "./ringwise.ts";

const folder = mkdtempSync(join(tmpdir(), "ringwise-doctor-"));
after(() => rmSync(folder, { recursive: true, force: true }));

const settings = {
  version: 1,
  numbers: [{ id: "home", number: "+16135550142" }],
  accounts: [{ id: "carrier", kind: "carrier", server: "127.0.0.1", register: false }],
};
/** No port that somebody else might have. */
const anyPorts = ["--web", "--webs", "--sip", "--sips"].flatMap((flag) => [flag, "127.0.0.1:0"]);

async function doctor(...args: readonly string[]) {
  const flags = ["doctor", "--data", join(folder, "none"), ...anyPorts, ...args];
  return outcome(spawn(process.execPath, [program, ...flags], { cwd: folder }));
}

test("before the first start all is well, and nothing is made", async () => {
  const { code, said } = await doctor();
  assert.equal(code, 0, said);
  assert.match(said, /^✓ data folder: .* is not there yet/m);
  assert.match(said, /^All is well/m);
  assert.equal(existsSync(join(folder, "none")), false);
});

test("beside a running server it looks at what that server keeps and has", async (t) => {
  const house = await House.open(settings);
  t.after(() => house.close());
  const web = house.web.replace("http://", "");
  const sip = `127.0.0.1:${house.sipPort}`;
  const data = join(house.folder, "data");
  const { code, said } = await doctor("--data", data, "--web", web, "--sip", sip);
  assert.equal(code, 0, said);
  assert.match(said, /^✓ ports: the server is running: \S+ \(process \d+\)$/m);
  assert.match(said, /^✓ data folder: the database is whole$/m);
  assert.match(said, /^✓ settings: the document in force is in order$/m);
  assert.match(said, /^✓ certificate: good until 20/m);
  assert.match(said, /^✓ accounts: carrier: 127\.0\.0\.1 is at UDP 127\.0\.0\.1:5060/m);
});

test("a port that another process has and settings with a mistake are named, and it ends with 1", async (t) => {
  const socket = createSocket("udp4").bind(0, "127.0.0.1");
  await once(socket, "listening");
  t.after(() => socket.close());
  const { port } = socket.address();
  const file = join(folder, "bad.json");
  writeFileSync(file, JSON.stringify({ ...settings, owner: { timeZone: "Mars/Olympus" } }));
  const { code, said } = await doctor("--settings", file, "--sip", `127.0.0.1:${port}`, "--json");
  assert.equal(code, 1, said);
  const found = JSON.parse(said) as readonly { is: string; about: string; text: string }[];
  const wrong = found.filter(({ is }) => is === "wrong").map(({ about, text }) => [about, text]);
  assert.equal(wrong.length, 2, said);
  assert.match(String(wrong[0]), /^settings,.*bad\.json: \/owner\/timeZone: /);
  assert.match(
    String(wrong[1]),
    new RegExp(`^ports,.*:${port} is in use by node \\(process ${process.pid}\\)`),
  );
});

test("a flag that nobody knows is wrong use", async () =>
  assert.equal((await doctor("--fly")).code, 2));
