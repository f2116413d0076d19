import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { utf8 } from "#kit/bytes.ts";
import { seconds } from "#kit/time.ts";
import type { Command } from "#world/commands.ts";
import { nodeCommands } from "./nodeCommands.ts";

const run = async (program: string, args: string[], more: Partial<Command> = {}) => {
  const done = await nodeCommands.run({
    program,
    args,
    within: seconds(20),
    most: 1000,
    ...more,
  });
  return done.ok ? new TextDecoder().decode(done.value) : done.problem.code;
};

test("it reads what it is given, and its file by name; no shell looks at its arguments", async () => {
  assert.equal(await run("cat", ["-"], { input: utf8("hello") }), "hello");
  assert.equal(await run("cat", ["{file}"], { file: utf8("sound") }), "sound");
  assert.equal(await run("echo", ["$HOME; `id` > x"]), "$HOME; `id` > x\n");
});

test("what goes wrong has a name", async () => {
  assert.equal(await run("no-such-program-here", []), "commands.notInstalled");
  assert.equal(await run("false", []), "commands.failed");
  assert.equal(await run("yes", []), "commands.tooLarge");
  assert.equal(await run("sleep", ["60"], { within: seconds(0.2) }), "commands.timeout");
});

test("what cannot be begun at all has one too", async () => {
  assert.equal(await run("", []), "commands.failed");
  assert.equal(await run("echo", ["a\0b"]), "commands.failed");
});

test("a time is a time, whoever of its helpers has left the group and still holds its output", async (t) => {
  const folder = await mkdtemp(join(tmpdir(), "ringwise-test-"));
  t.after(() => rm(folder, { recursive: true }));
  const lingers = `while [ -e ${folder} ]; do sleep 0.1; done`;
  const within = seconds(0.3);
  assert.equal(await run("setsid", ["-f", "sh", "-c", lingers], { within }), "commands.timeout");
});

test("it sees nothing of our environment", async () => {
  process.env["A_SECRET"] = "1815";
  assert.doesNotMatch(await run("env", []), /1815/);
});
