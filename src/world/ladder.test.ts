import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type LadderRow, ladder, mermaid } from "#world/ladder.ts";

const row = (ms: number, from: string, to: string, text: string): LadderRow => ({
  ms,
  from,
  to,
  text,
});

const call = [
  row(0, "carrier", "server", "INVITE"),
  row(0, "server", "carrier", "100"),
  row(20, "server", "kitchen", "INVITE"),
  row(4060, "kitchen", "server", "200"),
  row(4080, "carrier", "server", "ACK"),
];

test("a call is drawn as a ladder, one line a message", () =>
  assert.equal(
    ladder(call),
    [
      "      carrier               server                kitchen",
      "  0.000  |------ INVITE ------>|                     |",
      "  0.000  |<------ 100 ---------|                     |",
      "  0.020  |                     |------ INVITE ------>|",
      "  4.060  |                     |<------ 200 ---------|",
      "  4.080  |------- ACK -------->|                     |",
    ].join("\n"),
  ));

test("parties that say nothing have their column too, in the order asked for", () =>
  assert.equal(
    ladder([row(1500, "b", "a", "BYE")], ["a", "b", "c"]),
    [
      "         a                     b                     c",
      "  1.500  |<------ BYE ---------|                     |",
    ].join("\n"),
  ));

test("a long text widens the ladder; what a party says to itself stands beside it", () => {
  const text = "180 Ringing (something long here)";
  const [, first, second] = ladder([row(0, "a", "b", text), row(1, "a", "a", "timer B")]).split(
    "\n",
  );
  assert.match(first ?? "", /\|-+ 180 Ringing \(something long here\) -+>\|$/);
  assert.match(second ?? "", /^ {2}0\.001 {2}\| timer B/);
});

test("nobody said anything: an empty ladder", () => {
  assert.equal(ladder([]), "");
  assert.equal(mermaid([]), "sequenceDiagram");
});

test("every line of a ladder keeps its columns, whatever was said", () =>
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          ms: fc.nat(100_000),
          from: fc.constantFrom("a", "b", "c"),
          to: fc.constantFrom("a", "b", "c"),
          text: fc.string({ minLength: 1, maxLength: 40, unit: "grapheme-ascii" }),
        }),
        { minLength: 1 },
      ),
      (rows) => {
        const lines = ladder(rows, ["a", "b", "c"]).split("\n");
        const [, first] = lines;
        const last = (first ?? "").length - 1;
        for (const line of lines.slice(1)) assert.equal(line[9], "|", line);
        return last > 9;
      },
    ),
  ));

test("as Mermaid, a peer's text is text", () =>
  assert.equal(
    mermaid([row(20, "my server", "b", "INVITE;x\nend: <b>")]),
    [
      "sequenceDiagram",
      "  participant p0 as my server",
      "  participant p1 as b",
      "  p0->>p1: INVITE#59;x end#58; #60;b#62; (0.020 s)",
    ].join("\n"),
  ));
