import assert from "node:assert/strict";
import { test } from "node:test";
import { minutes, seconds } from "#kit/time.ts";
import { pcmu } from "#media/codec/mulaw.ts";
import { codecTable } from "#media/codec/table.ts";
import { audioPortId, type MediaCommand, type MediaEvent } from "#media/engine/mediaEngine.ts";
import { newMediaEngine } from "#media/engine/newMediaEngine.ts";
import { EngineHost } from "#media/process/engineHost.ts";
import { RemoteEngine } from "#media/process/remoteEngine.ts";
import { frameOf, protocol, readTold, type Said } from "#media/process/words.ts";
import type { FrameLink } from "#world/frameLink.ts";
import { simLink } from "#world/sim/simLink.ts";
import { simWorld } from "#world/sim/simWorld.ts";

const [a, b] = [audioPortId("leg/a"), audioPortId("leg/b")];

/** A media process, and control processes that come and go. */
function opened() {
  const sim = simWorld();
  const world = sim.host("192.0.2.1");
  const { clock, log } = world;
  const engine = newMediaEngine({
    ...{ world, codecs: codecTable([pcmu]), host: "192.0.2.1", portsAhead: 0 },
    ports: { from: 20_000, to: 20_099 },
    ownAddress: () => "192.0.2.1",
  });
  const overs: string[] = [];
  const over = (why: string): void => void overs.push(why);
  const host = new EngineHost({ engine, clock, log, name: "media", version: "1", over });
  const links: FrameLink[] = [];
  const control = async (name: string, version = "1") => {
    const told: MediaEvent[] = [];
    let isDead = false;
    const remote = new RemoteEngine({
      ...{ clock, log, name, version },
      connect: async () => {
        if (isDead) return undefined;
        const [ours, theirs] = simLink();
        links.push(theirs);
        host.serves(theirs);
        return ours;
      },
    });
    remote.events((event) => void told.push(event));
    await sim.settles();
    return {
      told: () => told.splice(0).map(({ on }) => on),
      async does(...commands: readonly MediaCommand[]) {
        for (const command of commands) remote.perform(command);
        await sim.settles();
      },
      async dies() {
        isDead = true;
        for (const link of links.splice(0)) link.close();
        await sim.settles();
      },
      remote,
    };
  };
  return { sim, engine, host, overs, control, log };
}

const rtp = (port: typeof a, at?: number): MediaCommand => ({
  ...{ do: "reserve", kind: "rtp", port },
  ...(at !== undefined && { at }),
});

test("a port is the next control process's where it asks for its numbers; what nobody asks for is closed", async () => {
  const { sim, engine, control } = opened();
  const first = await control("first");
  await first.does(rtp(a), rtp(b), { do: "reserve", kind: "studio", port: audioPortId("s") });
  assert.equal(engine.held().ports, 3);
  await first.dies();
  const second = await control("second");
  assert.equal(engine.held().ports, 2, "the studio went with its call");
  await second.does(rtp(a, 20_000));
  assert.deepEqual(second.told(), ["reserved"]);
  assert.equal(engine.held().ports, 2);
  await sim.runs(seconds(31));
  assert.equal(engine.held().ports, 1);
  await second.does({ do: "release", port: a });
  assert.ok(engine.idle());
});

test("a server that takes twenty seconds to open finds its ports", async () => {
  const { sim, engine, control } = opened();
  const first = await control("first");
  await first.does(rtp(a));
  await first.dies();
  const second = await control("second");
  await sim.runs(seconds(20));
  await second.does(rtp(a, 20_000));
  assert.deepEqual(second.told(), ["reserved"]);
  await sim.runs(seconds(31));
  assert.equal(engine.held().ports, 1);
});

test("a server that takes longer finds its ports closed, and has them anew at their numbers", async () => {
  const { sim, engine, control } = opened();
  const first = await control("first");
  await first.does(rtp(a));
  await first.dies();
  const second = await control("second");
  await sim.runs(seconds(31));
  assert.equal(engine.held().ports, 0);
  await second.does(rtp(a, 20_000));
  assert.deepEqual(second.told(), ["reserved"]);
});

test("a server that opens before its media process is there waits for it: for new ports not long, for those of calls that it takes up as long as it takes", async () => {
  const { sim, engine, host, log } = opened();
  const told: string[] = [];
  let isThere = false;
  const remote = new RemoteEngine({
    ...{ clock: sim.host("192.0.2.1").clock, log, name: "early", version: "1" },
    connect: async () => {
      if (!isThere) return undefined;
      const [ours, theirs] = simLink();
      host.serves(theirs);
      return ours;
    },
  });
  remote.events((event) => void told.push(`${event.on} ${"port" in event ? event.port : ""}`));
  remote.perform(rtp(a, 20_000));
  remote.perform(rtp(b));
  await sim.runs(seconds(15));
  assert.deepEqual(told, []);
  await sim.runs(seconds(60));
  assert.deepEqual(told.splice(0), ["refused leg/b"]);
  isThere = true;
  await sim.runs(seconds(1));
  assert.deepEqual([told, engine.held().ports], [["reserved leg/a"], 1]);
});

test("a port of the same name that is not the same is another one", async () => {
  const { sim, engine, control } = opened();
  const first = await control("first");
  await first.does(rtp(a));
  await first.dies();
  const second = await control("second");
  await second.does(rtp(a));
  assert.equal(second.told().at(-1), "reserved");
  await sim.runs(seconds(31));
  assert.equal(engine.held().ports, 1);
});

test("the same control process goes on where the link broke, and what happened meanwhile is told once", async () => {
  const { sim, engine, host, control } = opened();
  const one = await control("one");
  await one.does(rtp(a), { do: "reserve", kind: "studio", port: b });
  one.told();
  const [ours, theirs] = simLink();
  host.serves(theirs);
  ours.send(frameOf({ say: "hello", protocol, version: "1", control: "one" }));
  await sim.runs(seconds(1)); // whoever was there before is not heard any more, and comes again
  assert.equal(engine.held().ports, 2);
  await one.does({ do: "record", port: b, file: "x.wav" }, { do: "stop", port: b });
  assert.deepEqual(one.told(), ["recorded"]);
});

test("without a control process for three minutes it is over", async () => {
  const { sim, overs, control } = opened();
  await sim.runs(minutes(2));
  const one = await control("one");
  await sim.runs(minutes(5));
  assert.deepEqual(overs, []);
  await one.dies();
  await sim.runs(minutes(4));
  assert.deepEqual(overs, ["nobody commands it"]);
});

test("one that speaks otherwise is refused, and gets another media process", async () => {
  const { sim, host, overs } = opened();
  const [ours, theirs] = simLink();
  const heard: unknown[] = [];
  ours.receive((frame) => {
    const told = readTold(frame);
    heard.push(told.ok && told.value);
  });
  host.serves(theirs);
  ours.send(frameOf({ say: "hello", protocol: protocol + 1, version: "1", control: "x" }));
  await sim.settles();
  assert.deepEqual(heard, [{ tell: "refused", protocol }]);
  assert.equal(overs.length, 1);
});

test("to a newer version it makes room when no port is left", async () => {
  const { overs, control } = opened();
  const old = await control("old");
  await old.does(rtp(a));
  await old.dies();
  const young = await control("young", "2");
  await young.does(rtp(a, 20_000));
  assert.deepEqual(overs, []);
  await young.does({ do: "release", port: a });
  assert.equal(overs.length, 1);
});

test("frames that say nothing are passed over, and the log says so", async () => {
  const { sim, host, log, engine } = opened();
  const [ours, theirs] = simLink();
  host.serves(theirs);
  ours.send(Uint8Array.of(0, 1, 2));
  ours.send(frameOf({ say: "command", command: rtp(a) } as Said)); // before any hello
  await sim.settles();
  assert.equal(log.find(/no JSON/).length, 1);
  assert.equal(engine.held().ports, 0);
});

test("it closes when what was recorded is written", async () => {
  const { sim, host, engine, control } = opened();
  const one = await control("one");
  await one.does({ do: "reserve", kind: "studio", port: b });
  await one.does({ do: "record", port: b, file: "x.wav" });
  assert.equal(one.remote.idle(), false);
  const closed = one.remote.close();
  await sim.settles();
  await closed;
  assert.ok(engine.idle());
  await host.close();
  await sim.settles();
  assert.deepEqual(sim.leftovers(), []);
});
