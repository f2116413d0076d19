import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("../../src/bin/ringwise.ts", import.meta.url));
const flags = ["--web", "--webs", "--sip", "--sips", "--mgcp"];

/** Starts with that flag's port taken, all others free. */
async function starts(t: TestContext, taken: string, port: number) {
  const folder = mkdtempSync(join(tmpdir(), "ringwise-taken-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const ports = flags.flatMap((flag) => [flag, `127.0.0.1:${flag === taken ? port : 0}`]);
  const args = [program, "serve", "--data", join(folder, "data"), ...ports];
  const server = spawn(process.execPath, args, { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [server.stdout, server.stderr])
    stream.on("data", (data) => {
      said += String(data);
    });
  const [code] = await once(server, "close");
  return { code, said };
}

const holder = `in use by node \\(process ${process.pid}\\)`;

test("the SIP port is taken: who holds it is named, and the server ends with 1", async (t) => {
  const socket = createSocket("udp4").bind(0, "127.0.0.1");
  await once(socket, "listening");
  t.after(() => socket.close());
  const { port } = socket.address();
  const { code, said } = await starts(t, "--sip", port);
  assert.equal(code, 1, said);
  assert.match(said, new RegExp(`UDP 127\\.0\\.0\\.1:${port} is ${holder}`));
});

for (const flag of ["--web", "--webs", "--sips"])
  test(`the port of ${flag} is taken: who holds it is named, and the server ends with 1`, async (t) => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    t.after(() => other.close());
    const { port } = other.address() as AddressInfo;
    const { code, said } = await starts(t, flag, port);
    assert.equal(code, 1, said);
    assert.match(said, new RegExp(`TCP 127\\.0\\.0\\.1:${port} is ${holder}`));
  });
