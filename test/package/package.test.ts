import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const prefix = mkdtempSync(join(tmpdir(), "ringwise-package-"));
after(() => rmSync(prefix, { recursive: true, force: true }));

function npm(...args: string[]): string {
  const { status, stdout, stderr } = spawnSync("npm", args, { cwd: root, encoding: "utf8" });
  assert.equal(status, 0, stderr);
  return stdout;
}

/** Runs the installed command until it ends by itself. */
const run = (...args: string[]) =>
  spawnSync(join(prefix, "bin", "ringwise"), args, { cwd: prefix, encoding: "utf8" });

test("the packed package installs into a prefix of its own and runs there", async (t) => {
  const packed = JSON.parse(npm("pack", "--json", "--pack-destination", prefix));
  const [{ filename, files }] = packed as [{ filename: string; files: { path: string }[] }];
  const paths = files.map(({ path }) => path);
  assert.ok(paths.includes("out/bin/ringwise.js"));
  assert.ok(paths.includes("out/ui/index.html"));
  const native = `out/native/udp-${process.platform}-${process.arch}.node`;
  assert.equal(
    paths.includes(native),
    existsSync(join(root, native)),
    "UDP in batches, if compiled",
  );
  assert.ok(!paths.some((path) => /^src\/|\.test\./.test(path)), "no sources, no tests");
  npm("install", "-g", "--prefix", prefix, "--ignore-scripts", join(prefix, filename));

  await t.test("it lists its commands", () => {
    const { status, stdout } = run("--help");
    assert.equal(status, 0);
    assert.match(stdout, /serve/);
  });

  await t.test("it starts, answers, and stops when told", async () => {
    const server = spawn(join(prefix, "bin", "ringwise"), ["serve"], {
      cwd: prefix,
      env: {
        ...process.env,
        RINGWISE_DATA: join(prefix, "data"),
        RINGWISE_WEB: "127.0.0.1:0",
        RINGWISE_WEBS: "127.0.0.1:0",
        RINGWISE_SIP: "127.0.0.1:0",
        RINGWISE_SIPS: "127.0.0.1:0",
        RINGWISE_MGCP: "127.0.0.1:0",
      },
    });
    const address = await new Promise<string>((resolve, reject) => {
      let said = "";
      for (const stream of [server.stdout, server.stderr])
        stream.on("data", (data) => {
          said += String(data);
          const found = /http:\/\/[^\s/]+/.exec(said);
          if (found) resolve(found[0]);
        });
      server.on("exit", () => reject(new Error(said)));
    });
    const health = await fetch(`${address}/healthz`);
    assert.equal(health.status, 200);
    const page = await fetch(address);
    assert.match(await page.text(), /<html/i);
    const ended = new Promise((resolve) => server.on("exit", resolve));
    server.kill("SIGTERM");
    await ended;
  });
});
