import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Instant } from "#kit/time.ts";
import { JitterBuffer } from "#media/jitterBuffer.ts";

interface Sent {
  readonly n: number;
  readonly at: number;
}

/** Puts packets of 20 ms in at their times, takes one turn every 20 ms; says what came out. */
function plays(
  sent: readonly Sent[],
  until: number,
  quiet = false,
  first = 65_530,
): (number | string)[] {
  return playsWith(new JitterBuffer(8000), { sent, until, quiet, first });
}

interface Playing {
  readonly sent: readonly Sent[];
  readonly until: number;
  readonly quiet: boolean;
  readonly first: number;
}

function playsWith(
  buffer: JitterBuffer,
  { sent, until, quiet, first }: Playing,
): (number | string)[] {
  const waiting = [...sent].sort((a, b) => a.at - b.at);
  const out: (number | string)[] = [];
  for (let now = 0; now <= until; now += 20) {
    while ((waiting[0]?.at ?? Number.POSITIVE_INFINITY) <= now) {
      const { n, at } = waiting.shift() ?? { n: 0, at: 0 };
      const header = {
        payloadType: 0,
        marker: false,
        sequence: (first + n) & 0xffff,
        timestamp: (0xffff_ff00 + n * 160) >>> 0,
        ssrc: 9,
      };
      buffer.put(header, Uint8Array.of(n & 255, n >> 8), 160, at as Instant);
    }
    const turn = buffer.take(now as Instant, 160, quiet);
    if (turn.is === "packet")
      out.push((turn.packet.data[0] ?? 0) + 256 * (turn.packet.data[1] ?? 0));
    else out.push(turn.is);
  }
  return out;
}

const steady = (count: number): Sent[] =>
  Array.from({ length: count }, (_, n) => ({ n, at: 20 * n }));

test("a steady stream is played in order after 40 ms", () =>
  assert.deepEqual(plays(steady(6), 140), ["wait", "wait", 0, 1, 2, 3, 4, 5]));

test("packets that overtook each other come out in order", () => {
  const swapped = [0, 1, 2, 3, 4, 5].map((n) => ({ n, at: 20 * (n === 2 ? 3.5 : n) }));
  assert.deepEqual(plays(swapped, 140).slice(2), [0, 1, 2, 3, 4, 5]);
});

test("a lost packet leaves a gap of its own length", () =>
  assert.deepEqual(
    plays(
      steady(6).filter(({ n }) => n !== 2),
      140,
    ).slice(2),
    [0, 1, "lost", 3, 4, 5],
  ));

test("a packet that comes twice is played once", () =>
  assert.deepEqual(
    plays([...steady(4), { n: 1, at: 21 }, { n: 1, at: 90 }], 100).slice(2),
    [0, 1, 2, 3],
  ));

test("when packets come late the delay grows at once, and goes back while nobody speaks", () => {
  const late = steady(500).map(({ n, at }) => ({
    n,
    at: at + (n >= 50 && n < 100 ? 15 * (n % 8) : 0),
  }));
  const out = plays(late, 10_000, true);
  const delayAt = (n: number): number => 20 * out.indexOf(n) - 20 * n;
  assert.equal(delayAt(45), 40);
  assert.ok(delayAt(99) > 80 && delayAt(99) <= 140, `${delayAt(99)}`);
  assert.ok(delayAt(499) <= 40, `${delayAt(499)}`);
  const played = out.slice(out.indexOf(100), out.indexOf(300));
  assert.equal(played.filter((turn) => turn === "lost").length, 0);
});

test("a sender whose clock is fast or slow is followed without end", () => {
  for (const [pace, most] of [
    [19.9, 60],
    [20.1, 60],
  ] as const) {
    const sent = Array.from({ length: 5000 }, (_, n) => ({ n, at: n * pace }));
    const out = plays(sent, 5000 * pace, true);
    const last = 4900;
    assert.ok(out.includes(last), `${last} was played`);
    assert.ok(Math.abs(20 * out.indexOf(last) - last * pace) <= most);
  }
});

test("a sender that begins anew under the same name is heard again", () => {
  const anew = Array.from({ length: 60 }, (_, n) => ({ n, at: 2000 + 20 * n }));
  assert.ok(
    plays([...steady(100), ...anew], 3200)
      .slice(100)
      .includes(50),
  );
});

test("nothing comes out twice, nor behind a later one, whatever the network does", () => {
  const trip = fc.record({ late: fc.nat(300), twice: fc.boolean(), lost: fc.boolean() });
  fc.assert(
    fc.property(
      fc.array(trip, { maxLength: 120 }),
      fc.boolean(),
      fc.nat(0xffff),
      (trips, quiet, first) => {
        const sent = trips.flatMap(({ late, twice, lost }, n) => {
          const once = { n, at: 20 * n + late };
          return lost ? [] : twice ? [once, { n, at: once.at + 30 }] : [once];
        });
        const out = plays(sent, 4000, quiet, first).filter((turn) => typeof turn === "number");
        for (const [i, n] of out.entries())
          assert.ok(i === 0 || n > (out[i - 1] ?? 0), out.join(" "));
      },
    ),
  );
});

test("for a modem the delay stays: what comes late is lost, and nothing is left out in silence", () => {
  const late = steady(1000).map(({ n, at }) => ({ n, at: n >= 200 && n < 250 ? at + 120 : at }));
  const lags = (fixes: boolean): number => {
    const buffer = new JitterBuffer(8000);
    if (fixes) buffer.fix();
    const out = playsWith(buffer, { sent: late, until: 19_000, quiet: true, first: 1 });
    return new Set(out.flatMap((one, n) => (typeof one === "number" ? [n - one] : []))).size;
  };
  assert.equal(lags(true), 1);
  assert.ok(lags(false) > 1, "a voice's delay follows what comes");
});
