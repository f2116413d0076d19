import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("../../src/bin/ringwise.ts", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "ringwise-bin-"));
after(() => rmSync(folder, { recursive: true, force: true }));

const ringwise = (...args: string[]) =>
  spawnSync(process.execPath, [program, ...args], { cwd: folder, encoding: "utf8" });

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const house = `
version: 1
owner: { name: Ada, timeZone: America/Toronto, country: CA }
numbers: [ { id: home, number: "+16135550142" } ]
devices: [ { id: kitchen, kind: sip, secret: "long enough" }, { id: desk, kind: browser } ]
times: [ { id: night, name: Night, weekly: [ { days: [fri], from: "18:00", to: "07:00" } ] } ]
rules:
  - { id: night, name: Evenings, when: { is: during, time: night }, then: [ { do: mailbox } ] }
  - { id: everyone-else, name: Everyone else, when: { is: always }, then: [ { do: ring, targets: [ { device: kitchen } ], for: 20 } ] }
`;

test("check names all three mistakes with their paths, and ends with 2", () => {
  const bad = file(
    "bad.yaml",
    `${house.replace("secret: ", "sceret: ").replace("device: kitchen", "device: cellar").replace("America/Toronto", "Mars/Toronto")}`,
  );
  const { status, stderr } = ringwise("check", bad);
  assert.equal(status, 2);
  assert.match(stderr, /^\/devices\/0\/sceret: /m);
  assert.match(stderr, /^\/owner\/timeZone: /m);
  assert.match(stderr, /^\/rules\/1\/then\/0\/targets\/0\/device: .*cellar/m);
});

test("--help is answered wherever it stands, and nothing is started", () => {
  for (const args of [["--help"], ["help"], ["--data", "none", "--help"], ["check", "--help"]]) {
    const { status, stdout } = ringwise(...args);
    assert.equal(status, 0, args.join(" "));
    assert.match(stdout, /ringwise check SETTINGS/);
  }
});

test("check finds nothing wrong with a good file", () => {
  const { status, stdout } = ringwise("check", file("good.yaml", house));
  assert.equal(status, 0);
  assert.match(stdout, /in order/);
});

test("check tells what is hardly meant, with a call that shows it, and finds no fault", () => {
  const twice = house.replace(
    "id: night, name: Evenings, when: { is: during, time: night }",
    "id: all, name: Everybody, when: { is: always }",
  );
  const { status, stdout } = ringwise("check", file("twice.yaml", twice));
  assert.equal(status, 0);
  assert.match(
    stdout,
    /^\/rules\/1: the rule "Everyone else" is never reached: "Everybody" before it/m,
  );
  assert.match(stdout, /^ +for example: \+1613555\d+ calls \+16135550142, \d{4}-\d\d-\d\dT/m);
  const told = JSON.parse(ringwise("check", "--json", file("twice.yaml", twice)).stdout);
  assert.deepEqual(
    told.map(({ code }: { code: string }) => code),
    ["check.nothingEverRings", "check.shadowed"],
  );
});

test("decide prints the plan and the reasons, for a person and for a program", () => {
  const settings = file("good.yaml", house);
  const asked = ["decide", "--from", "+16135550171", "--settings", settings, "--at"];
  const evening = ringwise(...asked, "2026-11-27T18:05-05:00");
  assert.equal(evening.status, 0, evening.stderr);
  assert.match(evening.stdout, /✓ Evenings/);
  assert.match(evening.stdout, /mailbox/i);
  const noon = JSON.parse(ringwise(...asked, "2026-11-27T12:05-05:00", "--json").stdout);
  assert.equal(noon.plan[0].do, "ring");
  assert.deepEqual(
    noon.because.map(({ rule, matched }: { rule: string; matched: boolean }) => [rule, matched]),
    [
      ["night", false],
      ["everyone-else", true],
    ],
  );
});

for (const [what, args] of [
  ["an unknown command", ["fly"]],
  ["a moment without an offset", ["decide", "--at", "2026-11-27T18:05"]],
  ["an address that is none", ["serve", "--sip", "nowhere"]],
  ["a flag nobody knows", ["serve", "--fly"]],
] as const)
  test(`${what} is wrong use: 2 and a sentence`, () => {
    const { status, stderr } = ringwise(...args);
    assert.equal(status, 2);
    assert.match(stderr, /\w/);
  });
