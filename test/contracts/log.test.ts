import assert from "node:assert/strict";
import { test } from "node:test";
import { jsonLog } from "#world/node/jsonLog.ts";
import { memoryLog } from "#world/sim/memoryLog.ts";

interface Line {
  readonly level: string;
  readonly what: string;
}

const logs = {
  "a log of JSON lines"() {
    const text: string[] = [];
    return { log: jsonLog("debug", (line) => text.push(line)), lines: () => text.map(read) };
  },
  "a log in memory"() {
    const log = memoryLog();
    return { log, lines: () => log.lines.map(({ about, ...line }) => ({ ...about, ...line })) };
  },
};

function read(line: string): Line {
  assert.ok(line.endsWith("\n"));
  assert.equal(line.indexOf("\n"), line.length - 1);
  return JSON.parse(line) as Line;
}

for (const [name, make] of Object.entries(logs))
  test(`${name} keeps what was said, how urgent it is, and its ids`, () => {
    const { log, lines } = make();
    log.debug?.("line/kitchen {idle} offHook → dialTone");
    log.info("call began\nhere", { call: "7f3a" });
    log.warn("disk full");
    const kept = lines();
    assert.deepEqual(
      kept.map(({ level, what }) => [level, what]),
      [
        ["debug", "line/kitchen {idle} offHook → dialTone"],
        ["info", "call began\nhere"],
        ["warn", "disk full"],
      ],
    );
    assert.equal((kept[1] as Line & { call?: string }).call, "7f3a");
  });

test("what is below the level is not written, and silent is silent", () => {
  const text: string[] = [];
  const write = (line: string) => text.push(line);
  const log = jsonLog("info", write);
  log.debug?.("no");
  log.info("yes");
  jsonLog("silent", write).warn("no");
  assert.deepEqual(
    text.map((line) => read(line).what),
    ["yes"],
  );
});

test("a line that JSON cannot say is a shorter line, never an exception", () => {
  const text: string[] = [];
  const circle: { self?: object } = {};
  circle.self = circle;
  const log = jsonLog("info", (line) => text.push(line));
  log.info("round", circle);
  log.info("big", { n: 1n });
  assert.deepEqual(
    text.map((line) => read(line).what),
    ["round", "big"],
  );
});

test("ids cannot pretend to be another line's text or level", () => {
  const text: string[] = [];
  jsonLog("info", (line) => text.push(line)).info("real", { what: "false", level: "warn" });
  assert.deepEqual([read(text[0] ?? "").what, read(text[0] ?? "").level], ["real", "info"]);
});
