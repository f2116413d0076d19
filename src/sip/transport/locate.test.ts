import assert from "node:assert/strict";
import { test } from "node:test";
import { millis } from "#kit/time.ts";
import { parseUri } from "#sip/message/uri.ts";
import { locating, startLocating } from "#sip/transport/locate.ts";
import type { DnsRecord } from "#world/network.ts";

const kindOf = (line: string): DnsRecord => {
  const [kind = "A", ...data] = line.split(" ");
  return { kind: kind as DnsRecord["kind"], data, ttl: millis(1000) };
};

/** `name kind` → its records; what is not there does not exist. */
type Zone = Readonly<Record<string, readonly string[]>>;

/** What is asked in turn, and where it leads. */
function located(text: string, zone: Zone, luck = (_below: number) => 0, six = false) {
  const uri = parseUri(text);
  assert.ok(uri.ok);
  const facts = { luck, six };
  const asked: string[] = [];
  let [state, effects] = startLocating(uri.value, facts);
  for (let [effect] = effects; effect !== undefined; [effect] = effects) {
    const key = `${effect.host} ${effect.kind}`;
    asked.push(key);
    const records = (zone[key] ?? []).map((data) => kindOf(`${effect?.kind} ${data}`));
    [state, effects] = locating.step(state, { on: "found", records }, facts);
  }
  assert.equal(state.name, "located");
  const hops = state.name === "located" ? state.hops : [];
  const names = hops.map(
    ({ protocol, remote, serverName }) =>
      `${protocol} ${remote.host}:${remote.port}${serverName ? ` ${serverName}` : ""}`,
  );
  return { asked, hops: names };
}

const two: Zone = {
  "example.net NAPTR": [
    "20 50 s SIP+D2U  _sip._udp.example.net",
    "10 50 s SIP+D2T  _sip._tcp.example.net",
    "10 10 s SIPS+D2T  _sips._tcp.example.net",
    "1 1 s SIP+D2S  _sip._sctp.example.net",
  ],
  "_sips._tcp.example.net SRV": ["1 0 5061 t.example.net."],
  "_sip._tcp.example.net SRV": ["2 0 5060 b.example.net", "1 0 5070 a.example.net"],
  "_sip._udp.example.net SRV": ["1 0 5060 a.example.net"],
  "a.example.net A": ["192.0.2.1", "192.0.2.2"],
  "b.example.net A": ["192.0.2.3"],
  "t.example.net A": ["192.0.2.9"],
};

const table: readonly (readonly [
  what: string,
  uri: string,
  zone: Zone,
  hops: readonly string[],
])[] = [
  [
    "a literal address is not asked for",
    "sip:192.0.2.5",
    { "192.0.2.5 A": ["192.0.2.5"] },
    ["UDP 192.0.2.5:5060"],
  ],
  [
    "a literal address of sips is TLS",
    "sips:192.0.2.5",
    { "192.0.2.5 A": ["192.0.2.5"] },
    ["TLS 192.0.2.5:5061 192.0.2.5"],
  ],
  [
    "a port asks for addresses alone",
    "sip:example.net:5080",
    { "example.net A": ["192.0.2.7"] },
    ["UDP 192.0.2.7:5080"],
  ],
  [
    "a port and a transport",
    "sip:example.net:5080;transport=tcp",
    { "example.net A": ["192.0.2.7"] },
    ["TCP 192.0.2.7:5080"],
  ],
  [
    "the server's own order of services, and of its servers",
    "sip:ada@example.net",
    two,
    [
      "TLS 192.0.2.9:5061 example.net",
      "TCP 192.0.2.1:5070",
      "TCP 192.0.2.2:5070",
      "TCP 192.0.2.3:5060",
      "UDP 192.0.2.1:5060",
      "UDP 192.0.2.2:5060",
    ],
  ],
  ["sips takes only TLS", "sips:example.net", two, ["TLS 192.0.2.9:5061 example.net"]],
  [
    "a transport asks for its SRV, not for NAPTR",
    "sip:example.net;transport=tcp",
    two,
    ["TCP 192.0.2.1:5070", "TCP 192.0.2.2:5070", "TCP 192.0.2.3:5060"],
  ],
  [
    "no service records at all: the name itself",
    "sip:nas.lan",
    { "nas.lan A": ["192.0.2.8"] },
    ["UDP 192.0.2.8:5060"],
  ],
  [
    "a transport without SRV: the name itself",
    "sip:nas.lan;transport=tls",
    { "nas.lan A": ["192.0.2.8"] },
    ["TLS 192.0.2.8:5061 nas.lan"],
  ],
  ["nothing known", "sip:nowhere.example", {}, []],
  ["a tel URI names no host", "tel:+16135550142", {}, []],
];

for (const [what, uri, zone, hops] of table)
  test(`RFC 3263: ${what}`, () => assert.deepEqual(located(uri, zone).hops, hops));

test("without NAPTR, SRV of each transport is asked, and the name itself only when there is none", () =>
  assert.deepEqual(located("sip:nas.lan", {}).asked, [
    "nas.lan NAPTR",
    "_sip._udp.nas.lan SRV",
    "_sip._tcp.nas.lan SRV",
    "_sips._tcp.nas.lan SRV",
    "nas.lan A",
  ]));

test("RFC 2782: within one priority the weight draws", () => {
  const zone = {
    "_sip._udp.x.example SRV": ["1 10 5060 light.example", "1 90 5060 heavy.example"],
    "light.example A": ["192.0.2.1"],
    "heavy.example A": ["192.0.2.2"],
  };
  const drawn = (luck: number) => located("sip:x.example;transport=udp", zone, () => luck).hops;
  assert.deepEqual(drawn(5), ["UDP 192.0.2.1:5060", "UDP 192.0.2.2:5060"]);
  assert.deepEqual(drawn(50), ["UDP 192.0.2.2:5060", "UDP 192.0.2.1:5060"]);
});

test("records without end do not make hops without end", () => {
  const many = Array.from({ length: 200 }, (_, i) => `192.0.2.${i}`);
  assert.equal(located("sip:x.example:5060", { "x.example A": many }).hops.length, 16);
});
