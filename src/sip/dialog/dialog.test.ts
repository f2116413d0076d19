import assert from "node:assert/strict";
import { test } from "node:test";
import {
  ackOf,
  admit,
  calledDialog,
  callerDialog,
  confirmed,
  type Dialog,
  nextRequest,
  type Outline,
  refreshTarget,
} from "#sip/dialog/dialog.ts";
import { dialogIdOf, dialogKey } from "#sip/dialog/dialogId.ts";
import { routed } from "#sip/dialog/routeSet.ts";
import { makeRequest, makeResponse } from "#sip/message/make.ts";
import type { HeaderLine, SipRequest, SipResponse } from "#sip/message/message.ts";

const line = (name: string, text: string): HeaderLine => ({ name, text });

function request(method: string, number: number, ...more: readonly HeaderLine[]): SipRequest {
  return makeRequest({
    method,
    uri: "sip:ada@home.example",
    headers: [
      line("Via", "SIP/2.0/UDP carrier.example;branch=z9hG4bKx"),
      line("From", '"Bea" <sip:bea@carrier.example>;tag=b'),
      line("To", "<sip:ada@home.example>"),
      line("Call-ID", "c@x"),
      line("CSeq", `${number} ${method}`),
      ...more,
    ],
  });
}

function response(status: number, ...more: readonly HeaderLine[]): SipResponse {
  return makeResponse({
    status,
    headers: [
      line("Via", "SIP/2.0/UDP home.example;branch=z9hG4bKy"),
      line("From", "<sip:ada@home.example>;tag=a"),
      line("To", "<sip:bea@carrier.example>;tag=b"),
      line("Call-ID", "c@x"),
      line("CSeq", "7 INVITE"),
      ...more,
    ],
  });
}

const root = {
  callId: "c@x",
  localTag: "a",
  localParty: "<sip:ada@home.example>;tag=a",
  seq: 7,
  uri: "sip:bea@carrier.example",
};

const contact = line("Contact", "<sip:bea@192.0.2.7:5070>");
const called = (...more: readonly HeaderLine[]): Dialog => {
  const made = calledDialog(request("INVITE", 3, ...more), "a");
  if (!made.ok) throw new Error(made.problem.code);
  return made.value;
};

const lines = (outline: Outline, name: string): readonly string[] =>
  outline.headers.filter((one) => one.name === name).map(({ text }) => text);

test("§12.1.2 the caller's dialog has the response's tag, its Contact, and its proxies turned round", () => {
  const routes = line("Record-Route", "<sip:far.example;lr>, <sip:near.example;lr>");
  const dialog = callerDialog(root, response(180, contact, routes));
  assert.equal(dialog.phase, "early");
  assert.equal(dialog.remoteTag, "b");
  assert.equal(dialog.remoteTarget, "sip:bea@192.0.2.7:5070");
  assert.deepEqual(dialog.routeSet, ["sip:near.example;lr", "sip:far.example;lr"]);
});

test("a 180 without a Contact makes a dialog all the same, towards whom we called", () => {
  assert.equal(callerDialog(root, response(180)).remoteTarget, "sip:bea@carrier.example");
});

test("§13.2.2.4 the 200 decides proxies and target anew, and our count goes on", () => {
  const early = nextRequest(
    callerDialog(root, response(180, line("Record-Route", "<sip:old.example;lr>"))),
    "PRACK",
  )[0];
  const dialog = confirmed(early, root, response(200, contact));
  assert.deepEqual(
    [dialog.phase, dialog.routeSet, dialog.remoteTarget, dialog.localSeq],
    ["confirmed", [], "sip:bea@192.0.2.7:5070", 8],
  );
});

test("§12.1.1 the called side's dialog has its own tag in its From, and the proxies in their order", () => {
  const routes = line("Record-Route", "<sip:near.example;lr>, <sip:far.example;lr>");
  const [dialog, bye] = nextRequest(called(contact, routes), "BYE");
  assert.deepEqual(lines(bye, "From"), ["<sip:ada@home.example>;tag=a"]);
  assert.deepEqual(lines(bye, "To"), ['"Bea" <sip:bea@carrier.example>;tag=b']);
  assert.deepEqual(lines(bye, "Route"), ["<sip:near.example;lr>", "<sip:far.example;lr>"]);
  assert.equal(bye.uri, "sip:bea@192.0.2.7:5070");
  assert.equal(bye.nextHop, "sip:near.example;lr");
  assert.equal(dialog.localSeq, 1);
});

test("RFC 2543: an INVITE without a Contact came from where its From says", () => {
  const made = calledDialog(request("INVITE", 3), "a");
  assert.match(made.ok ? made.value.remoteTarget : "", /^sip:bea@/);
});

const routes: readonly [what: string, target: string, set: string[], expected: object][] = [
  [
    "no proxies: to the target itself",
    "sip:t@h",
    [],
    { uri: "sip:t@h", route: [], nextHop: "sip:t@h" },
  ],
  [
    "a loose proxy: the target stays in the Request-URI",
    "sip:t@h",
    ["sip:p;lr"],
    { uri: "sip:t@h", route: ["<sip:p;lr>"], nextHop: "sip:p;lr" },
  ],
  [
    "a strict proxy: itself in the Request-URI, the target last in Route",
    "sip:t@h",
    ["sip:p", "sip:q;lr"],
    { uri: "sip:p", route: ["<sip:q;lr>", "<sip:t@h>"], nextHop: "sip:p" },
  ],
  [
    "§19.1.5: headers in somebody's Contact steer nothing",
    "sip:t@h?Route=%3Csip:evil%3E",
    [],
    { uri: "sip:t@h", route: [], nextHop: "sip:t@h" },
  ],
];
for (const [what, target, set, expected] of routes)
  test(`§12.2.1.1 ${what}`, () => {
    const { uri, route, nextHop } = routed(target, set);
    assert.deepEqual({ uri, route: route.map(({ text }) => text), nextHop }, expected);
  });

test("§13.2.2.4 an ACK has its INVITE's number and leaves the count alone", () => {
  const dialog = callerDialog(root, response(200, contact));
  assert.deepEqual(lines(ackOf(dialog, 7), "CSeq"), ["7 ACK"]);
  assert.deepEqual(lines(nextRequest(dialog, "BYE")[1], "CSeq"), ["8 BYE"]);
});

const admissions: readonly [what: string, method: string, number: number, expected: string][] = [
  ["the next number is admitted", "INFO", 4, "4"],
  ["a gap is no error", "INFO", 40, "40"],
  ["a lower number is out of order", "INFO", 2, "sip.outOfOrder"],
  ["the same number again is out of order", "BYE", 3, "sip.outOfOrder"],
  ["an ACK has its INVITE's number and is not counted", "ACK", 3, "3"],
];
for (const [what, method, number, expected] of admissions)
  test(`§12.2.2 ${what}`, () => {
    const admitted = admit(called(contact), request(method, number));
    assert.equal(admitted.ok ? String(admitted.value.remoteSeq) : admitted.problem.code, expected);
  });

test("§12.2.2 a re-INVITE or UPDATE moves the target, an INFO does not", () => {
  const moved = line("Contact", "<sip:bea@192.0.2.99>");
  const target = (method: string): string =>
    refreshTarget(called(contact), request(method, 4, moved), method).remoteTarget;
  assert.equal(target("INVITE"), "sip:bea@192.0.2.99");
  assert.equal(target("UPDATE"), "sip:bea@192.0.2.99");
  assert.equal(target("INFO"), "sip:bea@192.0.2.7:5070");
});

test("a request and a response of the same dialog have the same key", () => {
  const bye = makeRequest({
    method: "BYE",
    uri: "sip:ada@home.example",
    headers: [
      line("From", "<sip:bea@carrier.example>;tag=b"),
      line("To", "<sip:ada@home.example>;tag=a"),
      line("Call-ID", "c@x"),
      line("CSeq", "1 BYE"),
    ],
  });
  assert.equal(dialogKey(dialogIdOf(bye)), dialogKey(dialogIdOf(response(200))));
});
