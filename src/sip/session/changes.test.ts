import assert from "node:assert/strict";
import { test } from "node:test";
import { line, words } from "#sip/session/paperMessages.ts";
import { bare, numberOf, Rehearsal } from "#sip/session/rehearsal.ts";

/* A session that stands: re-INVITE, UPDATE, session timers, requests within the dialog. */

const hold = { do: "offer", body: words("hold") } as const;
const end = { do: "end" } as const;
/** As caller and as called, from the answer on; their stories start there. */
const caller = (): Rehearsal => later(new Rehearsal().calls().hears(200, { body: "a" }));
const called = (): Rehearsal =>
  later(
    new Rehearsal()
      .isCalled()
      .does({ do: "accept", body: words("a") })
      .isAcknowledged(),
  );
const timed = (refresher: string, allow = "UPDATE"): Rehearsal => {
  const lines = [line("Session-Expires", `600;refresher=${refresher}`), line("Allow", allow)];
  return later(new Rehearsal().calls().hears(200, { body: "a", lines }));
};

function later(session: Rehearsal): Rehearsal {
  session.story.length = 0;
  return session;
}

const granted = { lines: [line("Session-Expires", "600;refresher=uac")] };

const ladders: readonly [what: string, session: () => Rehearsal, story: readonly string[]][] = [
  [
    "§14.1 our re-INVITE is answered, and each copy of its 200 ACKed",
    () => caller().does(hold).hears(100).hears(200, { body: "held" }).hears(200, { body: "held" }),
    ["talking: INVITE+hold", "talking:", "talking: ACK (answered+held)", "talking: ACK"],
  ],
  [
    "§14.1 glare: who made the Call-ID waits 2.1 to 4 s and asks again",
    () => caller().does(hold).hears(491).fires("retry"),
    ["talking: INVITE+hold", "talking: retry@3050", "talking: INVITE+hold"],
  ],
  [
    "§14.1 glare: the other side waits up to 2 s",
    () => called().does(hold).hears(491).fires("retry"),
    ["talking: INVITE+hold", "talking: retry@1000", "talking: INVITE+hold"],
  ],
  [
    "a newer wish takes the place of one that waits",
    () =>
      caller()
        .does(hold)
        .hears(491)
        .does({ do: "offer", body: words("resume") })
        .fires("retry"),
    ["talking: INVITE+hold", "talking: retry@3050", "talking:", "talking: INVITE+resume"],
  ],
  [
    "a refused offer leaves the session as it was",
    () => caller().does(hold).hears(488).does(hold),
    ["talking: INVITE+hold", "talking: (offerRefused 488)", "talking: INVITE+hold"],
  ],
  [
    "500 with Retry-After: asked again then",
    () =>
      caller()
        .does(hold)
        .hears(500, { lines: [line("Retry-After", "3")] })
        .fires("retry"),
    ["talking: INVITE+hold", "talking: retry@3000", "talking: INVITE+hold"],
  ],
  [
    "§12.2.1.2 a 481 ends the session without a BYE, a 408 with one",
    () => caller().does(hold).hears(481),
    ["talking: INVITE+hold", "leaving: (over lost)"],
  ],
  [
    "no answer at all to a re-INVITE: BYE",
    () => caller().does(hold).takes({ on: "failed", id: 2, why: "timeout" }),
    ["talking: INVITE+hold", "leaving: BYE (over lost)"],
  ],
  [
    "their re-INVITE is answered by the owner, and the 200 resent until its ACK",
    () =>
      caller()
        .isAsked("INVITE", { body: "hold" })
        .does({ do: "answer", body: words("held") })
        .fires("resend")
        .isAcknowledged(),
    [
      "talking: (offered+hold)",
      "talking: 200+held resend@500 noAck@32000",
      "talking: 200+held resend@1000",
      "talking:",
    ],
  ],
  [
    "their re-INVITE asks for our offer; the ACK brings their answer",
    () =>
      caller()
        .isAsked("INVITE")
        .does({ do: "answer", body: words("all") })
        .isAcknowledged("some"),
    ["talking: (offered)", "talking: 200+all resend@500 noAck@32000", "talking: (answered+some)"],
  ],
  [
    "an answer that is missing in the ACK is told so",
    () =>
      caller()
        .isAsked("INVITE")
        .does({ do: "answer", body: words("all") })
        .isAcknowledged(),
    ["talking: (offered)", "talking: 200+all resend@500 noAck@32000", "talking: (answered)"],
  ],
  [
    "their offer refused: the session goes on, and may be changed again",
    () =>
      caller()
        .isAsked("INVITE", { body: "video" })
        .does({ do: "refuseOffer", status: 488 })
        .isAsked("INVITE", { body: "hold" }),
    ["talking: (offered+video)", "talking: 488", "talking: (offered+hold)"],
  ],
  [
    "§14.2 glare: their re-INVITE while ours waits is 491",
    () => caller().does(hold).isAsked("INVITE", { body: "hold" }),
    ["talking: INVITE+hold", "talking: 491"],
  ],
  [
    "§14.2 a second re-INVITE while the first waits for the owner is 500",
    () => caller().isAsked("INVITE", { body: "x" }).isAsked("INVITE", { body: "y" }),
    ["talking: (offered+x)", "talking: 500"],
  ],
  [
    "our offer waits until theirs is done with, ACK and all",
    () =>
      caller()
        .isAsked("INVITE", { body: "x" })
        .does(hold)
        .does({ do: "answer", body: words("y") })
        .isAcknowledged(),
    [
      "talking: (offered+x)",
      "talking:",
      "talking: 200+y resend@500 noAck@32000",
      "talking: INVITE+hold",
    ],
  ],
  [
    "a re-INVITE cancelled before its answer is 487, and the session stands",
    () =>
      caller()
        .isAsked("INVITE", { body: "x", id: 7 })
        .takes({ on: "cancel", id: 7, cancel: caller().lastRequest() })
        .does({ do: "answer", body: words("too late") }),
    ["talking: (offered+x)", "talking: 487", "talking:"],
  ],
  [
    "UPDATE with an offer is answered in its 200; a second one meanwhile is 500",
    () =>
      caller()
        .isAsked("UPDATE", { body: "x" })
        .isAsked("UPDATE", { body: "y" })
        .does({ do: "answer", body: words("z") }),
    ["talking: (offered+x)", "talking: 500", "talking: 200+z"],
  ],
  [
    "RFC 3311 §5.2 glare: UPDATE with an offer while ours waits is 491",
    () => caller().does(hold).isAsked("UPDATE", { body: "x" }),
    ["talking: INVITE+hold", "talking: 491"],
  ],
  [
    "an UPDATE without a body is a sign of life",
    () => caller().isAsked("UPDATE"),
    ["talking: 200"],
  ],
  [
    "RFC 5407 §3.2.1: BYE crosses BYE: both are answered",
    () => called().does(end).isAsked("BYE").hears(200),
    ["leaving: BYE (over ended)", "leaving: 200", "over: closed"],
  ],
  [
    "RFC 5407 §3.2.2: a re-INVITE crosses our BYE: 481",
    () => called().does(end).isAsked("INVITE", { body: "hold" }).hears(481, { id: 1 }),
    ["leaving: BYE (over ended)", "leaving: 481", "over: closed"],
  ],
  [
    "BYE while our re-INVITE waits: its late 200 is ACKed",
    () => called().does(hold).isAsked("BYE").hears(200, { id: 1, body: "held" }),
    ["talking: INVITE+hold", "leaving: 200 (bye) (over bye)", "over: ACK closed"],
  ],
  [
    "§15.1.2 what waits for the owner when BYE comes is terminated",
    () => called().isAsked("INVITE", { body: "x" }).isAsked("INFO").isAsked("BYE"),
    ["talking: (offered+x)", "talking: (requested)", "over: 200 487 487 (bye) (over bye) closed"],
  ],
  [
    "INFO of theirs is the owner's to answer, once",
    () =>
      called()
        .isAsked("INFO", { id: 5, body: "digit" })
        .does({ do: "reply", to: 5, status: 200 })
        .does({ do: "reply", to: 5, status: 200 }),
    ["talking: (requested)", "talking: 200", "talking:"],
  ],
  [
    "the owner's own INFO is replied to; silence is a 408 and the call goes on",
    () =>
      called()
        .does({ do: "request", method: "INFO", body: words("flash") })
        .hears(200)
        .does({ do: "request", method: "INFO", body: words("flash") })
        .takes({ on: "failed", id: 2, why: "timeout" }),
    [
      "talking: INFO+flash",
      "talking: (replied 200)",
      "talking: INFO+flash",
      "talking: (replied 408)",
    ],
  ],
  [
    "a REFER may be unknown there without ending the call, an INFO's 481 ends it",
    () =>
      called()
        .does({ do: "request", method: "REFER" })
        .hears(481)
        .does({ do: "request", method: "INFO" })
        .hears(481),
    [
      "talking: REFER",
      "talking: (replied 481)",
      "talking: INFO",
      "over: (replied 481) (over lost) closed",
    ],
  ],
  [
    "OPTIONS within the dialog is answered by itself",
    () => called().isAsked("OPTIONS"),
    ["talking: 200"],
  ],
  [
    "RFC 4028: who refreshes does so at half time, by UPDATE where they take it",
    () => timed("uac").fires("refresh").hears(200, granted),
    ["talking: UPDATE", "talking: refresh@300000 session@600000"],
  ],
  [
    "by re-INVITE with the same offer where not; an answer like the last is no news",
    () =>
      timed("uac", "INVITE")
        .fires("refresh")
        .hears(200, { ...granted, body: "a" }),
    ["talking: INVITE+offer", "talking: ACK refresh@300000 session@600000"],
  ],
  [
    "an answer that differs from the last is told",
    () =>
      timed("uac", "INVITE")
        .fires("refresh")
        .hears(200, { ...granted, body: "b" }),
    ["talking: INVITE+offer", "talking: ACK refresh@300000 session@600000 (answered+b)"],
  ],
  [
    "UPDATE is not understood after all: re-INVITE",
    () => timed("uac").fires("refresh").hears(405),
    ["talking: UPDATE", "talking: INVITE+offer"],
  ],
  [
    "§7.4 a refresh that is too short asks for longer",
    () =>
      timed("uac")
        .fires("refresh")
        .hears(422, { lines: [line("Min-SE", "900")] }),
    ["talking: UPDATE", "talking: UPDATE"],
  ],
  [
    "a refresh waits while something else is under way",
    () => timed("uac").does(hold).fires("refresh"),
    ["talking: INVITE+hold", "talking: refresh@2000"],
  ],
  [
    "§10 nobody refreshed: BYE, a little before the time is up",
    () => timed("uas").fires("session"),
    ["leaving: BYE (over lost)"],
  ],
  [
    "a refresh that nobody answers ends the session",
    () => timed("uac").fires("refresh").takes({ on: "failed", id: 2, why: "timeout" }),
    ["talking: UPDATE", "leaving: BYE (over lost)"],
  ],
];
for (const [what, session, story] of ladders)
  test(what, () => assert.deepEqual(session().story, story));

test("§10 who does not refresh ends 32 seconds early", () => {
  assert.equal(timed("uas").timers.get("session"), 568_000);
  assert.equal(timed("uas").timers.get("refresh"), undefined);
});

test("their refresh starts the time anew, with the roles as they are then", () => {
  const session = timed("uas").isAsked("UPDATE", {
    lines: [line("Supported", "timer"), line("Session-Expires", "300;refresher=uac")],
  });
  assert.equal(session.lastAnswer().lines("Session-Expires")[0], "300;refresher=uac");
  assert.equal(session.timers.get("session"), 268_000);
});

test("§9 their interval is too short: 422 with ours", () => {
  const session = timed("uac").isAsked("UPDATE", {
    lines: [line("Supported", "timer"), line("Session-Expires", "60")],
  });
  assert.equal(session.lastAnswer().status, 422);
  assert.equal(session.lastAnswer().lines("Min-SE")[0], "90");
});

test("a re-INVITE and an UPDATE are challenged and asked again, with the next number", () => {
  const login = { ...bare, login: { user: "ada", password: "secret" } };
  const lines = [line("Proxy-Authenticate", 'Digest realm="p", nonce="n", qop="auth"')];
  const session = new Rehearsal(login).calls().hears(200, { body: "a" }).does(hold);
  const first = session.lastRequest();
  const again = session.hears(407, { lines }).lastRequest();
  assert.equal(again.method, "INVITE");
  assert.equal(numberOf(again), numberOf(first) + 1);
  assert.equal(again.lines("Proxy-Authorization").length, 1);
  session.hears(200, { body: "held" });
  assert.deepEqual(
    session.acks.at(-1)?.lines("Proxy-Authorization"),
    again.lines("Proxy-Authorization"),
  );
});

test("requests that wait for the owner have a limit", () => {
  const session = called();
  for (let i = 0; i < 30; i++) session.isAsked("INFO");
  assert.equal(session.told.filter(({ on }) => on === "requested").length, 16);
  assert.equal(session.lastAnswer().status, 500);
});
