import assert from "node:assert/strict";
import { test } from "node:test";
import { channels } from "#exchange/channels.ts";
import { commonBans, commonChannels, commonRate } from "#exchange/workers/commonLimits.ts";
import { type Crew, openCrew } from "#exchange/workers/crew.ts";
import { listeners } from "#kit/listeners.ts";
import { bans, rateLimit } from "#sip/guard/strangers.ts";
import type { Siblings } from "#world/siblings.ts";
import { VirtualClock } from "#world/sim/virtualClock.ts";

/** Siblings in one process: what is sent is heard at once. */
class Hall {
  readonly #there = new Map<number, (from: number, frame: Uint8Array) => void>();
  readonly #goings = listeners<number>();

  enters(own: number, count: number): Siblings {
    this.#there.set(own, () => undefined);
    return {
      ...{ own, count },
      isThere: (n) => n !== own && this.#there.has(n),
      send: (to, frame) => this.#there.get(to)?.(own, frame.slice()),
      receive: (each) => void this.#there.set(own, each),
      comings: () => () => undefined,
      goings: this.#goings.listen,
      close: () => undefined,
    };
  }

  leaves(worker: number): void {
    this.#there.delete(worker);
    this.#goings.tell(worker);
  }
}

function two() {
  const clock = new VirtualClock();
  const hall = new Hall();
  const crews = [openCrew(hall.enters(0, 2)), openCrew(hall.enters(1, 2))] as const;
  const each = <T>(make: (crew: Crew) => T): readonly [T, T] => [make(crews[0]), make(crews[1])];
  return { clock, hall, crews, each };
}

test("a user's channels are counted over both workers, and free again at both", () => {
  const { clock, each } = two();
  const [near, far] = each((crew) => commonChannels(channels(clock), crew));
  assert.ok(near.take("user/ada", "a", 2));
  assert.ok(far.take("user/ada", "b", 2));
  assert.ok(!near.take("user/ada", "c", 2));
  assert.ok(!far.take("user/ada", "c", 2));
  far.release("b");
  assert.ok(near.take("user/ada", "c", 2));
  assert.equal(far.inUse("user/ada"), 2);
});

test("of a worker that dies only calls that are up keep their channels, and who comes after it is told of them", async () => {
  const { clock, hall, each } = two();
  const [near, far] = each((crew) => commonChannels(channels(clock), crew));
  for (const callId of ["rings", "up", "bridged"]) far.take("user/ada", callId, 9);
  far.refresh("up");
  far.hold("bridged");
  hall.leaves(1);
  assert.deepEqual(near.list(), [["up", "user/ada"]]);
  const crew = openCrew(hall.enters(1, 2));
  const next = commonChannels(channels(clock), crew);
  await crew.begin();
  assert.deepEqual(next.list(), [["up", "user/ada"]]);
});

test("what one worker lets a source do the other counts; what it refuses stays with it", () => {
  const { clock, each } = two();
  const [near, far] = each((crew) => commonRate(rateLimit(3, 0), { crew, clock, topic: "r" }));
  const said = [near, far, near, far, near].map((rate) => rate.allows("192.0.2.9", clock.now()));
  assert.deepEqual(said, [true, true, true, false, false]);
});

test("strikes at both workers are one source's, and who proves itself is forgiven at both", () => {
  const { clock, each } = two();
  const [near, far] = each((crew) => commonBans(bans(4), crew, clock));
  for (let n = 0; n < 4; n++) (n % 2 === 0 ? near : far).strike("192.0.2.9", clock.now());
  assert.deepEqual(
    [near, far].map((one) => one.isBanned("192.0.2.9", clock.now())),
    [true, true],
  );
  far.forgive("192.0.2.9");
  assert.ok(!near.isBanned("192.0.2.9", clock.now()));
});
