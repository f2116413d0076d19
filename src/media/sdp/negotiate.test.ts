import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type { Result } from "#kit/result.ts";
import type { Description } from "#media/sdp/description.ts";
import { formatDescription } from "#media/sdp/format.ts";
import { agreedFrom, answer, type Capabilities, offerFrom } from "#media/sdp/negotiate.ts";
import { parseDescription } from "#media/sdp/parse.ts";

const address = { host: "192.0.2.1", port: 4000 };
const ours: Capabilities = {
  origin: { username: "ringwise", sessionId: "77", version: 5, host: "192.0.2.1" },
  address,
  rtcp: { host: "192.0.2.1", port: 4001 },
  codecs: ["G722", "PCMA", "PCMU"],
  direction: "sendrecv",
};
const key = (letter: string) => `inline:${letter.repeat(40)}`;
const cryptos = [
  { tag: 1, suite: "AES_CM_128_HMAC_SHA1_80", key: key("B") },
  { tag: 2, suite: "AES_CM_128_HMAC_SHA1_32", key: key("C") },
];

function value<T>(result: Result<T>): T {
  assert(result.ok, JSON.stringify(result));
  return result.value;
}
const read = (text: string): Description => value(parseDescription(text));
const phone = (name: string) => read(readFileSync(`test/captures/sdp/${name}.sdp`, "utf8"));
const sdp = (m: string, ...lines: string[]) =>
  read(
    ["v=0", "o=- 1 1 IN IP4 192.0.2.9", "s=-", "c=IN IP4 192.0.2.9", "t=0 0", m, ...lines].join(
      "\r\n",
    ),
  );

for (const [name, offered, codecs, events, direction, held] of [
  ["yealink-t46", {}, "G722:9 PCMA:8 PCMU:0", "8000:101", "sendrecv", false],
  ["cisco-spa112", {}, "PCMA:8 PCMU:0", "8000:101", "sendrecv", false],
  ["sipp-short", {}, "PCMU:0", "", "sendrecv", false],
  ["snom-hold", {}, "G722:9 PCMA:8 PCMU:0", "8000:101", "recvonly", true],
  ["gigaset-hold-old-style", {}, "PCMA:8 PCMU:0", "8000:101 flash", "recvonly", true],
  ["baresip", { codecs: ["opus"] }, "opus:96", "", "sendrecv", false],
  [
    "linphone-video",
    { codecs: ["opus", "PCMU"] },
    "opus:96 PCMU:0",
    "48000:101 8000:100",
    "sendrecv",
    false,
  ],
  ["polycom-vvx-srtp", { cryptos }, "G722:9 PCMA:8 PCMU:0", "8000:127", "sendrecv", false],
  [
    "chromium",
    { codecs: ["opus", "PCMU"], connectivity: { candidates: [] } },
    "opus:111 PCMU:0",
    "48000:110 8000:126",
    "sendrecv",
    false,
  ],
] as const)
  test(`an offer as ${name} writes it is answered`, () => {
    const { agreed } = value(answer(phone(name), { ...ours, ...offered }));
    const numbers = agreed.codecs.map((c) => `${c.name}:${c.sends}`).join(" ");
    const clocks = agreed.events.map((e) => `${e.clockRate}:${e.sends}${e.flash ? " flash" : ""}`);
    assert.deepEqual(
      [numbers, clocks.join(" "), agreed.direction, agreed.held],
      [codecs, events, direction, held],
    );
  });

for (const [what, offer, capabilities, code] of [
  ["a fax", phone("grandstream-ht801-fax"), {}, "media.noAudio"],
  ["audio that is already refused", sdp("m=audio 0 RTP/AVP 0"), {}, "media.noAudio"],
  ["nothing but G.729", sdp("m=audio 9000 RTP/AVP 18"), {}, "media.noCommonCodec"],
  ["SRTP and we have no keys", phone("polycom-vvx-srtp"), {}, "media.noCrypto"],
  ["SRTP without a key", sdp("m=audio 9000 RTP/SAVP 0"), { cryptos }, "media.noCrypto"],
  ["a browser's DTLS at a SIP port", phone("chromium"), {}, "media.noCrypto"],
  ["a protocol nobody knows", sdp("m=audio 9000 RTP/QUIC 0"), { cryptos }, "media.noCrypto"],
] as const)
  test(`${what} is refused as a whole: ${code}`, () => {
    const answered = answer(offer, { ...ours, ...capabilities });
    assert(!answered.ok);
    assert.equal(answered.problem.code, code);
  });

test("the answer reads as a telephone expects it", () => {
  const { answer: said } = value(answer(phone("linphone-video"), ours));
  assert.equal(
    formatDescription(said),
    [
      "v=0",
      "o=ringwise 77 5 IN IP4 192.0.2.1",
      "s=-",
      "c=IN IP4 192.0.2.1",
      "t=0 0",
      "m=audio 4000 RTP/AVPF 8 0 100",
      "a=rtpmap:8 PCMA/8000",
      "a=rtpmap:0 PCMU/8000",
      "a=rtpmap:100 telephone-event/8000",
      "a=fmtp:100 0-16",
      "a=ptime:20",
      "a=sendrecv",
      "m=video 0 RTP/AVPF 96 97",
      "a=rtpmap:96 VP8/90000",
      "a=rtpmap:97 H264/90000",
      "a=fmtp:97 profile-level-id=42801F",
      "a=inactive",
      "",
    ].join("\r\n"),
  );
});

test("where their packets go: address, RTCP beside it, one port when both say so", () => {
  const { agreed } = value(answer(phone("yealink-t46"), ours));
  assert.deepEqual(agreed.remote, { host: "192.168.1.40", port: 11_780 });
  assert.deepEqual(agreed.remoteRtcp, { host: "192.168.1.40", port: 11_781 });
  const muxed = value(answer(phone("baresip"), ours)).agreed;
  assert.deepEqual([muxed.rtcpMux, muxed.remoteRtcp], [true, muxed.remote]);
});

test("a c= line that names a host or nowhere gives no address to send to", () => {
  const named = sdp("m=audio 5004 RTP/AVP 0", "c=IN IP4 phone.example");
  assert.equal(value(answer(named, ours)).agreed.remote, undefined);
  assert.equal(value(answer(phone("gigaset-hold-old-style"), ours)).agreed.remote, undefined);
});

test("SRTP: their first suite that we know, its tag, each side's own key", () => {
  const offer = sdp(
    "m=audio 9000 RTP/SAVP 0",
    `a=crypto:4 AES_256_CM_HMAC_SHA1_80 ${key("Z")}`,
    `a=crypto:5 AES_CM_128_HMAC_SHA1_32 ${key("X")}|2^20|1:4`,
    `a=crypto:6 AES_CM_128_HMAC_SHA1_80 ${key("X")} UNENCRYPTED_SRTP`,
    `a=crypto:7 AES_CM_128_HMAC_SHA1_32 ${key("D")}|2^20`,
  );
  const { answer: said, agreed } = value(answer(offer, { ...ours, cryptos }));
  assert.deepEqual(said.media[0]?.cryptos, [
    { tag: 7, suite: "AES_CM_128_HMAC_SHA1_32", key: key("C") },
  ]);
  assert.deepEqual(agreed.crypto, {
    suite: "AES_CM_128_HMAC_SHA1_32",
    sends: "C".repeat(40),
    receives: "D".repeat(40),
  });
});

test("keys beside RTP/AVP are used when we have some, and passed over when not", () => {
  const offer = sdp("m=audio 9000 RTP/AVP 0", `a=crypto:1 AES_CM_128_HMAC_SHA1_80 ${key("D")}`);
  assert.equal(value(answer(offer, ours)).agreed.crypto, undefined);
  const { answer: said, agreed } = value(answer(offer, { ...ours, cryptos }));
  assert.equal(agreed.crypto?.receives, "D".repeat(40));
  assert.equal(said.media[0]?.protocol, "RTP/AVP");
});

for (const [theirs, our, direction, held] of [
  ["sendrecv", "sendrecv", "sendrecv", false],
  ["sendrecv", "recvonly", "recvonly", false],
  ["sendonly", "sendrecv", "recvonly", true],
  ["recvonly", "sendrecv", "sendonly", false],
  ["recvonly", "recvonly", "inactive", false],
  ["inactive", "sendrecv", "inactive", true],
  ["sendrecv", "inactive", "inactive", false],
] as const)
  test(`they say ${theirs}, we can ${our}: we answer ${direction}`, () => {
    const offer = sdp("m=audio 9000 RTP/AVP 0", `a=${theirs}`);
    const { answer: said, agreed } = value(answer(offer, { ...ours, direction: our }));
    assert.deepEqual([said.media[0]?.direction, agreed.direction], [direction, direction]);
    assert.equal(agreed.held, held);
  });

for (const [lines, ptime] of [
  [[], 20],
  [["a=ptime:30"], 20],
  [["a=ptime:40"], 40],
  [["a=ptime:120"], 60],
  [["a=ptime:60", "a=maxptime:40"], 40],
  [["a=ptime:10"], 20],
] as const)
  test(`packets of ${ptime} ms for ${lines.join(" and ") || "no word about it"}`, () => {
    const offer = sdp("m=audio 9000 RTP/AVP 0", ...lines);
    assert.equal(value(answer(offer, ours)).agreed.ptime, ptime);
  });

test("an offer of ours names every codec, and events at each clock", () => {
  const [section] = offerFrom({ ...ours, codecs: ["opus", "G722", "PCMU"] }).media;
  assert.deepEqual(section?.formats, ["111", "9", "0", "110", "101"]);
  assert.equal(section?.protocol, "RTP/AVP");
});

test("their answer: their numbers for what we send, ours for what we receive", () => {
  const offer = offerFrom({ ...ours, codecs: ["opus", "PCMU"] });
  const theirs = sdp(
    "m=audio 7000 RTP/AVP 0 96 97 18",
    "a=rtpmap:96 OPUS/48000/2",
    "a=fmtp:96 maxaveragebitrate=20000",
    "a=rtpmap:97 telephone-event/8000",
  );
  const agreed = value(agreedFrom(offer, theirs));
  assert.deepEqual(
    agreed.codecs.map((c) => [c.name, c.sends, c.receives, c.parameters]),
    [
      ["PCMU", 0, 0, undefined],
      ["opus", 96, 111, "maxaveragebitrate=20000"],
    ],
  );
  assert.deepEqual(agreed.events, [{ clockRate: 8000, sends: 97, receives: 101, flash: false }]);
});

test("their answer refuses, names another codec, or forgets the key: a Problem", () => {
  const offer = offerFrom({ ...ours, cryptos, mustEncrypt: true });
  assert.equal(offer.media[0]?.protocol, "RTP/SAVP");
  const code = (result: Result<unknown>) => (result.ok ? "ok" : result.problem.code);
  assert.equal(code(agreedFrom(offer, sdp("m=audio 0 RTP/SAVP 0"))), "media.noAudio");
  assert.equal(code(agreedFrom(offer, sdp("m=audio 7 RTP/SAVP 18"))), "media.noCommonCodec");
  assert.equal(code(agreedFrom(offer, sdp("m=audio 7 RTP/SAVP 0"))), "media.noCrypto");
  const kept = sdp("m=audio 7 RTP/SAVP 0", `a=crypto:2 AES_CM_128_HMAC_SHA1_32 ${key("D")}`);
  assert.equal(value(agreedFrom(offer, kept)).crypto?.sends, "C".repeat(40));
});

test("keys that are only wished for stand beside RTP/AVP, and may be left unanswered", () => {
  const offer = offerFrom({ ...ours, cryptos });
  assert.deepEqual([offer.media[0]?.protocol, offer.media[0]?.cryptos.length], ["RTP/AVP", 2]);
  assert.equal(value(agreedFrom(offer, sdp("m=audio 7 RTP/AVP 0"))).crypto, undefined);
  const kept = sdp("m=audio 7 RTP/AVP 0", `a=crypto:2 AES_CM_128_HMAC_SHA1_32 ${key("D")}`);
  assert.equal(value(agreedFrom(offer, kept)).crypto?.sends, "C".repeat(40));
});

test("a second offer keeps places and numbers, and its version unless something changed", () => {
  const first = value(answer(phone("linphone-video"), { ...ours, codecs: ["opus", "PCMU"] }));
  const capabilities: Capabilities = { ...ours, codecs: ["opus", "PCMU"] };
  const again = offerFrom(capabilities, first.answer);
  assert.equal(again.media.length, 2);
  assert.deepEqual(again.media[0]?.formats, ["96", "0", "101", "100"]);
  const held = offerFrom({ ...capabilities, direction: "sendonly" }, again);
  const same = offerFrom({ ...capabilities, direction: "sendonly" }, held);
  assert.deepEqual(
    [again, held, same].map(({ origin }) => origin.version),
    [6, 7, 7],
  );
});

test("a number that meant something else is not taken again for another codec", () => {
  const offer = sdp("m=audio 9000 RTP/AVP 111 0", "a=rtpmap:111 telephone-event/8000");
  const first = value(answer(offer, ours)).answer;
  const [section] = offerFrom({ ...ours, codecs: ["opus", "PCMU"] }, first).media;
  assert.deepEqual(section?.formats, ["96", "0", "110", "111"]);
});
