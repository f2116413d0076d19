import assert from "node:assert/strict";
import { test } from "node:test";
import type { HeaderLine } from "#sip/message/message.ts";
import { line, words } from "#sip/session/paperMessages.ts";
import { Rehearsal } from "#sip/session/rehearsal.ts";

/* The called side. Each line of a story: the state after one input, what went out, (what was told). */

const end = { do: "end" } as const;
const accept = { do: "accept", body: words("answer") } as const;
const ringing = { do: "progress", status: 180 } as const;
const early = { do: "progress", status: 183, body: words("early") } as const;
const supports100rel = [line("Supported", "100rel")];
const requires100rel = [line("Require", "100rel")];
/** Acknowledges the nth reliable provisional. */
const rack = (nth = 0): readonly HeaderLine[] => [line("RAck", `${1073741824 + nth} 101 INVITE`)];
const cancel = {
  on: "cancel",
  id: 1,
  cancel: new Rehearsal().calls("x", { extra: [line("Reason", "SIP;cause=200")] }).lastRequest(),
} as const;

const ladders: readonly [what: string, session: () => Rehearsal, story: readonly string[]][] = [
  [
    "rings, again each minute, and lifts: 200 is resent until its ACK; then BYE comes",
    () =>
      new Rehearsal()
        .isCalled()
        .does(ringing)
        .fires("ringOn")
        .does(accept)
        .fires("resend")
        .fires("resend")
        .fires("resend")
        .fires("resend")
        .isAcknowledged()
        .isAsked("BYE"),
    [
      "called:",
      "called: 180 ringOn@60000",
      "called: 180 ringOn@60000",
      "talking: 200+answer resend@500 noAck@32000",
      "talking: 200+answer resend@1000",
      "talking: 200+answer resend@2000",
      "talking: 200+answer resend@4000",
      "talking: 200+answer resend@4000",
      "talking: (acknowledged)",
      "over: 200 (bye) (over bye) closed",
    ],
  ],
  [
    "an offer of ours in the 200 is answered in the ACK",
    () => new Rehearsal().isCalled(null).does(accept).isAcknowledged("theirs"),
    ["called:", "talking: 200+answer resend@500 noAck@32000", "talking: (acknowledged+theirs)"],
  ],
  [
    "§15 ended before its ACK: BYE waits for it",
    () => new Rehearsal().isCalled().does(accept).does(end).isAcknowledged().hears(200),
    [
      "called:",
      "talking: 200+answer resend@500 noAck@32000",
      "leaving: (over ended)",
      "leaving: BYE",
      "over: closed",
    ],
  ],
  [
    "§13.3.1.4 the ACK never comes: BYE",
    () => new Rehearsal().isCalled().does(accept).fires("noAck").hears(200),
    [
      "called:",
      "talking: 200+answer resend@500 noAck@32000",
      "leaving: BYE (over lost)",
      "over: closed",
    ],
  ],
  [
    "RFC 5407 §3.1.3: BYE overtakes the ACK: 200, and nothing is resent",
    () => new Rehearsal().isCalled().does(accept).isAsked("BYE").isAcknowledged(undefined, 101),
    [
      "called:",
      "talking: 200+answer resend@500 noAck@32000",
      "over: 200 (bye) (over bye) closed",
      "over:",
    ],
  ],
  [
    "RFC 5407 §3.1.4: a re-INVITE overtakes the ACK: the 200 has arrived",
    () => new Rehearsal().isCalled().does(accept).isAsked("INVITE", { body: "hold" }),
    [
      "called:",
      "talking: 200+answer resend@500 noAck@32000",
      "talking: (acknowledged) (offered+hold)",
    ],
  ],
  [
    "RFC 5407 §3.1.5: but not when that ACK brings the answer: 491",
    () => new Rehearsal().isCalled(null).does(accept).isAsked("INVITE", { body: "hold" }),
    ["called:", "talking: 200+answer resend@500 noAck@32000", "talking: 491"],
  ],
  [
    "CANCEL before the answer",
    () => new Rehearsal().isCalled().does(ringing).takes(cancel),
    ["called:", "called: 180 ringOn@60000", "over: 487 (cancelled) (over cancelled) closed"],
  ],
  [
    "§9.2 CANCEL after the answer changes nothing",
    () => new Rehearsal().isCalled().does(accept).takes(cancel).isAcknowledged(),
    [
      "called:",
      "talking: 200+answer resend@500 noAck@32000",
      "talking:",
      "talking: (acknowledged)",
    ],
  ],
  [
    "commands that come after a CANCEL change nothing",
    () => new Rehearsal().isCalled().takes(cancel).does(ringing).does(accept).does(end),
    ["called:", "over: 487 (cancelled) (over cancelled) closed", "over:", "over:", "over:"],
  ],
  [
    "§15 BYE in place of CANCEL: 200 to it, 487 to the INVITE",
    () => new Rehearsal().isCalled().does(ringing).isAsked("BYE"),
    ["called:", "called: 180 ringOn@60000", "over: 200 487 (bye) (over bye) closed"],
  ],
  [
    "§13.3.1 the caller waits only so long: Expires",
    () => new Rehearsal().isCalled("offer", [line("Expires", "30")]).fires("expires"),
    ["called: expires@30000", "over: 487 (cancelled) (over cancelled) closed"],
  ],
  [
    "refused",
    () => new Rehearsal().isCalled().does({ do: "refuse", status: 486 }),
    ["called:", "over: 486 (over refused) closed"],
  ],
  [
    "ended while it rings: 480",
    () => new Rehearsal().isCalled().does(end),
    ["called:", "over: 480 (over ended) closed"],
  ],
  [
    "RFC 3262: ringing without a body goes as ever, also to who could acknowledge it",
    () => new Rehearsal().isCalled("offer", supports100rel).does(ringing),
    ["called:", "called: 180 ringOn@60000"],
  ],
  [
    "RFC 3262 §3: early media is resent until its PRACK, and the 200 waits for it, without a body",
    () =>
      new Rehearsal()
        .isCalled("offer", supports100rel)
        .does(early)
        .does(accept)
        .fires("resendReliable")
        .fires("resendReliable")
        .isAsked("PRACK", { lines: rack() })
        .isAcknowledged(undefined, 101),
    [
      "called:",
      "called: 183+early resendReliable@500 noPrack@32000",
      "called:",
      "called: 183+early resendReliable@1000",
      "called: 183+early resendReliable@2000",
      "talking: 200 200 resend@500 noAck@32000",
      "talking: (acknowledged)",
    ],
  ],
  [
    "100rel required: each provisional waits for the PRACK of the one before",
    () =>
      new Rehearsal()
        .isCalled("offer", requires100rel)
        .does(ringing)
        .does(early)
        .isAsked("PRACK", { lines: rack() })
        .isAsked("PRACK", { lines: rack(1) })
        .does(accept),
    [
      "called:",
      "called: 180 resendReliable@500 noPrack@32000",
      "called:",
      "called: 200 183+early resendReliable@500 noPrack@32000",
      "called: 200",
      "talking: 200 resend@500 noAck@32000",
    ],
  ],
  [
    "our offer in a reliable 183 is answered in the PRACK",
    () =>
      new Rehearsal()
        .isCalled(null, supports100rel)
        .does(early)
        .isAsked("PRACK", { body: "theirs", lines: rack() })
        .does({ do: "accept" }),
    [
      "called:",
      "called: 183+early resendReliable@500 noPrack@32000",
      "called: 200 (answered+theirs)",
      "talking: 200 resend@500 noAck@32000",
    ],
  ],
  [
    "RFC 3262 §5: a PRACK may offer anew",
    () =>
      new Rehearsal()
        .isCalled("offer", supports100rel)
        .does(early)
        .isAsked("PRACK", { body: "another", lines: rack() })
        .does({ do: "answer", body: words("agreed") }),
    [
      "called:",
      "called: 183+early resendReliable@500 noPrack@32000",
      "called: (offered+another)",
      "called: 200+agreed",
    ],
  ],
  [
    "a PRACK for nothing that waits is 481",
    () => new Rehearsal().isCalled("offer", supports100rel).isAsked("PRACK", { lines: rack() }),
    ["called:", "called: 481"],
  ],
  [
    "the PRACK never comes: 504",
    () => new Rehearsal().isCalled("offer", supports100rel).does(early).fires("noPrack"),
    [
      "called:",
      "called: 183+early resendReliable@500 noPrack@32000",
      "over: 504 (over lost) closed",
    ],
  ],
  [
    "early media without 100rel: the 200 repeats the answer, and an offer waits for the 200",
    () => new Rehearsal().isCalled().does(early).does({ do: "accept" }),
    ["called:", "called: 183+early ringOn@60000", "talking: 200+early resend@500 noAck@32000"],
  ],
  [
    "an offer of ours does not go into a 183 that may be lost",
    () => new Rehearsal().isCalled(null).does(early).does(accept),
    ["called:", "called: 183 ringOn@60000", "talking: 200+answer resend@500 noAck@32000"],
  ],
  [
    "§14.2 a second INVITE before the answer to the first: 500, come again",
    () => new Rehearsal().isCalled().isAsked("INVITE", { body: "offer" }),
    ["called:", "called: 500"],
  ],
  [
    "RFC 3311 §5.2: UPDATE with an offer while the first one waits for its answer: 500, come again",
    () => new Rehearsal().isCalled().does(ringing).isAsked("UPDATE", { body: "offer" }),
    ["called:", "called: 180 ringOn@60000", "called: 500"],
  ],
  [
    "UPDATE of an agreed early session, answered by the owner",
    () =>
      new Rehearsal()
        .isCalled("offer", supports100rel)
        .does(early)
        .isAsked("PRACK", { lines: rack() })
        .isAsked("UPDATE", { body: "hold" })
        .does({ do: "answer", body: words("held") }),
    [
      "called:",
      "called: 183+early resendReliable@500 noPrack@32000",
      "called: 200",
      "called: (offered+hold)",
      "called: 200+held",
    ],
  ],
];
for (const [what, session, story] of ladders)
  test(what, () => assert.deepEqual(session().story, story));

test("§12.2.2 a request out of order is 500, with a time to come again", () => {
  const session = new Rehearsal().isCalled().does(accept).isAcknowledged();
  const old = session.received.get(1);
  assert.ok(old);
  session.received.set(9, old);
  session.takes({ on: "request", id: 9, request: old });
  assert.equal(session.lastAnswer().status, 500);
  assert.match(session.lastAnswer().lines("Retry-After")[0] ?? "", /^\d$/);
});

test("an INVITE's CANCEL says why", () => {
  const session = new Rehearsal().isCalled().takes(cancel);
  const told = session.told.find(({ on }) => on === "cancelled");
  assert.deepEqual(told?.on === "cancelled" && told.reasons, ["SIP;cause=200"]);
});

test("RFC 4028 §9: the 200 grants the session timer", () => {
  const timer = (lines: readonly HeaderLine[]): readonly (string | undefined)[] => {
    const answer = new Rehearsal().isCalled("offer", lines).does(accept).lastAnswer();
    return [answer.lines("Session-Expires")[0], answer.lines("Require")[0]];
  };
  const supported = line("Supported", "timer");
  assert.deepEqual(timer([supported, line("Session-Expires", "600")]), [
    "600;refresher=uac",
    "timer",
  ]);
  assert.deepEqual(timer([supported, line("Session-Expires", "600;refresher=uas")]), [
    "600;refresher=uas",
    undefined,
  ]);
  assert.deepEqual(timer([supported]), ["1800;refresher=uac", "timer"]);
  assert.deepEqual(timer([line("Session-Expires", "7200")]), ["1800;refresher=uas", undefined]);
  assert.deepEqual(timer([supported, line("Session-Expires", "3600"), line("Min-SE", "2400")]), [
    "2400;refresher=uac",
    "timer",
  ]);
  assert.deepEqual(timer([]), [undefined, undefined]);
});
