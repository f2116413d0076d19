import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";

/* What an exchange says that is told half of what a node needs, or what cannot be. */

const program = fileURLToPath(new URL("../../src/bin/ringwise.ts", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "ringwise-node-flags-"));
after(() => rmSync(folder, { recursive: true, force: true }));

const secret = "pass-of-the-database";
/** Nobody listens at port 1. */
const whole = {
  node: "n1",
  database: `postgres://ringwise:${secret}@127.0.0.1:1/ringwise`,
  redis: "redis://127.0.0.1:1",
};

interface Case {
  readonly what: string;
  readonly said: Partial<typeof whole>;
  readonly status: number;
  readonly told: RegExp;
}

const { node, database, redis } = whole;
const together = /--node, --database and --redis go together/;
const cases: readonly Case[] = [
  { what: "a name alone", said: { node }, status: 2, told: together },
  { what: "no Redis", said: { node, database }, status: 2, told: together },
  { what: "no name", said: { database, redis }, status: 2, told: together },
  {
    what: "a name that is none",
    said: { ...whole, node: "Node 1" },
    ...{ status: 2, told: /a node's name is of a-z, 0-9 and -/ },
  },
  {
    what: "a database of another kind",
    said: { ...whole, database: database.replace("postgres", "mysql") },
    ...{ status: 2, told: /--database is postgres:/ },
  },
  {
    what: "a Redis that is no address",
    said: { ...whole, redis: "localhost" },
    ...{ status: 2, told: /--redis is redis:/ },
  },
  { what: "nobody there", said: whole, status: 1, told: /the database: .*ECONNREFUSED/ },
];

const places = ["sip", "sips", "web", "webs"].flatMap((place) => [`--${place}`, "127.0.0.1:0"]);

cases.forEach(({ what, said, status, told }, nth) => {
  test(`${what}: said in one line, without a password, and nothing is begun`, async () => {
    const data = join(folder, String(nth));
    const flags = Object.entries(said).flatMap(([flag, value]) => [`--${flag}`, value]);
    const child = spawn(
      process.execPath,
      [program, "exchange", "--data", data, ...places, ...flags],
      { stdio: ["ignore", "pipe", "pipe"] },
    );
    let printed = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (text) => {
        printed += String(text);
      });
    const [code] = await once(child, "close");
    assert.equal(code, status, printed);
    assert.match(printed, told);
    assert.doesNotMatch(printed, new RegExp(secret));
    assert.doesNotMatch(printed, /pages are at/);
  });
});
