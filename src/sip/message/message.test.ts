import assert from "node:assert/strict";
import { test } from "node:test";
import { fromUtf8, utf8 } from "#kit/bytes.ts";
import { Contact } from "#sip/headers/contact.ts";
import { CSeq } from "#sip/headers/cseq.ts";
import { From } from "#sip/headers/from.ts";
import { To } from "#sip/headers/to.ts";
import { Via } from "#sip/headers/via.ts";
import { ackForRefusal } from "#sip/message/ack.ts";
import { cancelFor } from "#sip/message/cancel.ts";
import { edited } from "#sip/message/edit.ts";
import { makeRequest } from "#sip/message/make.ts";
import { type Edit, header, messageLabel, type SipRequest } from "#sip/message/message.ts";
import { parseMessage } from "#sip/message/parse.ts";
import { respond } from "#sip/message/response.ts";

const lines = (...all: string[]): string => all.join("\r\n");

const inviteText = lines(
  "INVITE sip:bob@biloxi.example SIP/2.0",
  "Via: SIP/2.0/UDP a.example;branch=z9hG4bKtop, SIP/2.0/TCP b.example:5070;branch=z9hG4bKlow",
  "v: SIP/2.0/TLS [2001:db8::1];branch=z9hG4bKlast",
  "Max-Forwards: 70",
  'f: "Alice \\"A\\"" <sip:alice@atlanta.example>;tag=1928',
  "t:Bob <sip:bob@biloxi.example>",
  "CALL-ID : a84b@pc33",
  "CSeq: 314159",
  "  INVITE",
  "X-Odd:  \t kept  as\u00e9 it is  ",
  "Route: <sip:p1;lr>",
  "m: <sip:alice@pc33.atlanta.example>",
  "l: 4",
  "",
  "body",
);

function request(text: string | Uint8Array): SipRequest {
  const message = parseMessage(typeof text === "string" ? utf8(text) : text);
  assert(message.ok && message.value.kind === "request");
  return message.value;
}
const invite = request(inviteText);
const value = <T>(result: { ok: true; value: T } | { ok: false; problem: object }): T => {
  assert(result.ok, JSON.stringify(result));
  return result.value;
};

test("a request line, its headers and its body are found", () => {
  assert.equal(invite.method, "INVITE");
  assert.equal(value(invite.uri).host, "biloxi.example");
  assert.equal(fromUtf8(invite.body), "body");
  assert.equal(invite.flaw, undefined);
});

test("compact names, any case and blanks before the colon are the same header", () => {
  assert.deepEqual(invite.lines("call-id"), ["a84b@pc33"]);
  assert.deepEqual(invite.lines("i"), ["a84b@pc33"]);
  assert.equal(value(invite.get(From))?.params.get("tag"), "1928");
  assert.equal(value(invite.get(From))?.display, 'Alice "A"');
});

test("a folded line is one value", () => {
  assert.deepEqual(value(invite.get(CSeq)), { number: 314159, method: "INVITE" });
});

test("a list header is one list over all of its lines", () => {
  const hops = value(invite.get(Via)) ?? [];
  assert.deepEqual(
    hops.map(({ transport, host }) => `${transport} ${host}`),
    ["UDP a.example", "TCP b.example", "TLS 2001:db8::1"],
  );
});

test("an unknown header keeps its name, and its text without outer blanks", () => {
  assert.deepEqual(invite.lines("x-odd"), ["kept  asé it is"]);
  assert.equal(invite.headers.find(({ name }) => name === "X-Odd")?.text, "kept  asé it is");
});

test("an absent header is no problem, a malformed one is its reader's problem alone", () => {
  const odd = request(inviteText.replace("m: <sip:alice@pc33.atlanta.example>", "m: <nothing"));
  assert.equal(odd.get(Contact).ok, false);
  assert.equal(odd.get(To).ok, true);
  assert.deepEqual(makeRequest({ method: "OPTIONS", uri: "sip:a", headers: [] }).get(To), {
    ok: true,
    value: undefined,
  });
});

test("bytes that are no UTF-8 do not shift what stands behind them", () => {
  const bytes = utf8(inviteText.replace("\u00e9", "??")).map((byte) => (byte === 63 ? 0xff : byte));
  const odd = request(bytes);
  assert.deepEqual(odd.lines("Route"), ["<sip:p1;lr>"]);
  assert.deepEqual(odd.lines("X-Odd"), ["kept  as\ufffd\ufffd it is"]);
});

const after = (...edits: readonly Edit[]): string => fromUtf8(edited(invite, edits).bytes);
const replaced = (from: string, to: string): string => inviteText.replace(from, to);

test("no edit, no changed byte", () => assert.equal(after(), inviteText));

test("replaceFirst and removeFirst touch the first value alone", () => {
  const first = "Via: SIP/2.0/UDP a.example;branch=z9hG4bKtop, SIP/2.0/TCP";
  assert.equal(after({ edit: "removeFirst", name: "Via" }), replaced(first, "Via: SIP/2.0/TCP"));
  assert.equal(
    after({ edit: "replaceFirst", line: { name: "Via", text: "mine" } }),
    replaced(first, "Via: mine\r\nVia: SIP/2.0/TCP"),
  );
});

test("all edits of one call are applied together, each in its place", () => {
  const text = after(
    { edit: "uri", uri: "sip:bob@192.0.2.4" },
    { edit: "prepend", line: { name: "Via", text: "SIP/2.0/UDP c.example;branch=z9hG4bKnew" } },
    { edit: "set", line: { name: "Max-Forwards", text: "69" } },
    { edit: "remove", name: "Route" },
    { edit: "append", line: { name: "X-New", text: "1" } },
    { edit: "prepend", line: { name: "Record-Route", text: "<sip:me;lr>" } },
  );
  const expected = replaced(
    "INVITE sip:bob@biloxi.example SIP/2.0\r\n",
    lines(
      "INVITE sip:bob@192.0.2.4 SIP/2.0",
      "Via: SIP/2.0/UDP c.example;branch=z9hG4bKnew",
      "Record-Route: <sip:me;lr>",
      "",
    ),
  )
    .replace("Max-Forwards: 70", "Max-Forwards: 69")
    .replace("Route: <sip:p1;lr>\r\n", "")
    .replace("l: 4\r\n", "l: 4\r\nX-New: 1\r\n");
  assert.equal(text, expected);
});

test("a new body brings its own length and type", () => {
  const changed = edited(invite, [
    { edit: "body", body: utf8("v=0\r\n"), contentType: "application/sdp" },
  ]);
  assert.deepEqual(changed.lines("Content-Length"), ["5"]);
  assert.deepEqual(changed.lines("Content-Type"), ["application/sdp"]);
  assert.equal(fromUtf8(changed.body), "v=0\r\n");
});

test("a line end in a value makes no line of its own", () => {
  const sly = edited(invite, [
    { edit: "set", line: { name: "Subject", text: "a\r\nRoute: <sip:evil>" } },
  ]);
  assert.deepEqual(sly.lines("Subject"), ["a Route: <sip:evil>"]);
});

test("§8.2.6 a response copies what it must, byte for byte, and adds a tag to To", () => {
  const ringing = respond(invite, 180, {
    toTag: "a6c8",
    headers: [header(Contact, [{ uri: "sip:me@here", params: new Map() }])],
  });
  assert.equal(
    fromUtf8(ringing.bytes),
    lines(
      "SIP/2.0 180 Ringing",
      ...inviteText.split("\r\n").slice(1, 3),
      'f: "Alice \\"A\\"" <sip:alice@atlanta.example>;tag=1928',
      "t:Bob <sip:bob@biloxi.example>;tag=a6c8",
      "CALL-ID : a84b@pc33",
      "CSeq: 314159",
      "  INVITE",
      "Contact: <sip:me@here>",
      "Content-Length: 0",
      "",
      "",
    ),
  );
  assert.equal(value(respond(invite, 100, { toTag: "a6c8" }).get(To))?.params.has("tag"), false);
});

test("§17.1.1.3 the ACK of a refusal belongs to the INVITE's transaction", () => {
  const ack = ackForRefusal(invite, respond(invite, 486, { toTag: "a6c8" }));
  assert.equal(messageLabel(ack), "ACK");
  assert.equal(ack.uriText, invite.uriText);
  assert.deepEqual(value(ack.get(CSeq)), { number: 314159, method: "ACK" });
  assert.equal(value(ack.get(To))?.params.get("tag"), "a6c8");
  assert.deepEqual(ack.lines("Route"), ["<sip:p1;lr>"]);
});

test("§9.1 a CANCEL names the INVITE it means, and may say why", () => {
  const own = edited(invite, [
    { edit: "set", line: { name: "Via", text: "SIP/2.0/UDP a;branch=z9hG4bKx" } },
  ]);
  const cancel = cancelFor(own, [{ name: "Reason", text: "SIP;cause=200" }]);
  assert.equal(cancel.method, "CANCEL");
  assert.deepEqual(cancel.lines("Via"), own.lines("Via"));
  assert.deepEqual(cancel.lines("From"), own.lines("From"));
  assert.deepEqual(value(cancel.get(CSeq)), { number: 314159, method: "CANCEL" });
  assert.deepEqual(cancel.lines("Reason"), ["SIP;cause=200"]);
});
