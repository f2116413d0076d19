import assert from "node:assert/strict";
import { createHash, createHmac } from "node:crypto";
import { test } from "node:test";
import { minutes, type WallTime, wallTime } from "#kit/time.ts";
import { type Answered, credentialLines, takeChallenge } from "#sip/auth/answer.ts";
import { challengeFrom, challengeLines, WWWAuthenticate } from "#sip/auth/challenge.ts";
import { type CheckingFacts, checkCredentials } from "#sip/auth/checkCredentials.ts";
import { Authorization, credentialsFrom, credentialsValue } from "#sip/auth/credentials.ts";
import { digestResponse, digestSecrets } from "#sip/auth/digest.ts";
import { makeNonce, nonceMade, nonceUses } from "#sip/auth/nonce.ts";
import { makeRequest, makeResponse } from "#sip/message/make.ts";
import type { HeaderLine } from "#sip/message/message.ts";
import type { Crypto } from "#world/crypto.ts";
import { nodeCrypto } from "#world/node/nodeCrypto.ts";

const hashHex = (name: string) => (text: string) => createHash(name).update(text).digest("hex");
const crypto: Crypto = {
  ...nodeCrypto,
  md5Hex: hashHex("md5"),
  sha256Hex: hashHex("sha256"),
  sha1: (data) => createHash("sha1").update(data).digest(),
  hmacKey: (key) => ({ sign: (data) => createHmac("sha256", key).update(data).digest() }),
  same: (a, b) => a === b,
};
const value = <T>(result: { ok: true; value: T } | { ok: false; problem: object }): T => {
  assert(result.ok, JSON.stringify(result));
  return result.value;
};

test("the examples of RFC 7616 §3.9.1 and RFC 2617 §3.5", () => {
  const realm = "http-auth@example.org";
  const secrets = digestSecrets(crypto, realm, { user: "Mufasa", password: "Circle of Life" });
  const input = {
    nonce: "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
    qop: {
      name: "auth",
      count: "00000001",
      cnonce: "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ",
    },
    method: "GET",
    uri: "/dir/index.html",
  };
  assert.equal(
    digestResponse(crypto, { ...input, algorithm: "MD5", secret: secrets.md5 }),
    "8ca523f5e9506fed4657c9700eebdbec",
  );
  assert.equal(
    digestResponse(crypto, { ...input, algorithm: "SHA-256", secret: secrets.sha256 }),
    "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1",
  );
  const old = { user: "Mufasa", password: "Circle Of Life" };
  assert.equal(
    digestResponse(crypto, {
      algorithm: "MD5",
      secret: digestSecrets(crypto, "testrealm@host.com", old).md5,
      nonce: "dcd98b7102dd2f0e8b11d0f600bfb0c093",
      qop: { name: "auth", count: "00000001", cnonce: "0a4f113b" },
      method: "GET",
      uri: "/dir/index.html",
    }),
    "6629fae49393a05397450978507c4ef1",
  );
});

test("several challenges are read from one line or many, strange schemes beside them", () => {
  const text =
    'Digest realm="a, b", nonce="n1", algorithm=SHA-256, qop="auth,auth-int", Basic realm="x", digest  realm = "c" ,nonce="n2",stale=TRUE';
  const values = value(WWWAuthenticate.parse(text));
  assert.deepEqual(
    values.map(({ scheme }) => scheme),
    ["Digest", "Basic", "digest"],
  );
  assert.deepEqual(values.map(challengeFrom), [
    { realm: "a, b", nonce: "n1", algorithm: "SHA-256", qopAuth: true, stale: false },
    undefined,
    { realm: "c", nonce: "n2", algorithm: "MD5", qopAuth: false, stale: true },
  ]);
});

test("a challenge of auth-int alone, or of an unknown algorithm, is none for us", () => {
  const challenge = (more: string) =>
    challengeFrom(value(WWWAuthenticate.parse(`Digest realm="a",nonce="n"${more}`))[0] ?? never());
  assert.equal(challenge(',qop="auth-int"'), undefined);
  assert.equal(challenge(",algorithm=SHA-512-256"), undefined);
  assert.equal(challenge(",algorithm=md5-SESS")?.algorithm, "MD5-sess");
});

test("credentials survive being written and read", () => {
  const credentials = {
    user: 'bob "b"',
    realm: "home",
    nonce: "n",
    uri: "sip:home",
    response: "00ff",
    algorithm: "SHA-256",
    opaque: "o",
    cnonce: "c",
    qop: { name: "auth", count: "0000000a", cnonce: "c" },
  } as const;
  const text = Authorization.format([credentialsValue(credentials)]);
  assert.match(text, /qop=auth, nc=0000000a/);
  assert.deepEqual(credentialsFrom(value(Authorization.parse(text))[0] ?? never()), credentials);
});

test("qop without count or cnonce is no credential", () => {
  const text = 'Digest username="a",realm="r",nonce="n",uri="u",response="1",qop=auth';
  assert.equal(credentialsFrom(value(Authorization.parse(text))[0] ?? never()), undefined);
});

/* A server and a client of ours, with one user. */

const login = { user: "bob", password: "secret" };
const key = crypto.hmacKey(new Uint8Array(32));
const noon = wallTime(1_800_000_000_000);
const fresh = (): CheckingFacts => ({
  crypto,
  key,
  now: noon,
  realm: "home",
  secretsOf: (user) => (user === "bob" ? digestSecrets(crypto, "home", login) : undefined),
  uses: nonceUses(),
});
const refusal = (made: WallTime, stale = false, algorithms?: readonly ("MD5" | "SHA-256")[]) =>
  makeResponse({
    status: 401,
    headers: challengeLines({
      realm: "home",
      nonce: makeNonce(key, made, "salt"),
      stale,
      ...(algorithms && { algorithms }),
    }),
  });
const register = (headers: readonly HeaderLine[]) =>
  makeRequest({ method: "REGISTER", uri: "sip:home", headers });
const answer = (taken: readonly Answered[], who = login) => {
  const asked = { method: "REGISTER", uri: "sip:home" };
  return credentialLines(taken, asked, who, { crypto, cnonce: "abc" });
};
const taken = value(takeChallenge([], refusal(noon)));

test("the right answer is right, once", () => {
  const [, lines] = answer(taken);
  assert.match(lines[0]?.text ?? "", /algorithm=SHA-256/); // the strongest that was offered
  const facts = fresh();
  assert.deepEqual(checkCredentials(register(lines), facts), { on: "right", user: "bob" });
  assert.deepEqual(checkCredentials(register(lines), facts), { on: "stale", user: "bob" });
});

test("the nonce serves again with the next count", () => {
  const [second, first] = answer(taken);
  const [, next] = answer(second);
  const facts = fresh();
  assert.equal(checkCredentials(register(first), facts).on, "right");
  assert.equal(checkCredentials(register(next), facts).on, "right");
});

test("MD5 passes where a phone knows nothing else, and the old form without qop", () => {
  const md5 = value(takeChallenge([], refusal(noon, false, ["MD5"])));
  assert.equal(checkCredentials(register(answer(md5)[1]), fresh()).on, "right");
  const old = md5.map((one) => ({ ...one, challenge: { ...one.challenge, qopAuth: false } }));
  assert.equal(checkCredentials(register(answer(old)[1]), fresh()).on, "right");
  const facts = fresh();
  assert.equal(checkCredentials(register(answer(old)[1]), facts).on, "right");
  assert.equal(checkCredentials(register(answer(old)[1]), facts).on, "stale"); // nothing else tells a replay
  assert.doesNotMatch(answer(old)[1][0]?.text ?? "", /qop|nc=/);
});

test("a wrong password and an unknown user look the same; both hash", () => {
  let hashed = 0;
  const sha256Hex = (text: string): string => {
    hashed++;
    return crypto.sha256Hex(text);
  };
  for (const who of [
    { user: "bob", password: "guess" },
    { user: "eve", password: "guess" },
  ]) {
    hashed = 0;
    const [, lines] = answer(taken, who);
    const checked = checkCredentials(register(lines), {
      ...fresh(),
      crypto: { ...crypto, sha256Hex },
    });
    assert.deepEqual(checked, { on: "wrong", user: who.user });
    assert.equal(hashed, 2);
  }
});

test("nothing for this realm is nothing", () => {
  assert.deepEqual(checkCredentials(register([]), fresh()), { on: "none" });
  const [, lines] = answer(taken);
  assert.deepEqual(checkCredentials(register(lines), { ...fresh(), realm: "other" }), {
    on: "none",
  });
  const odd = [{ name: "Authorization", text: "NoOneKnowsThisScheme opaque-data=here" }];
  assert.deepEqual(checkCredentials(register(odd), fresh()), { on: "none" });
});

test("an old nonce, or one of another key, is stale when the password is right", () => {
  const [, lines] = answer(taken);
  const late = wallTime(noon + minutes(6));
  assert.equal(checkCredentials(register(lines), { ...fresh(), now: late }).on, "stale");
  const otherKey = crypto.hmacKey(new Uint8Array(32).fill(1));
  assert.equal(checkCredentials(register(lines), { ...fresh(), key: otherKey }).on, "stale");
});

test("a forged nonce has no date", () => {
  const nonce = makeNonce(key, noon, "salt");
  assert.equal(nonceMade(key, nonce, crypto.same), noon);
  assert.equal(nonceMade(key, `z${nonce}`, crypto.same), undefined);
  assert.equal(nonceMade(key, "", crypto.same), undefined);
});

test("counts may come out of order by a few, never twice", () => {
  const uses = nonceUses();
  const story = [1, 2, 5, 3, 5, 3, 40, 4, 9, 39, 0].map((count) =>
    uses.takes("n", { made: noon, count, now: noon }),
  );
  assert.deepEqual(story, [
    true, // 1
    true, // 2
    true, // 5
    true, // 3, late
    false, // 5 again
    false, // 3 again
    true, // 40
    false, // 4, too far behind
    true, // 9, just within
    true, // 39
    false, // 0 is no count
  ]);
});

test("what the counts forget can never be used again", () => {
  const uses = nonceUses(512);
  const at = (i: number) => ({ made: wallTime(noon + i), now: wallTime(noon + i) });
  for (let i = 0; i < 600; i++) assert.ok(uses.takes(`n${i}`, { ...at(i), count: 1 }));
  assert.equal(uses.size, 512);
  assert.equal(uses.takes("n0", { ...at(0), count: 2 }), false);
  assert.equal(uses.takes("n599", { ...at(599), count: 2 }), true);
});

test("a nonce that was asked for long before others is good still, while all are remembered", () => {
  const uses = nonceUses(1000);
  const late = wallTime(noon + 900);
  for (let i = 1; i < 900; i++)
    assert.ok(uses.takes(`n${i}`, { made: wallTime(noon + i), now: late, count: 1 }));
  assert.equal(uses.takes("n0", { made: noon, now: late, count: 1 }), true);
});

test("what is too old for anybody is forgotten", () => {
  const uses = nonceUses();
  for (let i = 0; i < 100; i++) uses.takes(`n${i}`, { made: noon, now: noon, count: 1 });
  const later = wallTime(noon + minutes(6));
  assert.ok(uses.takes("next", { made: later, now: later, count: 1 }));
  assert.equal(uses.size, 1);
});

test("§22.2 a refused answer is not given twice, unless the nonce was stale", () => {
  const [used] = answer(taken);
  const again = takeChallenge(used, refusal(noon));
  assert.equal(again.ok ? "" : again.problem.code, "sip.wrongPassword");
  assert.equal(takeChallenge(used, refusal(noon, true)).ok, true);
});

test("a server that calls every nonce stale is given up", () => {
  let tries = 0;
  for (let now = takeChallenge([], refusal(noon)); now.ok && tries < 10; tries++)
    now = takeChallenge(answer(now.value)[0], refusal(noon, true));
  assert.equal(tries, 3);
});

function never(): never {
  throw new Error("nothing there");
}
