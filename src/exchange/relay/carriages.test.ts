import assert from "node:assert/strict";
import { test } from "node:test";
import { flowTo, invite } from "#exchange/proxy/sample.ts";
import { beginning, continuing } from "#exchange/relay/carriages.ts";
import { relays } from "#exchange/relay/relays.ts";
import { sdpIn } from "#exchange/relay/sdpIn.ts";
import { fromLatin1, fromUtf8, latin1, utf8 } from "#kit/bytes.ts";
import { PortPool } from "#media/engine/portPool.ts";
import { edited } from "#sip/message/edit.ts";
import type { SipRequest } from "#sip/message/message.ts";
import { respond } from "#sip/message/response.ts";
import { simWorld } from "#world/sim/simWorld.ts";

const here = "192.0.2.1";
const sdp = (host: string, port = 4000): string =>
  [
    "v=0",
    `o=- 1 1 IN IP4 ${host}`,
    "s=-",
    `c=IN IP4 ${host}`,
    "t=0 0",
    `m=audio ${port} RTP/AVP 0`,
    "",
  ].join("\r\n");

const says = (method: string, text = sdp("10.0.0.5"), type = "application/sdp"): SipRequest =>
  edited(invite([], { method }), [{ edit: "body", body: latin1(text), contentType: type }]);

const messages: readonly (readonly [what: string, message: SipRequest, reads: boolean])[] = [
  ...["INVITE", "ACK", "PRACK", "UPDATE"].map((method) => [method, says(method), true] as const),
  ...["INFO", "MESSAGE", "NOTIFY", "BYE"].map((method) => [method, says(method), false] as const),
  ["a type in capitals", says("INVITE", "v=0", "Application/SDP"), true],
  ["a type with a parameter", says("INVITE", "v=0", "application/sdp; charset=utf-8"), true],
  ["multipart", says("INVITE", "v=0", "multipart/mixed;boundary=x"), false],
  ["another type that begins so", says("INVITE", "v=0", "application/sdp-ng"), false],
  [
    "packed",
    edited(says("INVITE"), [{ edit: "append", line: { name: "Content-Encoding", text: "gzip" } }]),
    false,
  ],
  ["nothing", says("INVITE", ""), false],
];
for (const [what, message, reads] of messages)
  test(`${what}: ${reads ? "agrees on media" : "is for its ends alone"}`, () =>
    assert.equal(sdpIn(message) !== undefined, reads));

/** Six pairs of ports: three calls. */
async function desk() {
  const sim = simWorld();
  const { network, clock, log } = sim.host(here);
  const pool = new PortPool({ network, clock, ports: [30_000, 30_011], host: here, ahead: 16 });
  await sim.settles();
  const all = relays({ pool, clock, log, family: 4, isOurs: (host) => host === here, most: 3 });
  const near = { flow: flowTo("203.0.113.9"), from: "near", shownTo: () => here } as const;
  const way = { flow: flowTo("198.51.100.7"), own: { host: here, port: 5060 } };
  let ids = 0;
  const begins = (request: SipRequest) =>
    beginning(
      { ...near, request, wants: () => true, mayOpen: () => true, newId: () => `r${++ids}` },
      all,
    );
  const close = (): void => {
    all.close();
    pool.close();
    assert.deepEqual(sim.leftovers(), []);
  };
  return { sim, all, near, way, begins, close };
}
type Desk = Awaited<ReturnType<typeof desk>>;

const target = {
  uri: "sip:ben@10.0.1.5",
  route: [],
  of: "user/ben",
  destination: { to: "hops", hops: [] },
} as const;
const portIn = (body: Uint8Array): number => Number(/m=audio (\d+)/.exec(fromUtf8(body))?.[1]);
const hostIn = (body: Uint8Array): string | undefined => /c=IN IP4 (\S+)/.exec(fromUtf8(body))?.[1];

test("each branch is offered ports of its own, and its answer leads the caller to them; who loses gives them back", async () => {
  const { all, way, begins, close } = await desk();
  const request = says("INVITE");
  const carriage = begins(request);
  assert.deepEqual([carriage.begins(0, target), carriage.begins(1, target)], [true, true]);
  const offers = [0, 1].map((branch) => carriage.sent(branch, request, way).body);
  assert.deepEqual(offers.map(hostIn), [here, here]);
  assert.notEqual(portIn(offers[0] as Uint8Array), portIn(offers[1] as Uint8Array));
  assert.notEqual(carriage.relayOf(0), carriage.relayOf(1));
  const answers = [0, 1].map((branch) => {
    const answer = respond(request, branch === 0 ? 183 : 200, { toTag: `t${branch}` });
    const body = utf8(sdp("10.0.1.5"));
    return carriage.heard(
      branch,
      edited(answer, [{ edit: "body", body, contentType: "application/sdp" }]),
      way,
    ).body;
  });
  const ports = [...offers, ...answers].map(portIn);
  assert.equal(new Set(ports).size, 4, ports.join());
  carriage.heard(0, respond(request, 487, { toTag: "t0" }), way);
  assert.equal(all.size, 1);
  carriage.failed(1);
  assert.equal(all.size, 0);
  close();
});

test("no ports are left for a branch: it is not begun, and holds nothing", async () => {
  const { all, begins, close } = await desk();
  const carriage = begins(says("INVITE"));
  const began = [0, 1, 2, 3].map((branch) => carriage.begins(branch, target));
  assert.deepEqual(began, [true, true, true, false]);
  assert.deepEqual([all.size, all.counts.relaysFull], [3, 1]);
  close();
});

test("what cannot be read or carried goes on as it is, and no relay is held for it", async () => {
  const { all, way, begins, close } = await desk();
  const browser = `${sdp("10.0.0.5")}a=fingerprint:sha-256 AA\r\n`;
  for (const text of [
    "nonsense",
    "v=0\r\n",
    browser,
    sdp("10.0.0.5", 0),
    "\u0000\u00ff".repeat(999),
  ]) {
    const request = says("INVITE", text);
    const carriage = begins(request);
    assert.ok(carriage.begins(0, target));
    assert.equal(carriage.relayOf(0), undefined);
    assert.equal(fromLatin1(carriage.sent(0, request, way).body), text);
    assert.equal(all.size, 0);
  }
  close();
});

function within({ all, near }: Desk, method: string, text?: string) {
  const request = text === undefined ? invite([], { method, toTag: "a" }) : says(method, text);
  return [request, continuing({ ...near, request }, all, all.open("r"))] as const;
}

test("within a dialog: the same ports for the same line, more for a line that is added, refused where none are left", async () => {
  const town = await desk();
  const { way, close } = town;
  const [first, carriage] = within(town, "INVITE", sdp("10.0.0.5"));
  assert.ok(carriage.begins(0, target));
  const port = portIn(carriage.sent(0, first, way).body);
  const two = `${sdp("10.0.0.5")}m=video 4002 RTP/AVP 96\r\n`;
  const [update, again] = within(town, "UPDATE", two);
  assert.ok(again.begins(0, target));
  const text = fromUtf8(again.sent(0, update, way).body);
  assert.equal(portIn(utf8(text)), port);
  assert.match(text, /m=video 30\d\d\d /);
  const [, more] = within(
    town,
    "INVITE",
    `${two}m=video 4004 RTP/AVP 96\r\nm=video 4006 RTP/AVP 96\r\n`,
  );
  assert.equal(more.begins(0, target), false);
  close();
});

test("an answer carries only the lines that the offer had carried", async () => {
  const town = await desk();
  const { way, close } = town;
  const [request, carriage] = within(town, "INVITE", "v=0\r\nunreadable");
  assert.ok(carriage.begins(0, target));
  const answer = edited(respond(request, 200, { toTag: "t" }), [
    { edit: "body", body: utf8(sdp("10.0.1.5")), contentType: "application/sdp" },
  ]);
  assert.equal(hostIn(carriage.heard(0, answer, way).body), "10.0.1.5");
  close();
});

test("a request that finds no call at the other end opens no relay again", async () => {
  const town = await desk();
  const [request, carriage] = within(town, "INVITE", sdp("10.0.0.5"));
  assert.ok(carriage.begins(0, target));
  carriage.heard(0, respond(request, 488, { toTag: "t" }), town.way);
  assert.equal(town.all.size, 1, "a refused change changes nothing");
  carriage.heard(0, respond(request, 481, { toTag: "t" }), town.way);
  assert.equal(town.all.size, 0);
  town.close();
});

for (const [status, isOver] of [
  [200, true],
  [481, true],
  [408, true],
  [401, false],
  [503, false],
  [100, false],
] as const)
  test(`a BYE that is answered ${status} ${isOver ? "ends the relay" : "ends nothing"}`, async () => {
    const town = await desk();
    const [request, carriage] = within(town, "BYE");
    assert.ok(carriage.begins(0, target));
    carriage.heard(0, respond(request, status, { toTag: "t" }), town.way);
    assert.equal(town.all.size, isOver ? 0 : 1);
    town.close();
  });
