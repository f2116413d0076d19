import assert from "node:assert/strict";
import { globSync } from "node:fs";
import { test } from "node:test";
import { utf8 } from "#kit/bytes.ts";
import { readEvent } from "#media/dtmf/eventPacket.ts";
import { newRtpView, readRtp } from "#media/rtp/packet.ts";
import { parseRtcp } from "#media/rtp/rtcp.ts";
import { parseDescription } from "#media/sdp/parse.ts";
import type { HeaderType } from "#sip/message/message.ts";
import { parseMessage } from "#sip/message/parse.ts";
import { sanity } from "#sip/message/sanity.ts";
import { StreamSplitter } from "#sip/message/streamSplitter.ts";
import { parseUri } from "#sip/message/uri.ts";
import { serverHost } from "../phones/person.ts";
import { Town } from "../phones/town.ts";
import { mutants, originals } from "./mutants.ts";

const seed = process.env["RINGWISE_SEED"] ?? "1876";

/** Every header type that there is: a module of sip/headers names it with a capital. */
async function headerTypes(): Promise<readonly HeaderType<unknown>[]> {
  const modules = await Promise.all(
    globSync("src/sip/headers/*.ts")
      .filter((file) => !/\.test\.ts$|shapes\.ts$/.test(file))
      .map((file) => import(`../../${file}`)),
  );
  return modules.flatMap((module) =>
    Object.values(module).filter(
      (value): value is HeaderType<unknown> =>
        typeof value === "object" && value !== null && "name" in value,
    ),
  );
}

test("whatever a datagram holds, reading it throws nothing and makes nothing large", async () => {
  const types = await headerTypes();
  assert.ok(types.length > 30, `${types.length} header types`);
  const [luck, some] = [mutants(`${seed} messages`), originals()];
  for (let round = 0; round < 3000; round++) {
    const bytes = luck.of(some);
    const read = parseMessage(bytes);
    if (!read.ok) continue;
    const message = read.value;
    for (const type of types) message.get(type);
    if (message.kind === "request") parseUri(message.uriText);
    assert.ok(["sane", "answer", "drop"].includes(sanity(message).on));
    assert.ok(message.headers.length <= 256 && message.bytes.length <= bytes.length);
  }
});

test("however a stream is cut, the same messages come out of it", () => {
  const [luck, some] = [mutants(`${seed} streams`), originals()];
  for (let round = 0; round < 300; round++) {
    const bytes = luck.of(some);
    const [whole, pieces] = [new StreamSplitter("accepted"), new StreamSplitter("accepted")];
    const atOnce = whole.push(bytes.slice());
    const bitByBit = [];
    for (let at = 0; at < bytes.length; ) {
      const next = at + 1 + luck.below(200);
      bitByBit.push(...pieces.push(bytes.slice(at, next)));
      at = next;
    }
    assert.deepEqual(
      bitByBit.map(({ on }) => on),
      atOnce.map(({ on }) => on),
    );
  }
});

test("whatever a session description holds, it is read or refused", () => {
  const good = utf8(
    "v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0 8 9 101\r\na=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-16\r\na=ptime:20\r\na=sendrecv\r\n",
  );
  const luck = mutants(`${seed} sdp`);
  let read = 0;
  for (let round = 0; round < 2000; round++)
    if (parseDescription(new TextDecoder().decode(luck.of([good]))).ok) read++;
  assert.ok(read > 100 && read < 2000, `${read} were read`);
});

test("whatever comes to a media port, reading it throws nothing", () => {
  const luck = mutants(`${seed} rtp`);
  const rtp = Uint8Array.from([0x80, 0, 0, 1, 0, 0, 0, 160, 0, 0, 0, 7, ...new Uint8Array(160)]);
  const report = Uint8Array.from([0x81, 200, 0, 12, ...new Uint8Array(48)]);
  const view = newRtpView();
  for (let round = 0; round < 5000; round++) {
    const bytes = round % 3 === 0 ? luck.bytes(luck.below(200)) : luck.of([rtp, report]);
    if (readRtp(bytes, view)) assert.ok(view.from >= 12 && view.to <= bytes.length);
    parseRtcp(bytes);
    readEvent(bytes);
  }
});

test("a server that is sent all of it goes on serving, and keeps nothing of it", async () => {
  const number = "+16135550142";
  const town = await Town.open({
    version: 1,
    owner: { name: "Ada", timeZone: "America/Toronto", country: "CA" },
    numbers: [{ id: "home", number, address: "sip:user@example.com" }],
    devices: [{ id: "kitchen", kind: "sip", secret: "a-long-secret" }],
    accounts: [
      { id: "carrier", kind: "carrier", server: "192.0.2.10", transport: "udp", register: false },
    ],
    rules: [
      {
        id: "all",
        name: "Everyone",
        when: { is: "always" },
        then: [{ do: "ring", targets: [{ device: "kitchen" }], for: 5 }],
      },
    ],
  });
  const carrier = await town.person("carrier", "192.0.2.10", 1000);
  const kitchen = await town.phone("kitchen", 440);
  const host = "198.51.100.66";
  const opened = await town.sim.host(host).network.udp({ host, port: 5060 });
  assert.ok(opened.ok);
  const [luck, some] = [mutants(`${seed} server`), originals()];
  for (let round = 0; round < 1000; round++) {
    opened.value.send(luck.of(some), { host: serverHost, port: 5060 });
    await town.runs(20);
  }
  await town.runs(10_000);
  const call = await carrier.calls(number);
  await town.runs(500);
  kitchen.talk.lifts();
  await town.runs(2000);
  assert.ok(call.voice.share(440) > 0.9 && kitchen.talk.voice.share(1000) > 0.9);
  call.hangsUp();
  opened.value.close();
  await town.mustBeIdle();
});
