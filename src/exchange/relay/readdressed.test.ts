import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { type Carriable, carriables, hostsIn } from "#exchange/relay/carriable.ts";
import { readdressed } from "#exchange/relay/readdressed.ts";
import type { MediaSection } from "#media/sdp/description.ts";
import { parseDescription } from "#media/sdp/parse.ts";

const ours = "192.0.2.1";

/** As a relay with ports from 20000 on would pass it; undefined: as it is. */
function carried(text: string, only?: readonly number[]): string | undefined {
  const read = carriables(text, 4);
  if (read === undefined) return undefined;
  const places = read.sections
    .filter(({ index }) => only?.includes(index) ?? true)
    .map(({ index }) => [index, { host: ours, port: 20_000 + 4 * index }] as const);
  return readdressed(text, new Map(places), read);
}

const lines = (...all: readonly string[]): string =>
  ["v=0", "o=- 1 1 IN IP4 10.0.0.5", "s=-", ...all, ""].join("\r\n");

const cases: readonly (readonly [what: string, before: string, after: string | undefined])[] = [
  [
    "one line of sound",
    lines("c=IN IP4 10.0.0.5", "t=0 0", "m=audio 4000 RTP/AVP 0", "a=sendrecv"),
    lines("c=IN IP4 192.0.2.1", "t=0 0", "m=audio 20000 RTP/AVP 0", "a=sendrecv"),
  ],
  [
    "a c= of its own, RTCP elsewhere, keys",
    lines(
      "t=0 0",
      "m=audio 4000 RTP/SAVP 0",
      "c=IN IP4 10.0.0.5",
      "a=rtcp:4009",
      "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:x",
    ),
    lines(
      "t=0 0",
      "m=audio 20000 RTP/SAVP 0",
      "c=IN IP4 192.0.2.1",
      "a=rtcp:20001 IN IP4 192.0.2.1",
      "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:x",
    ),
  ],
  [
    "sound, a picture that is refused, and pictures",
    lines(
      "c=IN IP4 10.0.0.5",
      "t=0 0",
      "m=audio 4000 RTP/AVP 0",
      "m=video 0 RTP/AVP 96",
      "m=video 4004 RTP/AVP 96",
    ),
    lines(
      "c=IN IP4 192.0.2.1",
      "t=0 0",
      "m=audio 20000 RTP/AVP 0",
      "m=video 0 RTP/AVP 96",
      "m=video 20008 RTP/AVP 96",
    ),
  ],
  [
    "beside what we do not carry, each line has a c= of its own",
    lines(
      "c=IN IP4 10.0.0.5",
      "t=0 0",
      "m=audio 4000 RTP/AVP 0",
      "i=the sound",
      "a=sendrecv",
      "m=image 4002 udptl t38",
    ),
    lines(
      "c=IN IP4 10.0.0.5",
      "t=0 0",
      "m=audio 20000 RTP/AVP 0",
      "i=the sound",
      "c=IN IP4 192.0.2.1",
      "a=sendrecv",
      "m=image 4002 udptl t38",
    ),
  ],
  [
    "candidates and the bundle lead past us",
    lines(
      "c=IN IP4 10.0.0.5",
      "t=0 0",
      "a=ice-lite",
      "a=group:BUNDLE 0",
      "a=group:LS 0 1",
      "m=audio 4000 RTP/AVP 0",
      "a=mid:0",
      "a=ice-ufrag:abcd",
      "a=ice-pwd:efgh",
      "a=candidate:1 1 UDP 1 10.0.0.5 4000 typ host",
      "a=end-of-candidates",
      "a=rtcp-mux",
    ),
    lines(
      "c=IN IP4 192.0.2.1",
      "t=0 0",
      "a=group:LS 0 1",
      "m=audio 20000 RTP/AVP 0",
      "a=mid:0",
      "a=rtcp-mux",
    ),
  ],
  [
    "a hold of the old kind stays one",
    lines("c=IN IP4 0.0.0.0", "t=0 0", "m=audio 4000 RTP/AVP 0"),
    lines("c=IN IP4 0.0.0.0", "t=0 0", "m=audio 20000 RTP/AVP 0"),
  ],
  [
    "two pairs of ports become one",
    lines("c=IN IP4 10.0.0.5/127", "t=0 0", "m=audio 4000/2 RTP/AVP 0"),
    lines("c=IN IP4 192.0.2.1", "t=0 0", "m=audio 20000 RTP/AVP 0"),
  ],
  [
    "a browser finds its own way",
    lines("c=IN IP4 10.0.0.5", "m=audio 9 UDP/TLS/RTP/SAVPF 111", "a=fingerprint:sha-256 AA:BB"),
    undefined,
  ],
  ["the other family of addresses", lines("c=IN IP6 fd00::5", "m=audio 4000 RTP/AVP 0"), undefined],
  ["over TCP", lines("c=IN IP4 10.0.0.5", "m=audio 9 TCP/RTP/AVP 0"), undefined],
  ["nothing to carry", lines("c=IN IP4 10.0.0.5", "m=audio 0 RTP/AVP 0"), undefined],
  ["no c= at all", lines("t=0 0", "m=audio 4000 RTP/AVP 0"), undefined],
  ["no SDP", "hello", undefined],
  ["half of one", "v=0\r\nm=audio", undefined],
  ["a port beyond all", lines("c=IN IP4 10.0.0.5", "m=audio 99999 RTP/AVP 0"), undefined],
  ["nothing", "", undefined],
];
for (const [what, before, after] of cases)
  test(`${what}: ${after === undefined ? "passes as it is" : "is carried"}`, () =>
    assert.equal(carried(before), after));

test("line ends of any kind stay what they were", () => {
  const unix = "v=0\no=- 1 1 IN IP4 10.0.0.5\ns=-\nc=IN IP4 10.0.0.5\nm=audio 4000 RTP/AVP 0\na=x";
  assert.equal(
    carried(unix),
    unix.replace("c=IN IP4 10.0.0.5", `c=IN IP4 ${ours}`).replace("4000", "20000"),
  );
});

test("a line for which no ports are left goes on as it was, the others with a c= of their own", () => {
  const two = lines("c=IN IP4 10.0.0.5", "m=audio 4000 RTP/AVP 0", "m=video 4002 RTP/AVP 96");
  assert.equal(
    carried(two, [0]),
    lines(
      "c=IN IP4 10.0.0.5",
      "m=audio 20000 RTP/AVP 0",
      `c=IN IP4 ${ours}`,
      "m=video 4002 RTP/AVP 96",
    ),
  );
});

const captures = globSync("test/captures/sdp/*.sdp").map((file) => readFileSync(file, "utf8"));
const anything = fc.oneof(
  fc.string(),
  fc.constantFrom(...captures),
  fc
    .tuple(fc.constantFrom(...captures), fc.nat(400), fc.string({ maxLength: 6 }))
    .map(([text, at, more]) => text.slice(0, at) + more + text.slice(at)),
  fc
    .array(
      fc.constantFrom(
        "v=0",
        "o=- 1 1 IN IP4 10.0.0.5",
        "s=-",
        "c=IN IP4 10.0.0.5",
        "c=IN IP4 0.0.0.0",
        "m=audio 4000 RTP/AVP 0",
        "m=video 0 RTP/AVP 96",
        "m=image 5000 udptl t38",
        "a=rtcp:4001",
        "a=candidate:1",
        "i=x",
        "",
        "m=",
        "c=IN IP6 ::1",
      ),
      { maxLength: 14 },
    )
    .map((all) => ["v=0", "o=- 1 1 IN IP4 10.0.0.5", ...all].join("\r\n")),
);

function sectionsOf(text: string): readonly MediaSection[] {
  const read = parseDescription(text);
  assert.ok(read.ok);
  return read.value.media;
}

const sound = ({ formats, payloads, direction, cryptos, mid }: MediaSection) => [
  formats,
  payloads,
  direction,
  cryptos,
  mid,
];

/** Where its reader sends to, once it is carried; a held line is held on. */
function place(before: MediaSection, index: number, is: Carriable | undefined) {
  if (is === undefined) return [before.port, before.host];
  return [20_000 + 4 * index, is.at === undefined ? before.host : ours];
}

const leadsOn = ({ candidates, iceUfrag }: MediaSection): boolean =>
  candidates.length > 0 || iceUfrag !== undefined;

test("whatever comes: nothing throws; what is carried leads to us line by line, and the rest stays", () =>
  fc.assert(
    fc.property(anything, (text) => {
      hostsIn(text);
      const [read, after] = [carriables(text, 4), carried(text)];
      if (read === undefined || after === undefined) return;
      const [was, is] = [sectionsOf(text), sectionsOf(after)];
      assert.deepEqual(is.map(sound), was.map(sound));
      const carries = was.map((_, i) => read.sections.find(({ index }) => index === i));
      const open = is.flatMap(({ port }, i) => (port === 0 ? [] : [i]));
      assert.deepEqual(
        open.map((i) => [is[i]?.port, is[i]?.host]),
        open.map((i) => place(was[i] as MediaSection, i, carries[i])),
      );
      assert.ok(!is.some((one, i) => carries[i] !== undefined && leadsOn(one)));
      assert.equal(carried(after), after, "carried twice is carried once");
    }),
  ));
