import assert from "node:assert/strict";
import { test } from "node:test";
import { concat, fromHex, hex, utf8 } from "#kit/bytes.ts";
import { nodeCrypto } from "#world/node/nodeCrypto.ts";
import { formatAddress, formatStun, readStun } from "./stunCodec.ts";
import {
  loginOf,
  readDataIndication,
  readTurnAnswer,
  sendIndication,
  turnRequest,
  wants,
} from "./turnMessage.ts";

const id = fromHex("78ad3433c6ad72c029da412e");
const challenge = { realm: utf8("example.org"), nonce: utf8("f//499k954d6OL34oL9FSTvy64sA") };

test("RFC 5769 §2.4: a request behind a name and a password, by its key", () => {
  const named = { username: "\u30de\u30c8\u30ea\u30c3\u30af\u30b9", password: "TheMatrIX" };
  const login = loginOf(named, challenge, nodeCrypto);
  const data = turnRequest("allocate", id, [], login);
  data[1] = 1; // the example is a Binding request
  const signed = login.key.sign(concat([Uint8Array.of(0, 1), data.subarray(2, -24)]));
  assert.equal(hex(signed), "f67024656dd64a3e02b8e0712e85c9a28ca89666");
  assert.equal(data.length, 0x60 + 20);
});

test("an allocation says what is relayed, and where we are", () => {
  const relayed = { host: "192.0.2.15", port: 49_152 };
  const value = formatAddress(relayed, id) ?? assert.fail();
  const answer = formatStun(0x0103, id, [[0x0016, value]]);
  assert.deepEqual(readTurnAnswer(answer, "allocate", id), { is: "done", relayed });
  assert.equal(readTurnAnswer(answer, "refresh", id), undefined);
  assert.equal(readTurnAnswer(answer, "allocate", fromHex("00".repeat(12))), undefined);
  for (let length = 0; length < answer.length; length++)
    assert.equal(readTurnAnswer(answer.subarray(0, length), "allocate", id), undefined);
});

test("a refusal says code, phrase and what it wants to be told", () => {
  const said: [number, Uint8Array][] = [
    [9, concat([Uint8Array.of(0, 0, 4, 1), utf8("Unauthorized\u0007")])],
    [0x14, challenge.realm],
    [0x15, challenge.nonce],
  ];
  const answer = readTurnAnswer(formatStun(0x0113, id, said), "allocate", id);
  assert.deepEqual(answer, { is: "refused", code: 401, reason: "Unauthorized", challenge });
});

test("data goes to a peer and comes from one, by IPv6 too", () => {
  for (const host of ["198.51.100.7", "2001:db8::7"]) {
    const peer = { host, port: 4000 };
    const sent = sendIndication(id, peer, utf8("hello")) ?? assert.fail();
    assert.equal(readDataIndication(sent), undefined, "that is what we send");
    const came = sent.slice();
    came[1] = 0x17;
    assert.deepEqual(readDataIndication(came), { peer, data: utf8("hello") });
  }
  assert.equal(sendIndication(id, { host: "a.name", port: 1 }, utf8("x")), undefined);
  assert.deepEqual(wants.peer({ host: "a.name", port: 1 }, id), []);
  assert.equal(readStun(turnRequest("permission", id, []))?.type, 8);
});
