import assert from "node:assert/strict";
import { test } from "node:test";
import { millis, seconds } from "#kit/time.ts";
import { pcma } from "#media/codec/alaw.ts";
import type { CodecName } from "#media/codec/format.ts";
import { pcmu } from "#media/codec/mulaw.ts";
import { codecTable } from "#media/codec/table.ts";
import { audioPortId, type MediaEvent } from "#media/engine/mediaEngine.ts";
import { newMediaEngine } from "#media/engine/newMediaEngine.ts";
import { newRtpView, readRtp, writeRtpHeader } from "#media/rtp/packet.ts";
import { parseRtcp, type RtcpPart } from "#media/rtp/rtcp.ts";
import type { AgreedMedia } from "#media/sdp/agreed.ts";
import { toneGenerator } from "#media/tone/toneGenerator.ts";
import type { UdpSocket } from "#world/network.ts";
import { type SimWorld, simWorld } from "#world/sim/simWorld.ts";

const codecs = { PCMU: pcmu, PCMA: pcma };
type Name = keyof typeof codecs;
const types: Readonly<Record<Name, number>> = { PCMU: 0, PCMA: 8 };

/** A party with a socket of its own that speaks a tone and counts what it is sent. */
async function party(world: SimWorld, host: string, codec: Name) {
  const opened = await world.host(host).network.udp({ host, port: 4000 });
  assert.ok(opened.ok);
  const socket: UdpSocket = opened.value;
  const heard: number[] = [];
  let packets = 0;
  socket.receive((data) => {
    const view = newRtpView();
    if (!readRtp(data, view) || view.payloadType !== types[codec]) return;
    packets++;
    heard.push(...codecs[codec].newDecoder().decode(data.slice(view.from, view.to)));
  });
  const tone = toneGenerator({ segments: [{ frequencies: [{ hz: 1004, dbm0: -10 }] }] }, 8000);
  const frame = new Int16Array(160);
  const encoder = codecs[codec].newEncoder();
  let sequence = 100;
  return {
    host,
    codec,
    socket,
    get packets() {
      return packets;
    },
    /** One packet of the tone to that port of the engine. */
    says(to: { readonly host: string; readonly port: number }): void {
      tone.fill(frame);
      const packet = new Uint8Array(172);
      const timestamp = sequence * 160;
      writeRtpHeader(packet, {
        payloadType: types[codec],
        marker: false,
        sequence,
        timestamp,
        ssrc: 7,
      });
      packet.set(encoder.encode(frame), 12);
      socket.send(packet, to);
      sequence++;
    },
    /** Loudness of the tone in the last second, and of everything. */
    hears(): { readonly tone: number; readonly all: number } {
      const last = heard.slice(-8000);
      let [real, imaginary, all] = [0, 0, 0];
      for (const [i, sample] of last.entries()) {
        real += sample * Math.cos((2 * Math.PI * 1004 * i) / 8000);
        imaginary += sample * Math.sin((2 * Math.PI * 1004 * i) / 8000);
        all += sample * sample;
      }
      const count = Math.max(1, last.length);
      return {
        tone: (Math.SQRT2 * Math.hypot(real, imaginary)) / count,
        all: Math.sqrt(all / count),
      };
    },
  };
}

const agreedFor = (host: string, name: CodecName, type: number): AgreedMedia => ({
  remote: { host, port: 4000 },
  remoteRtcp: { host, port: 4001 },
  rtcpMux: false,
  codecs: [{ name, clockRate: 8000, channels: 1, sends: type, receives: type }],
  events: [{ clockRate: 8000, sends: 101, receives: 101, flash: true }],
  ptime: millis(20),
  direction: "sendrecv",
  held: false,
});

async function town(second: Name) {
  const world = simWorld();
  const server = world.host("192.0.2.1");
  const engine = newMediaEngine({
    world: server,
    codecs: codecTable([pcmu, pcma]),
    ports: { from: 20_000, to: 20_100 },
    host: "192.0.2.1",
    ownAddress: () => "192.0.2.1",
  });
  const events: MediaEvent[] = [];
  engine.events((event) => events.push(event));
  const people = [
    await party(world, "192.0.2.10", "PCMU"),
    await party(world, "192.0.2.11", second),
    await party(world, "192.0.2.12", "PCMU"),
  ] as const;
  const ids = people.map(({ host }) => audioPortId(host));
  for (const port of ids) engine.perform({ do: "reserve", kind: "rtp", port });
  await world.runs(millis(10));
  const addressOf = (host: string) => {
    const found = events.find((one) => one.on === "reserved" && one.port === host);
    assert.ok(found?.on === "reserved" && found.address);
    return found.address;
  };
  for (const { host, codec } of people) {
    const port = audioPortId(host);
    engine.perform({ do: "agree", port, agreed: agreedFor(host, codec, types[codec]) });
  }
  const [a, b, c] = ids;
  if (!a || !b || !c) throw new Error("three people");
  return {
    world,
    engine,
    events,
    people,
    ids: [a, b, c] as const,
    /** The first one speaks for two seconds. */
    async speaks(): Promise<void> {
      for (let i = 0; i < 100; i++) {
        people[0].says(addressOf(people[0].host));
        await world.runs(millis(20));
      }
    },
    async ends(): Promise<void> {
      for (const port of ids) engine.perform({ do: "release", port });
      await world.runs(seconds(1));
      assert.equal(engine.idle(), true);
      await engine.close();
      for (const { socket } of people) socket.close();
      assert.deepEqual(world.leftovers(), []);
    },
  };
}

for (const codec of ["PCMU", "PCMA"] as const)
  test(`what one says in PCMU the other hears in ${codec}, and a third hears nothing`, async () => {
    const { engine, people, ids, speaks, ends } = await town(codec);
    const [a, b] = ids;
    engine.perform({
      do: "patch",
      hears: [
        [b, [a]],
        [a, [b]],
      ],
    });
    await speaks();
    const { tone, all } = people[1].hears();
    assert.ok(tone > 2000 && tone > 0.9 * all, `tone ${tone} of ${all}`);
    assert.ok(people[2].hears().all < 20, "silence");
    await ends();
  });

test("a hold is a patch: from then on nothing of the other is heard", async () => {
  const { engine, people, ids, speaks, ends } = await town("PCMU");
  const [a, b] = ids;
  engine.perform({ do: "patch", hears: [[b, [a]]] });
  await speaks();
  engine.perform({ do: "patch", hears: [[b, []]] });
  await speaks();
  assert.ok(people[1].hears().all < 20, "silence");
  await ends();
});

test("a port that only receives never sends sound, whatever it is patched to", async () => {
  const { engine, people, ids, speaks, ends } = await town("PCMU");
  const [a, b] = ids;
  engine.perform({ do: "receiveOnly", port: b });
  const before = people[1].packets;
  engine.perform({ do: "patch", hears: [[b, [a]]] });
  await speaks();
  assert.equal(people[1].packets, before);
  await ends();
});

test("what is said is recorded as a file with its length", async () => {
  const { engine, events, ids, speaks, ends } = await town("PCMU");
  engine.perform({ do: "record", port: ids[0], file: "messages/a.wav" });
  await speaks();
  engine.perform({ do: "stop", port: ids[0] });
  await ends();
  const recorded = events.find(({ on }) => on === "recorded");
  assert.ok(recorded?.on === "recorded" && recorded.problem === undefined);
  assert.ok(Math.abs(recorded.length - 2000) < 200, `${recorded.length} ms`);
});

test("keys pressed to a party go out as events", async () => {
  const { world, engine, people, ids, ends } = await town("PCMU");
  let events = 0;
  people[0].socket.receive((data) => {
    const view = newRtpView();
    if (readRtp(data, view) && view.payloadType === 101) events++;
  });
  engine.perform({ do: "sendDigit", port: ids[0], digits: "5" });
  await world.runs(seconds(1));
  assert.equal(events, 7); // 100 ms, and its end twice more
  await ends();
});

for (const [speaks, says] of [
  [false, "no goodbye"],
  [true, "a goodbye"],
] as const)
  test(`a party that was ${speaks ? "" : "never "}sent anything is told ${says} at the end`, async () => {
    const { world, engine, people, ids, speaks: speak, ends } = await town("PCMU");
    const { host } = people[1];
    if (!speaks) engine.perform({ do: "receiveOnly", port: ids[1] });
    engine.perform({ do: "patch", hears: [[ids[1], [ids[0]]]] });
    if (speaks) await speak();
    const opened = await world.host(host).network.udp({ host, port: 4001 });
    assert.ok(opened.ok);
    const heard: RtcpPart[] = [];
    opened.value.receive((data) => {
      const read = parseRtcp(data);
      if (read.ok) heard.push(...read.value);
    });
    engine.perform({ do: "release", port: ids[1] });
    await world.runs(seconds(1));
    assert.equal(
      heard.some(({ type }) => type === "goodbye"),
      speaks,
    );
    opened.value.close();
    await ends();
  });
