import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { test } from "node:test";
import { wallTime } from "#kit/time.ts";
import { validate } from "#telephony/settings/validate.ts";
import { nodeCrypto } from "#world/node/nodeCrypto.ts";
import { iceServers } from "./iceServers.ts";

const asking = { who: "Ada L.", now: wallTime(1_800_000_000_500), crypto: nodeCrypto };
const urls = ["turn:turn.example.net", "turns:turn.example.net:443?transport=tcp"];

function turnIn(turn: unknown) {
  const read = validate({ network: { turn } });
  assert.ok(read.ok, JSON.stringify(read));
  return read.value.network.turn;
}

test("by a shared secret each browser has a login of its own for twelve hours", () => {
  const turn = turnIn({ urls, by: "sharedSecret", secret: "north wind" });
  const username = "1800043200:AdaL";
  const credential = createHmac("sha1", "north wind").update(username).digest("base64");
  assert.deepEqual(iceServers(turn, asking), [{ urls, username, credential }]);
});

test("by a password all have the same", () => {
  const turn = turnIn({ urls, username: "house", secret: "s" });
  assert.deepEqual(iceServers(turn, asking), [{ urls, username: "house", credential: "s" }]);
});

test("without a server there is none", () => {
  assert.deepEqual(iceServers(turnIn(null), asking), []);
});

const refused: readonly (readonly [what: string, turn: object, path: string])[] = [
  ["no name with a password", { urls, secret: "s" }, "/network/turn/username"],
  ["no server", { urls: [], username: "a", secret: "s" }, "/network/turn/urls"],
  ["another scheme", { urls: ["stun:a"], username: "a", secret: "s" }, "/network/turn/urls/0"],
  [
    "a login in the address",
    { urls: ["turn:a:b@c"], username: "a", secret: "s" },
    "/network/turn/urls/0",
  ],
  ["no secret", { urls, by: "sharedSecret" }, "/network/turn/secret"],
];
for (const [what, turn, path] of refused)
  test(`not taken: ${what}`, () => {
    const read = validate({ network: { turn } });
    assert.deepEqual(read.ok || read.problem.map((one) => one.path), [path]);
  });
