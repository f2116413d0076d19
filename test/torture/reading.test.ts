import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Contact } from "#sip/headers/contact.ts";
import { CSeq } from "#sip/headers/cseq.ts";
import { From } from "#sip/headers/from.ts";
import { MaxForwards } from "#sip/headers/maxForwards.ts";
import { To } from "#sip/headers/to.ts";
import { Via } from "#sip/headers/via.ts";
import { readable, type SipMessage, type SipRequest } from "#sip/message/message.ts";
import { parseMessage } from "#sip/message/parse.ts";
import { parseUri } from "#sip/message/uri.ts";

function message(file: string): SipMessage {
  const read = parseMessage(readFileSync(`test/torture/rfc4475/${file}.dat`));
  assert.ok(read.ok);
  return read.value;
}
function request(file: string): SipRequest {
  const found = message(file);
  assert.ok(found.kind === "request");
  return found;
}
const userOf = (uri = ""): string | undefined => {
  const parsed = parseUri(uri);
  return parsed.ok ? parsed.value.user : undefined;
};

test("leading zeros, folds and odd cases change no value", () => {
  const invite = request("wsinv");
  assert.equal(readable(invite, MaxForwards), 68);
  assert.deepEqual(readable(invite, CSeq), { number: 9, method: "INVITE" });
  assert.equal(readable(invite, Via)?.length, 3);
  assert.equal(invite.flaw, undefined);
});

test("escapes are undone once, never twice", () => {
  const invite = request("esc01");
  assert.ok(invite.uri.ok);
  assert.equal(invite.uri.value.user, "sips:user@example.com");
  assert.equal(userOf(readable(invite, To)?.uri), "user");
  assert.equal(userOf(readable(invite, From)?.uri), "I have spaces");
});

test("an escaped NUL ends nothing: two contacts stay two", () => {
  const contacts = readable(request("escnull"), Contact);
  assert.ok(contacts && contacts !== "*");
  const users = contacts.map(({ uri }) => userOf(uri));
  assert.deepEqual(users, ["\0", "\0\0"]);
});

test("a method is as it is written, per cent and all", () =>
  assert.equal(request("esc02").method, "RE%47IST%45R"));

test("thirty-four Vias are thirty-four", () =>
  assert.equal(readable(request("longreq"), Via)?.length, 34));

test("what stands behind the body is no part of the message", () => {
  const register = request("dblreq");
  assert.equal(register.method, "REGISTER");
  assert.equal(register.body.length, 0);
  assert.ok(!new TextDecoder().decode(register.bytes).includes("INVITE"));
});

test("a semicolon in the user part is the user's", () => {
  const { uri } = request("semiuri");
  assert.ok(uri.ok);
  assert.equal(uri.value.user, "user;par=u@example.net");
});

test("a binary body is passed on bit by bit", () => {
  const bytes = readFileSync("test/torture/rfc4475/mpart01.dat");
  const { body } = request("mpart01");
  assert.equal(body.length, 553);
  assert.ok(bytes.subarray(bytes.length - 553).equals(body));
});

test("a parameter behind a bare address is the contact's, within < > the URI's", () => {
  const [outside, inside] = ["cparam01", "cparam02"].map((file) => {
    const contacts = readable(request(file), Contact);
    assert.ok(contacts && contacts !== "*");
    return contacts[0];
  });
  assert.equal(outside?.uri, "sip:+19725552222@gw1.example.net");
  assert.ok(outside?.params.has("unknownparam"));
  assert.equal(inside?.uri, "sip:+19725552222@gw1.example.net;unknownparam");
});

test("a reason may be anything in UTF-8, or nothing", () => {
  const [some, none] = [message("unreason"), message("noreason")];
  assert.ok(some.kind === "response" && none.kind === "response");
  assert.match(some.reason, /простое/);
  assert.equal(none.reason, "");
});
