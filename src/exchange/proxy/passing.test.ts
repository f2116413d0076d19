import assert from "node:assert/strict";
import { test } from "node:test";
import { notAdmitted } from "#exchange/proxy/admission.ts";
import { makeToken, readToken, type TokenFacts } from "#exchange/proxy/flowToken.ts";
import { inDialogTarget } from "#exchange/proxy/inDialog.ts";
import { loopMark } from "#exchange/proxy/loopMark.ts";
import { withoutOwnCredentials } from "#exchange/proxy/ownCredentials.ts";
import { recordRoutes, type Side } from "#exchange/proxy/recordRoute.ts";
import { preprocessed } from "#exchange/proxy/routes.ts";
import { flowTo, invite } from "#exchange/proxy/sample.ts";
import { forwarded } from "#exchange/proxy/surgery.ts";
import { targetsOf, withinBreadth } from "#exchange/proxy/targets.ts";
import { fromUtf8 } from "#kit/bytes.ts";
import { wallTime } from "#kit/time.ts";
import type { SipRequest } from "#sip/message/message.ts";
import type { Binding } from "#sip/registrar/binding.ts";
import type { Flow } from "#sip/transport/flow.ts";
import { nodeCrypto } from "#world/node/nodeCrypto.ts";

const key = nodeCrypto.hmacKey(new Uint8Array(32));
const facts: TokenFacts = { crypto: nodeCrypto, key, run: "first" };
const callId = "one@203.0.113.9";
const stream = flowTo("203.0.113.9", { protocol: "TLS", connection: "c7" });

test("a flow token is read in its own call and run alone, and only as it was written", () => {
  const token = makeToken({ flow: stream }, callId, facts);
  assert.deepEqual(readToken(token, callId, facts), { flow: stream });
  assert.equal(readToken(token, "another", facts), undefined);
  assert.equal(readToken(token, callId, { ...facts, run: "second" }), undefined);
  assert.equal(
    readToken(
      token.replace(/.$/, (c) => (c === "A" ? "B" : "A")),
      callId,
      facts,
    ),
    undefined,
  );
  for (const forged of ["", "rw..", "ada", `rw.${"A".repeat(16)}.${"A".repeat(16)}`])
    assert.equal(readToken(forged, callId, facts), undefined);
  assert.equal(readToken(token.replace(/^rw/, "rd"), callId, facts), undefined, "no node said so");
  const datagram = makeToken({ flow: flowTo("203.0.113.9") }, callId, facts);
  assert.ok(readToken(datagram, callId, { ...facts, run: "second" })); // its way outlives us
});

test("a token says whose sound we carry and where to, and nobody else can say so", () => {
  for (const towards of ["near", "far"] as const) {
    const marked = { flow: flowTo("203.0.113.9"), relay: { relay: "r1", towards } };
    assert.deepEqual(readToken(makeToken(marked, callId, facts), callId, facts), marked);
    assert.equal(readToken(makeToken(marked, callId, facts), "another", facts), undefined);
  }
});

test("who may go on: hops, loops, breadth, extensions", () => {
  const judged = (request: SipRequest) => notAdmitted(request, loopMark(request, key))?.status;
  assert.equal(judged(invite()), undefined);
  assert.equal(judged(invite([{ name: "Max-Forwards", text: "0" }])), 483);
  assert.equal(judged(invite([{ name: "Max-Breadth", text: "0" }])), 440);
  assert.equal(judged(invite([{ name: "Proxy-Require", text: "teleport" }])), 420);
  const mark = loopMark(invite(), key);
  const ours = { name: "Via", text: `SIP/2.0/UDP 192.0.2.1;branch=z9hG4bKx.${mark}` };
  assert.equal(judged(invite([ours])), 482);
  assert.equal(judged(invite([ours], { uri: "sip:ben@maple.example" })), undefined); // a spiral
});

const isOwn = ({ host }: { readonly host: string }): boolean => host === "192.0.2.1";
const routeFacts = { isOwn, token: (user: string) => readToken(user, callId, facts) };
const own = (flow: Flow): string => `<sip:${makeToken({ flow }, callId, facts)}@192.0.2.1:5060;lr>`;
const route = (text: string) => ({ name: "Route", text });

test("our own Routes are taken off, both of them; the last says where it goes", () => {
  const request = invite([
    route(`${own(flowTo("198.51.100.7"))}, ${own(stream)}`),
    route("<sip:far.example;lr>"),
  ]);
  const routed = preprocessed(request, routeFacts);
  assert.deepEqual(routed.token, { flow: stream });
  assert.deepEqual(routed.request.lines("Route"), ["<sip:far.example;lr>"]);
});

test("a Route to us that we did not write is no token, and a foreign one stays", () => {
  const forged = preprocessed(
    invite([route("<sip:rw.AAAA.AAAAAAAAAAAAAAAA@192.0.2.1;lr>")]),
    routeFacts,
  );
  assert.deepEqual([forged.token, forged.request.lines("Route")], [undefined, []]);
  const foreign = preprocessed(invite([route("<sip:far.example;lr>")]), routeFacts);
  assert.deepEqual(foreign.request.lines("Route"), ["<sip:far.example;lr>"]);
});

test("a strict router's rewriting is undone (RFC 3261 §16.4)", () => {
  const uri = own(stream).slice(1, -1);
  const routed = preprocessed(invite([route("<sip:bob@203.0.113.9>")], { uri }), routeFacts);
  assert.equal(routed.request.uriText, "sip:bob@203.0.113.9");
  assert.deepEqual(routed.request.lines("Route"), []);
  assert.deepEqual(routed.token, { flow: stream });
});

const side = (flow: Flow): Side => ({ flow, own: flow.local });

test("a Record-Route for each side, with its transport and the flow that leads to it (RFC 5658)", () => {
  const lines = recordRoutes(side(flowTo("203.0.113.9")), side(stream), callId, facts);
  const [down, up] = lines.map(({ text }) => text);
  assert.match(down ?? "", /^<sip:rw\..*@192\.0\.2\.1:5060;transport=tls;lr>$/); // nearer to the called: on top
  assert.match(up ?? "", /^<sip:rw\..*@192\.0\.2\.1:5060;lr>$/);
});

test("within a dialog nothing goes to another host than the one it was set up with", () => {
  const to = (uri: string, flow: Flow) => inDialogTarget(invite([], { uri, toTag: "a" }), flow);
  const udp = flowTo("198.51.100.7");
  assert.deepEqual(to("sip:ada@192.0.2.99", udp).destination, { to: "flow", flow: udp });
  const near = to("sip:ada@198.51.100.7:5070", udp).destination;
  assert.equal(near.to === "uri" && near.uri.port, 5070);
  const back = to("sip:bob@203.0.113.9;transport=tls", stream);
  assert.deepEqual(back.destination, { to: "flow", flow: stream });
  assert.equal(back.otherwise?.destination.to, "uri");
});

test("credentials of other realms go on, ours and unreadable ones do not", () => {
  const of = (realm: string) =>
    `Digest username="ada", realm="${realm}", nonce="n", uri="sip:ben@pine.example", response="r"`;
  const left = (...lines: readonly string[]) =>
    withoutOwnCredentials(
      invite(lines.map((text) => ({ name: "Proxy-Authorization", text }))),
      "maple.example",
    ).lines("Proxy-Authorization");
  assert.deepEqual(left(), []);
  assert.deepEqual(left(of("maple.example")), []);
  assert.deepEqual(left(of("pine.example"), of("maple.example"), of("oak.example")), [
    of("pine.example"),
    of("oak.example"),
  ]);
  assert.deepEqual(left('Digest realm="pine.example", realm="maple.example"'), []);
});

test("surgery touches what it names and nothing else, byte for byte", () => {
  const strange = [
    { name: "X-Lunch", text: "soup   and\tbread" },
    { name: "Subject", text: "hello; world" },
    { name: "Max-Forwards", text: "12" },
  ];
  const before = invite(strange);
  const after = forwarded(before, {
    target: { uri: "sip:desk@198.51.100.7", route: ["sip:edge.example;lr"] },
    breadth: 60,
    recordRoutes: [{ name: "Record-Route", text: "<sip:192.0.2.1;lr>" }],
    sets: [{ name: "P-Asserted-Identity", text: "<sip:bob@pine.example>" }],
  });
  const lines = (request: SipRequest) => fromUtf8(request.bytes).split("\r\n");
  assert.deepEqual(
    lines(after).filter((line) => !lines(before).includes(line)),
    [
      "INVITE sip:desk@198.51.100.7 SIP/2.0",
      "Route: <sip:edge.example;lr>",
      "Record-Route: <sip:192.0.2.1;lr>",
      "Max-Forwards: 11",
      "Max-Breadth: 60",
      "P-Asserted-Identity: <sip:bob@pine.example>",
    ].sort((a, b) => lines(after).indexOf(a) - lines(after).indexOf(b)),
  );
  assert.deepEqual(
    lines(before).filter((line) => !lines(after).includes(line)),
    ["INVITE sip:ada@maple.example SIP/2.0", "Max-Forwards: 12"],
  );
});

test("a next hop that routes strictly gets the Request-URI it wants", () => {
  const after = forwarded(invite([route("<sip:old.example>, <sip:next.example;lr>")]), {
    target: { uri: "sip:ada@maple.example", route: [] },
    breadth: 60,
    recordRoutes: [],
    sets: [],
  });
  assert.equal(after.uriText, "sip:old.example");
  assert.deepEqual(after.lines("Route"), ["<sip:next.example;lr>, <sip:ada@maple.example>"]);
});

const binding = (contact: string, more: Partial<Binding> = {}): Binding => ({
  contact,
  path: [],
  flow: flowTo("198.51.100.7"),
  q: 1,
  expires: wallTime(1000),
  callId: "r",
  cseq: 1,
  ...more,
});

test("bindings are tried by q; of one device's flows only the youngest first", () => {
  const instance = { instanceId: "urn:uuid:1", flow: stream };
  const groups = targetsOf(
    [
      binding("sip:low@198.51.100.7", { q: 0.2 }),
      binding("sip:old@198.51.100.8", { ...instance, regId: 1, expires: wallTime(500) }),
      binding("sip:new@198.51.100.8", { ...instance, regId: 2, expires: wallTime(900) }),
      binding("sip:desk@198.51.100.7"),
    ],
    "user/ada",
  );
  assert.deepEqual(
    groups.map((group) => group.map(({ uri, otherwise }) => [uri, otherwise?.uri])),
    [
      [
        ["sip:desk@198.51.100.7", undefined],
        ["sip:new@198.51.100.8", "sip:old@198.51.100.8"],
      ],
      [["sip:low@198.51.100.7", undefined]],
    ],
  );
  assert.deepEqual(
    withinBreadth(groups, 1).map((group) => group.length),
    [1, 1, 1],
  );
});

test("a binding behind a Path goes to its first hop, with the Path as Route", () => {
  const [[found] = []] = targetsOf(
    [binding("sip:a@10.0.0.7", { path: ["sip:edge.example;lr"] })],
    "user/ada",
  );
  assert.deepEqual(found?.route, ["sip:edge.example;lr"]);
  assert.equal(found?.destination.to === "uri" && found.destination.uri.host, "edge.example");
});
