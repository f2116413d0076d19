/** What systemd is told by `ringwise supervise`, at a socket as systemd has it: a datagram one, which Node cannot open. */
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { inPatience } from "../phones/patience.ts";
import { Supervised } from "../survive/supervised.ts";

const program = `use Socket; $| = 1;
  socket(my $at, PF_UNIX, SOCK_DGRAM, 0) or die; bind($at, sockaddr_un($ARGV[0])) or die;
  print "open\\n"; while (defined recv($at, my $said, 4096, 0)) { print "$said\\n" }`;

/** What was said to that socket so far, line by line. */
async function systemd(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), "ringwise-systemd-"));
  const socket = join(folder, "notify");
  const child = spawn("perl", ["-e", program, socket]);
  t.after(() => {
    child.kill();
    rmSync(folder, { recursive: true });
  });
  let said = "";
  let look = (): void => undefined;
  child.stdout.on("data", (data) => {
    said += String(data);
    look();
  });
  const times = (line: string): number => said.split("\n").filter((one) => one === line).length;
  const hears = (line: string, count = 1): Promise<void> =>
    inPatience(
      () => `${count} ${line} in ${said}`,
      (done) => {
        look = () => times(line) >= count && done(undefined);
        look();
      },
    );
  await hears("open");
  return { socket, times, hears };
}

const lacking = ["perl", "systemd-notify"].filter(
  (one) => spawnSync(one, ["--version"]).error !== undefined,
);
const skip = lacking.length > 0 && `there is no ${lacking.join(", no ")} here`;

test("systemd hears that the server is there, that it lives, and that another one is there", {
  skip,
}, async (t) => {
  const { socket, times, hears } = await systemd(t);
  const settings = { version: 1, owner: { name: "Ada", timeZone: "UTC", country: "CA" } };
  const server = await Supervised.open(settings, {
    host: "127.0.0.1",
    env: { NOTIFY_SOCKET: socket },
  });
  await hears("READY=1");
  await hears("WATCHDOG=1");
  assert.equal(times("READY=1"), 1);
  await server.isKilled();
  await hears("READY=1", 2);
  assert.equal(await server.close(), 0);
});
