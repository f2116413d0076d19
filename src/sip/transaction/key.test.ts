import assert from "node:assert/strict";
import { test } from "node:test";
import { utf8 } from "#kit/bytes.ts";
import { ackForRefusal } from "#sip/message/ack.ts";
import { cancelFor } from "#sip/message/cancel.ts";
import { edited } from "#sip/message/edit.ts";
import type { SipRequest } from "#sip/message/message.ts";
import { parseMessage } from "#sip/message/parse.ts";
import { respond } from "#sip/message/response.ts";
import { cancelledKey, clientKey, clientKeyOf, serverKey } from "#sip/transaction/key.ts";

function invite(via = "SIP/2.0/UDP a.example:5062;branch=z9hG4bKone"): SipRequest {
  const text = `INVITE sip:b@b.example SIP/2.0\r\nVia: ${via}\r\nFrom: <sip:a@a>;tag=1\r\nTo: <sip:b@b>\r\nCall-ID: c\r\nCSeq: 7 INVITE\r\n\r\n`;
  const message = parseMessage(utf8(text));
  assert(message.ok && message.value.kind === "request");
  return message.value;
}
const set = (request: SipRequest, name: string, text: string): SipRequest =>
  edited(request, [{ edit: "set", line: { name, text } }]);

test("an INVITE, its copies, the ACK of its refusal and its CANCEL meet", () => {
  const one = invite();
  const refused = respond(one, 486, { toTag: "t" });
  assert.equal(serverKey(ackForRefusal(one, refused)), serverKey(one));
  assert.equal(cancelledKey(cancelFor(one)), serverKey(one));
  assert.notEqual(serverKey(cancelFor(one)), serverKey(one));
});

test("the same branch from another sender is another transaction", () =>
  assert.notEqual(
    serverKey(invite()),
    serverKey(invite("SIP/2.0/UDP a.example:5064;branch=z9hG4bKone")),
  ));

test("the port of a sent-by is 5060 when it is not written", () =>
  assert.equal(
    serverKey(invite("SIP/2.0/UDP a.example;branch=z9hG4bKone")),
    serverKey(invite("SIP/2.0/UDP a.example:5060;branch=z9hG4bKone")),
  ));

for (const [what, via] of [
  ["without a branch", "SIP/2.0/UDP a.example"],
  ["with a branch of before RFC 3261", "SIP/2.0/UDP a.example;branch=1"],
  ["with nothing behind the cookie", "SIP/2.0/UDP a.example;branch=z9hG4bK"],
] as const)
  test(`§17.2.3 an INVITE ${what} is matched by what RFC 2543 gives`, () => {
    const one = invite(via);
    assert.equal(serverKey(invite(via)), serverKey(one));
    assert.equal(serverKey(ackForRefusal(one, respond(one, 486, { toTag: "t" }))), serverKey(one));
    assert.equal(cancelledKey(cancelFor(one)), serverKey(one));
    for (const other of [
      set(one, "CSeq", "8 INVITE"),
      set(one, "Call-ID", "d"),
      set(one, "From", "<sip:a@a>;tag=2"),
      edited(one, [{ edit: "uri", uri: "sip:c@b.example" }]),
      invite("SIP/2.0/UDP b.example;branch=1"),
    ])
      assert.notEqual(serverKey(other), serverKey(one));
  });

test("a response finds its request by our branch and the method of CSeq", () => {
  const one = invite();
  assert.equal(clientKey(respond(one, 180)), clientKeyOf("z9hG4bKone", "INVITE"));
  assert.equal(clientKey(respond(cancelFor(one), 200)), clientKeyOf("z9hG4bKone", "CANCEL"));
});
