import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import type { Description, MediaSection, PayloadFormat } from "#media/sdp/description.ts";
import { formatDescription } from "#media/sdp/format.ts";
import { answer, type Capabilities } from "#media/sdp/negotiate.ts";
import { parseDescription } from "#media/sdp/parse.ts";

const captures = globSync("test/captures/sdp/*.sdp").map((file) => readFileSync(file, "utf8"));
const word = fc.stringMatching(/^[A-Za-z0-9+/-]{1,12}$/);
const host = fc.oneof(fc.ipV4(), fc.constantFrom("2001:db8::1", "::1", "phone.example"));
const absentOr = <K extends string, T>(key: K, value: fc.Arbitrary<T>) =>
  fc.option(value, { nil: undefined }).map((v) => (v === undefined ? {} : { [key]: v }));
const all = <T extends object>(...parts: fc.Arbitrary<T>[]) =>
  fc.tuple(...parts).map((values) => Object.assign({}, ...values));

const connectivity = all<object>(
  absentOr("iceUfrag", word),
  absentOr("icePwd", word),
  absentOr("fingerprint", fc.record({ hash: fc.constant("sha-256"), value: word })),
  absentOr("setup", fc.constantFrom("actpass", "active", "passive")),
);
const formats: readonly (readonly [string, number, number])[] = [
  ["PCMU", 8000, 1],
  ["pcma", 8000, 1],
  ["G722", 8000, 1],
  ["opus", 48_000, 2],
  ["telephone-event", 8000, 1],
  ["telephone-event", 48_000, 1],
  ["iLBC", 8000, 1],
  ["H264", 90_000, 1],
];
const payload: fc.Arbitrary<PayloadFormat> = fc
  .tuple(fc.constantFrom(...formats), absentOr("parameters", word))
  .map(([[name, clockRate, channels], rest]) => ({
    payloadType: 0,
    name,
    clockRate,
    channels,
    ...rest,
  }));
/** Numbers as they come: static for some, else dynamic ones in any order. */
const payloads = fc
  .tuple(fc.array(payload, { maxLength: 8 }), fc.integer({ min: 96, max: 118 }))
  .map(([list, first]) =>
    list.map((p, i) => ({ ...p, payloadType: p.name === "PCMU" && i === 0 ? 0 : first + i })),
  );
const section: fc.Arbitrary<MediaSection> = fc
  .tuple(
    fc.record({
      kind: fc.constantFrom("audio", "audio", "video", "image"),
      port: fc.constantFrom(0, 9, 5004, 65_535),
      protocol: fc.constantFrom("RTP/AVP", "RTP/SAVP", "RTP/AVPF", "UDP/TLS/RTP/SAVPF"),
      payloads,
      host,
      direction: fc.constantFrom("sendrecv", "sendonly", "recvonly", "inactive"),
      rtcpMux: fc.boolean(),
      cryptos: fc.array(
        fc.record({
          tag: fc.nat(9),
          suite: fc.constantFrom("AES_CM_128_HMAC_SHA1_80", "F8_128_HMAC_SHA1_80"),
          key: fc.constant(`inline:${"A".repeat(40)}`),
        }),
        { maxLength: 2 },
      ),
      candidates: fc.array(word, { maxLength: 3 }),
    }),
    all<object>(
      absentOr("ptime", fc.nat(120)),
      absentOr("maxptime", fc.nat(120)),
      absentOr("mid", word),
      absentOr("rtcp", fc.record({ port: fc.integer({ min: 1, max: 65_535 }), host })),
    ),
    connectivity,
  )
  .map(([must, may, ice]) => ({
    ...(must as Omit<MediaSection, "formats">),
    ...may,
    ...ice,
    formats: must.payloads.map((p) => String(p.payloadType)),
  }));
const description: fc.Arbitrary<Description> = fc
  .tuple(
    fc.record({
      origin: fc.record({
        username: word,
        sessionId: fc.stringMatching(/^[1-9][0-9]{0,18}$/),
        version: fc.nat(),
        host,
      }),
      sessionName: word,
      bundles: fc.array(fc.array(word, { minLength: 1, maxLength: 3 }), { maxLength: 2 }),
      iceLite: fc.boolean(),
      media: fc.array(section, { minLength: 1, maxLength: 4 }),
    }),
    connectivity,
  )
  .map(([must, ice]) => JSON.parse(JSON.stringify({ ...must, ...ice })));

test("a description that is written is read as the same", () =>
  fc.assert(
    fc.property(description, (value) =>
      assert.deepEqual(parseDescription(formatDescription(value)), { ok: true, value }),
    ),
  ));

test("what phones wrote reads the same after we wrote it", () => {
  assert(captures.length >= 10);
  for (const text of captures) {
    const first = parseDescription(text);
    assert(first.ok);
    assert.deepEqual(parseDescription(formatDescription(first.value)), first);
  }
});

const ours: Capabilities = {
  origin: { username: "-", sessionId: "1", version: 1, host: "192.0.2.1" },
  address: { host: "192.0.2.1", port: 4000 },
  rtcp: { host: "192.0.2.1", port: 4001 },
  codecs: ["opus", "G722", "PCMU", "PCMA"],
  direction: "sendrecv",
  cryptos: [{ tag: 1, suite: "AES_CM_128_HMAC_SHA1_80", key: `inline:${"B".repeat(40)}` }],
  connectivity: { iceUfrag: "u", icePwd: "p", candidates: [] },
};

const sends = (d: string) => d === "sendrecv" || d === "sendonly";
const hears = (d: string) => d === "sendrecv" || d === "recvonly";

/** RFC 3264 §6: one stream of the answer beside that of the offer. */
function assertWithin(mine: MediaSection, their: MediaSection): void {
  assert.deepEqual([mine.kind, mine.protocol], [their.kind, their.protocol]);
  assert(mine.formats.every((each) => their.formats.includes(each)));
  if (mine.port === 0) return;
  assert(their.port !== 0 && (their.rtcpMux || !mine.rtcpMux));
  assert(!sends(mine.direction) || hears(their.direction));
  assert(!hears(mine.direction) || sends(their.direction));
  for (const p of mine.payloads) {
    const same = their.payloads.find(({ payloadType }) => payloadType === p.payloadType);
    assert.equal(same?.name.toLowerCase(), p.name.toLowerCase());
    assert.equal(same?.clockRate, p.clockRate);
  }
}

test("an answer takes nothing that was not offered, and refuses in place what it does not take", () =>
  fc.assert(
    fc.property(description, (offer) => {
      const answered = answer(offer, ours);
      if (!answered.ok) return;
      const { answer: said, agreed } = answered.value;
      assert.equal(said.media.length, offer.media.length);
      assert.equal(said.media.filter(({ port }) => port !== 0).length, 1);
      offer.media.forEach((their, i) => {
        const mine = said.media[i];
        assert(mine);
        assertWithin(mine, their);
      });
      assert(agreed.codecs.length > 0);
      assert.deepEqual(parseDescription(formatDescription(said)), { ok: true, value: said });
    }),
    { numRuns: 200 },
  ));

test("text with anything cut, doubled or changed is read or refused, and answered or refused", () =>
  fc.assert(
    fc.property(
      fc.constantFrom(...captures),
      fc.array(fc.tuple(fc.nat(1500), fc.nat(20), fc.string({ unit: "binary" })), { maxLength: 6 }),
      (text, cuts) => {
        const broken = cuts.reduce(
          (now, [at, length, put]) => now.slice(0, at) + put + now.slice(at + length),
          text,
        );
        const read = parseDescription(broken);
        if (read.ok) answer(read.value, ours);
        else assert.match(read.problem.code, /^media\.(badSdp|bigSdp)$/);
      },
    ),
    { numRuns: 150 },
  ));

const head = "v=0\r\no=- 1 1 IN IP4 192.0.2.9\r\ns=-\r\nc=IN IP4 192.0.2.9\r\nt=0 0\r\n";
const audio = "m=audio 5004 RTP/AVP 0\r\n";
for (const [what, text, code] of [
  ["nothing", "", "media.badSdp"],
  ["prose", "hello\r\nworld", "media.badSdp"],
  ["no origin", `v=0\r\ns=-\r\n${audio}`, "media.badSdp"],
  ["an m= line without a port", `${head}m=audio\r\n`, "media.badSdp"],
  ["a port that cannot be", `${head}m=audio 70000 RTP/AVP 0\r\n`, "media.badSdp"],
  ["17 streams", head + audio.repeat(17), "media.bigSdp"],
  ["2000 lines", head + audio + "a=x\r\n".repeat(2000), "media.bigSdp"],
  ["a long line", `${head}${audio}a=x:${"y".repeat(5000)}`, "media.bigSdp"],
] as const)
  test(`${what}: refused as ${code}`, () => {
    const read = parseDescription(text);
    assert(!read.ok);
    assert.equal(read.problem.code, code);
  });

test("two port pairs in an m= line, and LF alone between lines, are understood", () => {
  const read = parseDescription(`${head}m=audio 5004/2 RTP/AVP 0\r\n`.replaceAll("\r\n", "\n"));
  assert(read.ok);
  const [only] = read.value.media;
  assert.deepEqual([only?.port, only?.host, only?.payloads[0]?.name], [5004, "192.0.2.9", "PCMU"]);
});
