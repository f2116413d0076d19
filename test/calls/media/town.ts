import assert from "node:assert/strict";
import { type Instant, millis, seconds } from "#kit/time.ts";
import { pcma } from "#media/codec/alaw.ts";
import type { CodecName } from "#media/codec/format.ts";
import { pcmu } from "#media/codec/mulaw.ts";
import { codecTable } from "#media/codec/table.ts";
import { audioPortId, type MediaEvent } from "#media/engine/mediaEngine.ts";
import { newMediaEngine } from "#media/engine/newMediaEngine.ts";
import { newRtpView, readRtp, writeRtpHeader } from "#media/rtp/packet.ts";
import type { AgreedMedia } from "#media/sdp/agreed.ts";
import { toneGenerator } from "#media/tone/toneGenerator.ts";
import type { Clock } from "#world/clock.ts";
import type { UdpSocket } from "#world/network.ts";
import { type SimWorld, simWorld } from "#world/sim/simWorld.ts";

/* The media engine on a simulated network, with three people who speak and listen. */

const codecs = { PCMU: pcmu, PCMA: pcma };
type Name = keyof typeof codecs;
const types: Readonly<Record<Name, number>> = { PCMU: 0, PCMA: 8 };

/** A party with a socket of its own that speaks a tone and counts what it is sent. */
async function party(world: SimWorld, host: string, codec: Name, hertz: number) {
  const opened = await world.host(host).network.udp({ host, port: 4000 });
  assert.ok(opened.ok);
  const socket: UdpSocket = opened.value;
  const heard: number[] = [];
  let packets = 0;
  const came: { readonly at: Instant; readonly timestamp: number }[] = [];
  socket.receive((data, _from, at) => {
    const view = newRtpView();
    if (!readRtp(data, view) || view.payloadType !== types[codec]) return;
    packets++;
    came.push({ at, timestamp: view.timestamp });
    heard.push(...codecs[codec].newDecoder().decode(data.slice(view.from, view.to)));
  });
  const tone = toneGenerator({ segments: [{ frequencies: [{ hz: hertz, dbm0: -10 }] }] }, 8000);
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
    /** All that was heard so far. */
    heard: heard as readonly number[],
    /** The moment and the RTP timestamp of each packet. */
    came: came as readonly { readonly at: Instant; readonly timestamp: number }[],
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

export const agreedFor = (host: string, name: CodecName, type: number): AgreedMedia => ({
  remote: { host, port: 4000 },
  remoteRtcp: { host, port: 4001 },
  rtcpMux: false,
  codecs: [{ name, clockRate: 8000, channels: 1, sends: type, receives: type }],
  events: [{ clockRate: 8000, sends: 101, receives: 101, flash: true }],
  ptime: millis(20),
  direction: "sendrecv",
  held: false,
});

export interface TownOptions {
  /** Of the second; the others speak PCMU. */
  readonly codec?: Name;
  /** What they say. */
  readonly hertz?: number;
  /** The engine's own clock. */
  readonly clock?: (clock: Clock) => Clock;
}

/** Three people at ports of one engine. */
export async function town({ codec = "PCMU", hertz = 1004, clock = (it) => it }: TownOptions = {}) {
  const world = simWorld();
  const server = world.host("192.0.2.1");
  const engine = newMediaEngine({
    world: { ...server, clock: clock(server.clock) },
    codecs: codecTable([pcmu, pcma]),
    ports: { from: 20_000, to: 20_100 },
    host: "192.0.2.1",
    ownAddress: () => "192.0.2.1",
  });
  const events: MediaEvent[] = [];
  engine.events((event) => events.push(event));
  const people = [
    await party(world, "192.0.2.10", "PCMU", hertz),
    await party(world, "192.0.2.11", codec, hertz),
    await party(world, "192.0.2.12", "PCMU", hertz),
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
    addressOf,
    /** The first one speaks for two seconds, or that many packets. */
    async speaks(packets = 100): Promise<void> {
      for (let i = 0; i < packets; i++) {
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
