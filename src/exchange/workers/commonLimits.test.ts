import assert from "node:assert/strict";
import { test } from "node:test";
import { channels } from "#exchange/channels.ts";
import { commonBans, commonChannels, commonRate } from "#exchange/workers/commonLimits.ts";
import { type Crew, openCrew } from "#exchange/workers/crew.ts";
import { minutes } from "#kit/time.ts";
import { bans, rateLimit } from "#sip/guard/strangers.ts";
import { Hall } from "#world/sim/simSiblings.ts";
import { VirtualClock } from "#world/sim/virtualClock.ts";

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

test("who comes anew takes over the strikes that still count, once, however many tell of them", async () => {
  const clock = new VirtualClock();
  const hall = new Hall();
  const crews = [0, 1, 2, 3].map((own) => openCrew(hall.enters(own, 4)));
  const common = (crew: Crew) => commonBans(bans(), crew, clock);
  const [first] = crews.map(common);
  for (let n = 0; n < 4; n++) first?.strike("192.0.2.9", clock.now());
  hall.leaves(3);
  const crew = openCrew(hall.enters(3, 4));
  const next = common(crew);
  await crew.begin();
  for (let n = 0; n < 5; n++) next.strike("192.0.2.9", clock.now());
  assert.ok(!next.isBanned("192.0.2.9", clock.now()), "nine are not ten");
  next.strike("192.0.2.9", clock.now());
  assert.ok(next.isBanned("192.0.2.9", clock.now()));
});

test("who comes anew bans nobody for strikes of long ago", async () => {
  const { clock, hall, each } = two();
  const [near] = each((crew) => commonBans(bans(), crew, clock));
  for (let n = 0; n < 10; n++) {
    near.strike("192.0.2.9", clock.now());
    clock.runs(minutes(11));
  }
  hall.leaves(1);
  const crew = openCrew(hall.enters(1, 2));
  const next = commonBans(bans(), crew, clock);
  await crew.begin();
  assert.ok(!next.isBanned("192.0.2.9", clock.now()));
});
