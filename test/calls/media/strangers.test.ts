import assert from "node:assert/strict";
import { test } from "node:test";
import { millis, seconds } from "#kit/time.ts";
import { pcmu } from "#media/codec/mulaw.ts";
import { writeRtpHeader } from "#media/rtp/packet.ts";
import { toneGenerator } from "#media/tone/toneGenerator.ts";
import type { Address } from "#world/network.ts";
import { town } from "./town.ts";

/* Whose sound is it? A stranger who knows the port must neither be heard nor be sent anything (RTP bleed). */

type Town = Awaited<ReturnType<typeof town>>;

/** Somebody from that address who speaks 440 Hz as the party would, and counts what comes back. */
async function somebody({ world }: Town, local: Address) {
  const opened = await world.host(local.host).network.udp(local);
  assert.ok(opened.ok);
  const socket = opened.value;
  let came = 0;
  socket.receive(() => {
    came += 1;
  });
  const tone = toneGenerator({ segments: [{ frequencies: [{ hz: 440, dbm0: -10 }] }] }, 8000);
  const [frame, encoder] = [new Int16Array(160), pcmu.newEncoder()];
  return {
    get came() {
      return came;
    },
    says(to: Address, sequence: number, ssrc: number): void {
      tone.fill(frame);
      const packet = new Uint8Array(172);
      const header = { payloadType: 0, marker: false, sequence, timestamp: sequence * 160, ssrc };
      writeRtpHeader(packet, header);
      packet.set(encoder.encode(frame), 12);
      socket.send(packet, to);
    },
    close: () => socket.close(),
  };
}

/** Packets from that SSRC, 20 ms after 20 ms; meanwhile the first of the town speaks, or not. */
async function bothSpeak(
  all: Town,
  who: Awaited<ReturnType<typeof somebody>>,
  { packets = 200, ssrc = 99, party = true, from = 5000 } = {},
): Promise<void> {
  const [ada] = all.people;
  for (let i = 0; i < packets; i++) {
    if (party) ada.says(all.addressOf(ada.host));
    who.says(all.addressOf(ada.host), from + i, ssrc);
    await all.world.runs(millis(20));
  }
}

const strangersOf = ({ events, ids }: Town): number =>
  events.reduce(
    (most, one) => (one.on === "stats" && one.port === ids[0] ? one.stats.strangers : most),
    0,
  );

/** How much of 440 and of 1004 Hz the second hears in the last second. */
function heard({ people }: Town): { readonly stranger: number; readonly party: number } {
  const last = people[1].heard.slice(-8000);
  const level = (hertz: number): number => {
    const turns = last.map(
      (sample, i) =>
        [
          sample * Math.cos((2 * Math.PI * hertz * i) / 8000),
          sample * Math.sin((2 * Math.PI * hertz * i) / 8000),
        ] as const,
    );
    return (
      Math.hypot(
        turns.reduce((sum, [x]) => sum + x, 0),
        turns.reduce((sum, [, y]) => sum + y, 0),
      ) / Math.max(1, last.length)
    );
  };
  return { stranger: level(440), party: level(1004) };
}

/** The first two hear each other. */
const joined = ({ engine, ids: [a, b] }: Town): void =>
  engine.perform({
    do: "patch",
    hears: [
      [a, [b]],
      [b, [a]],
    ],
  });

const rows: readonly (readonly [what: string, codec: "PCMU" | "PCMA", ssrc: number])[] = [
  ["relayed sound", "PCMU", 99],
  ["mixed sound", "PCMA", 99],
  ["one who knows SSRC and sequence", "PCMU", 7],
];
for (const [what, codec, ssrc] of rows)
  test(`a stranger is not heard, and sent nothing, while the party speaks: ${what}`, async () => {
    const all = await town({ codec });
    joined(all);
    await all.speaks(10);
    const stranger = await somebody(all, { host: "198.51.100.66", port: 4000 });
    await bothSpeak(all, stranger, { ssrc, from: 111 });
    const { stranger: bad, party: good } = heard(all);
    assert.ok(good > 1000 && bad < good / 50, `${bad} of ${good}`);
    assert.equal(stranger.came, 0);
    await all.world.runs(seconds(6));
    assert.equal(strangersOf(all), 200);
    stranger.close();
    await all.ends();
  });

test("a party behind a NAT is latched to, and no stranger takes its place, however long it is silent", async () => {
  const all = await town();
  joined(all);
  const behind = await somebody(all, { host: "192.0.2.10", port: 61_000 });
  await bothSpeak(all, behind, { packets: 100, party: false });
  const latched = heard(all);
  assert.ok(latched.stranger > 1000, "the party is heard from where its packets come");
  assert.equal(latched.party < latched.stranger / 50, true);

  const stranger = await somebody(all, { host: "198.51.100.66", port: 4000 });
  await all.world.runs(seconds(30)); // silent for half a minute
  const before = behind.came;
  await bothSpeak(all, stranger, { packets: 500, party: false, from: 5100 });
  assert.equal(stranger.came, 0);
  all.people[1].says(all.addressOf(all.people[1].host));
  await all.world.runs(millis(20));
  assert.equal(behind.came > before, true, "what the other says goes where the party was");
  assert.ok(strangersOf(all) >= 250);
  behind.close();
  stranger.close();
  await all.ends();
});

test("its router gives the party another port in mid-call: it is heard on, and nobody beside it is", async () => {
  const all = await town();
  joined(all);
  const behind = await somebody(all, { host: "192.0.2.10", port: 61_000 });
  await bothSpeak(all, behind, { packets: 100, party: false });
  const beside = await somebody(all, { host: "192.0.2.10", port: 61_500 });
  await all.world.runs(seconds(2));
  await bothSpeak(all, beside, { packets: 100, party: false, from: 20, ssrc: 98 });
  assert.equal(beside.came, 0);
  const moved = await somebody(all, { host: "192.0.2.10", port: 62_000 });
  await bothSpeak(all, moved, { packets: 100, party: false, from: 5300 });
  assert.ok(heard(all).stranger > 1000);
  all.people[1].says(all.addressOf(all.people[1].host));
  await all.world.runs(millis(20));
  assert.ok(moved.came > 0, "and hears");
  for (const one of [behind, beside, moved]) one.close();
  await all.ends();
});

test("an unknown host is taken within five seconds of the answer when the party is silent, and never later", async () => {
  for (const [wait, taken] of [
    [2, true],
    [6, false],
  ] as const) {
    const all = await town();
    joined(all);
    await all.world.runs(seconds(wait));
    const unknown = await somebody(all, { host: "198.51.100.66", port: 4000 });
    await bothSpeak(all, unknown, { packets: 100, party: false });
    assert.equal(heard(all).stranger > 1000, taken, `after ${wait} s`);
    all.people[1].says(all.addressOf(all.people[1].host));
    await all.world.runs(millis(20));
    assert.equal(unknown.came > 0, taken);
    unknown.close();
    await all.ends();
  }
});

test("the address of the description wins as soon as it sends", async () => {
  const all = await town();
  joined(all);
  const other = await somebody(all, { host: "192.0.2.10", port: 61_000 });
  await bothSpeak(all, other, { packets: 100, party: false });
  assert.ok(heard(all).stranger > 1000);
  await bothSpeak(all, other, { packets: 100 });
  const now = heard(all);
  assert.ok(now.party > 1000 && now.stranger < now.party / 50);
  const before = other.came;
  all.people[1].says(all.addressOf(all.people[1].host));
  await all.world.runs(millis(20));
  assert.equal(other.came, before);
  other.close();
  await all.ends();
});
