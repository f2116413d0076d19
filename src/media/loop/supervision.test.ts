import assert from "node:assert/strict";
import { test } from "node:test";
import { millis } from "#kit/time.ts";
import type { FlashWindow } from "#media/loop/flashWindow.ts";
import type { Feed } from "#media/loop/loop.ts";
import { isPulsing, onHook, supervise } from "#media/loop/supervision.ts";
import { countryOf } from "#media/tone/countries.ts";

const us = countryOf("US").flash;

/** What a loop does: `+300` current for 300 ms, `-40` none, `~60` rung current by half-waves of 25 ms. */
type Doing = string;

function current(doing: Doing): boolean[] {
  return doing
    .split(/\s+/)
    .filter(Boolean)
    .flatMap((word) => {
      const ms = Number(word.slice(1));
      return Array.from({ length: ms }, (_, i) =>
        word[0] === "~" ? i % 50 < 25 : word[0] === "+",
      );
    });
}

interface Circumstances {
  readonly flash?: FlashWindow;
  readonly ringing?: boolean;
  readonly feed?: (block: number) => Feed;
}

/** What was sensed and in which ms it was told, as `offHook@12`. */
function sensed(doing: Doing, { flash = us, ringing = false, feed }: Circumstances = {}): string[] {
  const flow = current(doing);
  const told: string[] = [];
  let state = onHook;
  for (let block = 0; block * 10 < flow.length; block++) {
    const [next, senses] = supervise(state, flow.slice(block * 10, block * 10 + 10), {
      ...{ flash, ringing },
      feed: feed?.(block) ?? "normal",
    });
    state = next;
    for (const sense of senses)
      told.push(`${sense.on === "pulses" ? sense.digit : sense.on}@${(block + 1) * 10}`);
  }
  return told;
}
const words = (doing: Doing, more?: Circumstances): string =>
  sensed(doing, more)
    .map((word) => word.replace(/@.*/, ""))
    .join(" ");

/** A digit by pulses: break and make so long, and the pause behind it. */
const pulses = (count: number, broken: number, made: number, pause = 700): Doing =>
  `${Array.from({ length: count }, () => `-${broken}`).join(` +${made} `)} +${pause}`;

const lifted = "-100 +500";
for (const [what, doing, expected] of [
  ["nothing", "-1000", ""],
  ["a hit of 9 ms on an idle line", "-100 +9 -2000", ""],
  ["lifting, with contacts that bounce", "-100 +4 -3 +6 -2 +500", "offHook"],
  ["lifting and rattling for a while", "-100 +30 -40 +20 -60 +800", "offHook"],
  ["a hit of 9 ms in a call", `${lifted} -9 +500`, "offHook"],
  ["a break of 13 ms in a call", `${lifted} -13 +500`, "offHook"],
  ["hanging up", `${lifted} -1500`, "offHook onHook"],
  ["hanging up, with contacts that bounce", `${lifted} -20 +5 -30 +8 -1500`, "offHook onHook"],
  ["79 ms, a pulse", `${lifted} -79 +500`, "offHook 1"],
  ["80 ms, neither pulse nor flash", `${lifted} -80 +500`, "offHook"],
  ["299 ms, not yet a flash", `${lifted} -299 +500`, "offHook"],
  ["300 ms, a flash", `${lifted} -300 +500`, "offHook flash"],
  ["1000 ms, still a flash", `${lifted} -1000 +500`, "offHook flash"],
  ["1001 ms, hung up and lifted", `${lifted} -1001 +500`, "offHook onHook offHook"],
  ["two flashes 2 s apart", `${lifted} -300 +1700 -300 +2500`, "offHook flash flash"],
  [
    "two flashes sooner: a bounce, hung up; who stays lifted gets dial tone",
    `${lifted} -300 +1600 -300 +2500`,
    "offHook flash onHook offHook",
  ],
  [
    "a bounce and the receiver is down: hung up once",
    `${lifted} -300 +400 -300 +100 -3000`,
    "offHook flash onHook",
  ],
  [
    "three flashes in a row are hung up once",
    `${lifted} -300 +400 -300 +400 -300 +900`,
    "offHook flash onHook offHook",
  ],
] as const)
  test(`${what}`, () => assert.equal(words(doing), expected));

for (const [window, from, to] of [
  ["US", 300, 1000],
  ["GB", 80, 300],
  ["AU", 100, 900],
] as const)
  test(`a flash in ${window} lasts ${from} to ${to} ms`, () => {
    const flash = countryOf(window).flash;
    for (const [ms, expected] of [
      [from - 1, from > 80 ? "offHook" : "offHook 1"],
      [from, "offHook flash"],
      [to, "offHook flash"],
      [to + 1, "offHook onHook offHook"],
    ] as const)
      assert.equal(words(`${lifted} -${ms} +500`, { flash }), expected, `${ms} ms`);
  });

test("no window makes a flash of what a pulse may be", () => {
  const flash = { from: millis(40), to: millis(600) };
  assert.equal(words(`${lifted} -79 +500`, { flash }), "offHook 1");
  assert.equal(words(`${lifted} -80 +500`, { flash }), "offHook flash");
});

test("lifting is told within 20 ms, hanging up as soon as no flash is possible", () => {
  assert.deepEqual(sensed(`${lifted} -1500`), ["offHook@110", "onHook@1610"]);
  assert.deepEqual(sensed(`${lifted} -1500`, { flash: countryOf("DE").flash }), [
    "offHook@110",
    "onHook@910",
  ]);
});

test("every digit by pulses, at 10 and 20 a second, with 33, 50 and 67 % break", () => {
  for (const period of [50, 100])
    for (const share of [0.33, 0.5, 0.61, 0.67])
      for (let count = 1; count <= 10; count++) {
        const broken = Math.round(period * share);
        const doing = `${lifted} ${pulses(count, broken, period - broken)}`;
        assert.equal(words(doing), `offHook ${count % 10}`, `${count} × ${broken}/${period}`);
      }
});

for (const [what, doing, expected] of [
  ["8 a second, 33 % break", pulses(5, 41, 84), "5"],
  ["8 a second, 63 % break", pulses(5, 79, 46), "5"],
  ["12 a second", pulses(5, 42, 41), "5"],
  ["22 a second", pulses(5, 23, 22), "5"],
  ["a whole number", [6, 1, 10, 2].map((n) => pulses(n, 61, 39)).join(" "), "6 1 0 2"],
  ["digits 250 ms apart", `${pulses(3, 60, 40, 250)} ${pulses(4, 60, 40)}`, "3 4"],
  ["a make of 190 ms, still one digit", `${pulses(3, 60, 40, 190)} ${pulses(4, 60, 40)}`, "7"],
  ["eleven pulses, no digit", pulses(11, 60, 40), ""],
  ["pulses with hits of 5 ms in them", "-25 +5 -30 +40 -60 +15 -4 +700", "2"],
  ["a flash amid pulses", "-60 +40 -60 +40 -400 +700", "flash"],
  ["hanging up amid pulses", "-60 +40 -60 +40 -1500", "onHook"],
] as const)
  test(`dialling: ${what}`, () =>
    assert.equal(words(`${lifted} ${doing}`), `offHook ${expected}`.trim()));

test("a digit is told 200 ms behind its last pulse, and nothing of the set is speech until then", () => {
  assert.deepEqual(sensed(`-100 +500 ${pulses(2, 60, 40)}`), ["offHook@110", "2@960"]);
  let state = onHook;
  const during: boolean[] = [];
  for (let at = 0, flow = current(`${lifted} ${pulses(2, 60, 40)}`); at < flow.length; at += 100) {
    for (let i = 0; i < 100; i += 10)
      [state] = supervise(state, flow.slice(at + i, at + i + 10), {
        ...{ feed: "normal", ringing: false, flash: us },
      });
    during.push(isPulsing(state));
  }
  assert.deepEqual(during.slice(5, 11), [false, true, true, true, false, false]);
});

test("ring trip: lifting while it rings is told within 200 ms; the bell's own current is not lifting", () => {
  const [told] = sensed("-100 +400", { ringing: true });
  assert.equal(told, "offHook@150");
  assert.deepEqual(sensed("~2000", { ringing: true }), []);
  assert.deepEqual(sensed("-100 +20 -1000", { ringing: true }), []);
});

test("a feed that is taken away is not hanging up, and nothing is dialled by it", () => {
  const open = (from: number, to: number) => (block: number) =>
    block >= from && block < to ? ("open" as const) : ("normal" as const);
  assert.equal(words("-100 +900 -800 +2000", { feed: open(100, 180) }), "offHook");
  assert.equal(
    words("-100 +900 -800 +30 -12 +2000", { feed: open(100, 180) }),
    "offHook",
    "the feed settles",
  );
  assert.equal(words("-100 +900 -3000", { feed: open(100, 180) }), "offHook onHook");
});

test("a reversal of 5 ms without current is nothing", () =>
  assert.equal(words("-100 +500 -5 +500 -5 +500", { feed: () => "reversed" }), "offHook"));
