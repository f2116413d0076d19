import assert from "node:assert/strict";
import { test } from "node:test";
import type { HeaderLine } from "#sip/message/message.ts";
import { line, words } from "#sip/session/paperMessages.ts";
import { bare, numberOf, Rehearsal } from "#sip/session/rehearsal.ts";
import { usualOptions } from "#sip/session/sessionOptions.ts";

/* The caller's side. Each line of a story: the state after one input, what went out, (what was told). */

const reliable = (rseq: number): readonly HeaderLine[] => [
  line("Require", "100rel"),
  line("RSeq", String(rseq)),
];
const end = { do: "end" } as const;
const challenge = (nonce: string): readonly HeaderLine[] => [
  line("WWW-Authenticate", `Digest realm="far", nonce="${nonce}", algorithm=MD5, qop="auth"`),
];
const withLogin = { ...bare, login: { user: "ada", password: "secret" } };

const ladders: readonly [what: string, session: () => Rehearsal, story: readonly string[]][] = [
  [
    "rings, answers, and is ended: each copy of the 200 gets its ACK again",
    () =>
      new Rehearsal()
        .calls()
        .hears(100)
        .hears(180)
        .hears(200, { body: "answer" })
        .hears(200, { body: "answer" })
        .does(end)
        .hears(200)
        .fires("linger"),
    [
      "calling: INVITE+offer",
      "calling: (proceeding)",
      "calling: (progress 180)",
      "talking: ACK linger@32000 (accepted+answer)",
      "talking: ACK",
      "leaving: BYE (over ended)",
      "leaving:",
      "over: closed",
    ],
  ],
  [
    "a delayed offer: the ACK waits for our answer, copies of the 200 too",
    () =>
      new Rehearsal()
        .calls(null)
        .hears(200, { body: "offer" })
        .hears(200, { body: "offer" })
        .does({ do: "answer", body: words("answer") })
        .hears(200, { body: "offer" }),
    [
      "calling: INVITE",
      "talking: linger@32000 (accepted+offer)",
      "talking:",
      "talking: ACK+answer",
      "talking: ACK+answer",
    ],
  ],
  [
    "a delayed offer that nobody answers: ACK and BYE",
    () => new Rehearsal().calls(null).hears(200, { body: "offer" }).does(end),
    ["calling: INVITE", "talking: linger@32000 (accepted+offer)", "leaving: ACK BYE (over ended)"],
  ],
  [
    "early media without 100rel is shown, and the 200 has the last word",
    () => new Rehearsal().calls().hears(183, { body: "early" }).hears(200, { body: "answer" }),
    [
      "calling: INVITE+offer",
      "calling: (proceeding) (progress 183+early)",
      "talking: ACK linger@32000 (accepted+answer)",
    ],
  ],
  [
    "RFC 3262: provisionals are acknowledged once and in order, and the reliable answer stands",
    () =>
      new Rehearsal()
        .calls()
        .hears(183, { body: "early", lines: reliable(7) })
        .hears(200)
        .hears(183, { id: 1, body: "early", lines: reliable(7) })
        .hears(180, { id: 1, lines: reliable(9) })
        .hears(180, { id: 1, lines: reliable(8) })
        .hears(200, { id: 1, body: "other" }),
    [
      "calling: INVITE+offer",
      "calling: (proceeding) PRACK (progress 183+early)",
      "calling:",
      "calling:",
      "calling:",
      "calling: PRACK (progress 180)",
      "talking: ACK linger@32000 (accepted)",
    ],
  ],
  [
    "RFC 3262 §5: an offer in a reliable 183 is answered in its PRACK",
    () =>
      new Rehearsal()
        .calls(null)
        .hears(183, { body: "offer", lines: reliable(1) })
        .hears(183, { body: "offer", lines: reliable(1) })
        .does({ do: "answer", body: words("answer") })
        .hears(200)
        .hears(200, { id: 1 }),
    [
      "calling: INVITE",
      "calling: (proceeding) (progress 183) (offered+offer)",
      "calling:",
      "calling: PRACK+answer",
      "calling:",
      "talking: ACK linger@32000 (accepted)",
    ],
  ],
  [
    "forks: the first answer wins, a later one is ACKed and ended, its copies ACKed",
    () =>
      new Rehearsal()
        .calls()
        .hears(180, { tag: "x" })
        .hears(180, { tag: "y" })
        .hears(200, { tag: "y", body: "answer" })
        .hears(200, { tag: "x", body: "answer", id: 1 })
        .hears(200, { tag: "x" })
        .hears(200, { tag: "x", body: "answer", id: 1 })
        .hears(200, { tag: "z", body: "answer", id: 1 }),
    [
      "calling: INVITE+offer",
      "calling: (proceeding) (progress 180)",
      "calling: (progress 180)",
      "talking: ACK linger@32000 (accepted+answer)",
      "talking: ACK BYE",
      "talking:",
      "talking: ACK",
      "talking: ACK BYE",
    ],
  ],
  [
    "§9.1 CANCEL while it rings",
    () => new Rehearsal().calls().hears(180).does(end).hears(487),
    [
      "calling: INVITE+offer",
      "calling: (proceeding) (progress 180)",
      "cancelling: CANCEL giveUp@64000 (over ended)",
      "over: closed",
    ],
  ],
  [
    "CANCEL before anything came, and nothing ever comes",
    () => new Rehearsal().calls().does(end).takes({ on: "failed", id: 1, why: "timeout" }),
    ["calling: INVITE+offer", "cancelling: CANCEL giveUp@64000 (over ended)", "over: closed"],
  ],
  [
    "CANCEL that nobody minds: given up after a while",
    () => new Rehearsal().calls().hears(180).does(end).hears(180).fires("giveUp"),
    [
      "calling: INVITE+offer",
      "calling: (proceeding) (progress 180)",
      "cancelling: CANCEL giveUp@64000 (over ended)",
      "cancelling:",
      "over: closed",
    ],
  ],
  [
    "RFC 5407 §3.1.2: a 200 crosses our CANCEL: ACK, then BYE",
    () =>
      new Rehearsal()
        .calls()
        .hears(180)
        .does(end)
        .hears(200, { body: "a" })
        .hears(200)
        .fires("linger"),
    [
      "calling: INVITE+offer",
      "calling: (proceeding) (progress 180)",
      "cancelling: CANCEL giveUp@64000 (over ended)",
      "leaving: linger@32000 ACK BYE",
      "leaving:",
      "over: closed",
    ],
  ],
  [
    "a BYE comes before the 200 that it ends: 200 to it, and the late answer is ended too",
    () =>
      new Rehearsal()
        .calls()
        .hears(180)
        .isAsked("BYE", { id: 5 })
        .hears(200, { body: "answer" })
        .hears(481),
    [
      "calling: INVITE+offer",
      "calling: (proceeding) (progress 180)",
      "cancelling: 200 CANCEL giveUp@64000 (bye) (over bye)",
      "leaving: linger@32000 ACK BYE",
      "leaving:",
    ],
  ],
  [
    "busy: told once and over",
    () => new Rehearsal().calls().hears(486),
    ["calling: INVITE+offer", "over: (refused 486) (over refused) closed"],
  ],
  [
    "nobody answers at all: as a 408",
    () => new Rehearsal().calls().takes({ on: "failed", id: 1, why: "timeout" }),
    ["calling: INVITE+offer", "over: (refused 408) (over refused) closed"],
  ],
  [
    "no way there: as a 503",
    () => new Rehearsal().calls().takes({ on: "failed", id: 1, why: "unreachable" }),
    ["calling: INVITE+offer", "over: (refused 503) (over refused) closed"],
  ],
  [
    "a challenge is answered once; the same again is a wrong password",
    () =>
      new Rehearsal(withLogin)
        .calls()
        .hears(401, { lines: challenge("n1") })
        .hears(401, { lines: challenge("n2") }),
    ["calling: INVITE+offer", "calling: INVITE+offer", "over: (refused 401) (over refused) closed"],
  ],
  [
    "a challenge without a login is a refusal",
    () => new Rehearsal().calls().hears(407, { lines: challenge("n") }),
    ["calling: INVITE+offer", "over: (refused 407) (over refused) closed"],
  ],
  [
    "RFC 4028 §7.4: a 422 makes us ask for as long as they want, once",
    () =>
      new Rehearsal()
        .calls()
        .hears(422, { lines: [line("Min-SE", "3600")] })
        .hears(422, { lines: [line("Min-SE", "3600")] }),
    ["calling: INVITE+offer", "calling: INVITE+offer", "over: (refused 422) (over refused) closed"],
  ],
  [
    "RFC 3311 §5.1: a new offer before the answer goes by UPDATE, once the first is answered",
    () =>
      new Rehearsal()
        .calls()
        .does({ do: "offer", body: words("hold") })
        .hears(183, { body: "early", lines: [...reliable(1), line("Allow", "INVITE, UPDATE")] })
        .hears(200, { id: 3, body: "held" })
        .hears(200, { id: 1 }),
    [
      "calling: INVITE+offer",
      "calling:",
      "calling: (proceeding) PRACK (progress 183+early) UPDATE+hold",
      "calling: (answered+held)",
      "talking: ACK linger@32000 (accepted)",
    ],
  ],
];
for (const [what, session, story] of ladders)
  test(what, () => assert.deepEqual(session().story, story));

test("contacts of a 302 come best first", () => {
  const contact = line("Contact", "<sip:low@x>;q=0.1, <sip:high@x>;q=0.9");
  const session = new Rehearsal().calls().hears(302, { lines: [contact] });
  const refused = session.told.find(({ on }) => on === "refused");
  assert.deepEqual(refused?.on === "refused" && refused.contacts, ["sip:high@x", "sip:low@x"]);
});

test("§22.1 INVITE and BYE carry credentials after a challenge, and the ACK those of its INVITE", () => {
  const session = new Rehearsal(withLogin)
    .calls()
    .hears(401, { lines: challenge("n1") })
    .hears(200, { body: "answer" });
  const [invite, ack] = [session.lastRequest(), session.acks[0]];
  assert.equal(numberOf(invite), 2);
  assert.deepEqual(ack?.lines("Authorization"), invite.lines("Authorization"));
  assert.equal(ack && numberOf(ack), 2);
  const bye = session.does(end).lastRequest();
  assert.match(bye.lines("Authorization")[0] ?? "", /nonce="n1".*nc=00000002/);
  const again = session.hears(401, { lines: challenge("n2") }).lastRequest();
  assert.equal(again.method, "BYE");
  assert.equal(numberOf(again), numberOf(bye) + 1);
  assert.match(again.lines("Authorization")[0] ?? "", /nonce="n2".*nc=00000001/);
});

test("an early dialog's requests count on in its BYE", () => {
  const session = new Rehearsal()
    .calls()
    .hears(183, { body: "early", lines: reliable(1) })
    .hears(200)
    .hears(200, { id: 1 })
    .does(end);
  assert.equal(numberOf(session.lastRequest()), 3);
  assert.equal(session.lastRequest().uriText, "sip:bea@192.0.2.1:5060");
});

test("what we can do is said in the INVITE", () => {
  const invite = new Rehearsal().calls().lastRequest();
  assert.equal(invite.lines("Supported")[0], usualOptions.supported.join(", "));
  assert.equal(invite.lines("Allow")[0], usualOptions.allow.join(", "));
  assert.equal(invite.lines("Session-Expires")[0], "1800");
  assert.equal(invite.lines("Min-SE")[0], "90");
});

test("more forks than anyone has are not followed", () => {
  const session = new Rehearsal().calls();
  for (let fork = 0; fork < 40; fork++) session.hears(180, { tag: `f${fork}` });
  assert.equal(session.state.name === "calling" && session.state.talks.length, 12);
});
