import assert from "node:assert/strict";
import { test } from "node:test";
import type { Fork, ForkEffect, ForkEvent, ForkFacts } from "#exchange/proxy/fork.ts";
import { forking, newFork } from "#exchange/proxy/forking.ts";
import { says, target } from "#exchange/proxy/sample.ts";
import type { Target } from "#exchange/proxy/target.ts";

/* RFC 3261 §16.7 by tables: what goes out for what comes in. */

const [desk, mobile, attic] = [target("desk"), target("mobile"), target("attic")];
const start: ForkEvent = { on: "start" };
const heard = (branch: number, status: number): ForkEvent => ({
  on: "response",
  branch,
  response: says(status),
});
const giveUp: ForkEvent = { on: "giveUp" };
const hangsUp: ForkEvent = { on: "cancelled", reason: [] };

function words(effect: ForkEffect): string {
  switch (effect.do) {
    case "try":
      return `try ${effect.branch} ${effect.target.of.slice(5)}`;
    case "cancel":
      return `cancel ${effect.branch}${effect.reason.map(({ text }) => ` ${text}`).join("")}`;
    case "answer":
      return `answer ${effect.response.status}`;
    case "refuse":
      return `refuse ${effect.status}`;
    case "accepted":
      return `accepted ${effect.target.of.slice(5)}`;
    case "exhausted":
      return "exhausted";
    case "redirected":
      return `redirected by ${effect.by.of.slice(5)}`;
    default:
      return `${effect.do} ${effect.timer}`;
  }
}

interface Story {
  readonly groups?: readonly (readonly Target[])[];
  readonly events: readonly ForkEvent[];
  readonly method?: string;
  readonly follows?: boolean;
  readonly timers?: boolean;
  readonly hurries?: boolean;
  readonly hasSteps?: boolean;
}

/** What was done for each event; timers only when asked for. */
function told({ groups = [[desk, mobile]], events, timers = false, ...more }: Story): string[][] {
  const facts: ForkFacts = {
    follows: () => more.follows ?? false,
    goesOn: (status) => status !== 484,
  };
  let fork: Fork = newFork((more.method ?? "INVITE") === "INVITE", groups, more);
  return events.map((event) => {
    const [next, effects] = forking.step(fork, event, facts);
    fork = next;
    return effects.map(words).filter((text) => timers || !/Timer/.test(text));
  });
}

const elsewhere = 'SIP;cause=200;text="Call completed elsewhere"';

test("all of a group ring; the first who lifts has the call, the others are cancelled with the reason", () => {
  assert.deepEqual(told({ events: [start, heard(0, 180), heard(1, 180), heard(1, 200)] }), [
    ["try 0 desk", "try 1 mobile"],
    ["answer 180"],
    ["answer 180"],
    ["answer 200", "accepted mobile", `cancel 0 ${elsewhere}`],
  ]);
});

test("two who lift at once are both told: the caller chooses (RFC 3261 §13.2.2.4)", () => {
  const story = told({ events: [start, heard(0, 200), heard(1, 200), heard(1, 200)] });
  assert.deepEqual(story.slice(2), [["answer 200"], ["answer 200"]]);
});

test("what is no INVITE gets one answer, and nothing is cancelled", () => {
  const story = told({ method: "MESSAGE", events: [start, heard(0, 200), heard(1, 200)] });
  assert.deepEqual(story.slice(1), [["answer 200", "accepted desk"], []]);
});

test("a second group is tried when the first has ended, and no sooner", () => {
  const story = told({
    groups: [[desk], [mobile, attic]],
    events: [start, heard(0, 486), heard(1, 480), heard(2, 486), giveUp],
  });
  assert.deepEqual(story, [
    ["try 0 desk"],
    ["try 1 mobile", "try 2 attic"],
    [],
    ["exhausted"],
    ["answer 486"],
  ]);
});

test("after some answers no further group is tried", () => {
  const story = told({ groups: [[desk], [mobile]], events: [start, heard(0, 484)] });
  assert.deepEqual(story[1], ["exhausted"]);
});

test("a 6xx ends it for everybody; what crosses it is still told", () => {
  const declined = 'SIP;cause=603;text="Declined"';
  assert.deepEqual(told({ events: [start, heard(0, 603), heard(1, 487)] }).slice(1), [
    [`cancel 1 ${declined}`],
    ["answer 603"],
  ]);
  assert.deepEqual(told({ events: [start, heard(0, 603), heard(1, 200)] })[2], [
    "answer 200",
    "accepted mobile",
  ]);
});

test("the caller gives up: all branches are cancelled, and 487 goes back when they have ended", () => {
  const story = told({ events: [start, heard(0, 180), hangsUp, heard(0, 487), heard(1, 487)] });
  assert.deepEqual(story.slice(2), [["cancel 0", "cancel 1"], [], ["answer 487"]]);
  assert.deepEqual(told({ events: [start, heard(0, 180), hangsUp, heard(1, 200)] })[3], [
    "answer 200",
    "accepted mobile",
  ]);
});

test("nothing rings after the caller gave up, whatever was still to be tried", () => {
  const story = told({ groups: [[desk], [mobile]], events: [start, hangsUp, heard(0, 487)] });
  assert.deepEqual(story.slice(1), [["cancel 0"], ["answer 487"]]);
});

test("given up while nobody is tried: 487 at once", () => {
  assert.deepEqual(told({ events: [start, heard(0, 480), heard(1, 480), hangsUp] })[3], [
    "refuse 487",
  ]);
});

const ends: readonly (readonly [a: number, b: number, wanted: string])[] = [
  [486, 404, "answer 486"],
  [404, 503, "answer 404"],
  [503, 503, "refuse 500"],
  [486, 407, "answer 407"],
  [500, 480, "answer 480"],
  [302, 486, "answer 302"],
  [408, 486, "answer 486"],
];
for (const [a, b, wanted] of ends)
  test(`of ${a} and ${b}: ${wanted}`, () => {
    assert.deepEqual(told({ events: [start, heard(0, a), heard(1, b), giveUp] }).at(-1), [wanted]);
  });

test("silence is 408 of an INVITE, 504 of anything else, 480 where there was no way", () => {
  const fails = (why: "timeout" | "unreachable"): ForkEvent[] => [
    start,
    { on: "failed", branch: 0, why },
    giveUp,
  ];
  const alone = { groups: [[desk]] };
  assert.deepEqual(told({ ...alone, events: fails("timeout") })[2], ["refuse 408"]);
  assert.deepEqual(told({ ...alone, events: fails("timeout"), method: "INFO" })[2], ["refuse 504"]);
  assert.deepEqual(told({ ...alone, events: fails("unreachable") })[2], ["refuse 480"]);
});

test("a device's other flow is tried when this one is broken, and not when it refuses", () => {
  const two = { groups: [[{ ...desk, otherwise: attic }]] };
  assert.deepEqual(told({ ...two, events: [start, heard(0, 430)] })[1], ["try 1 attic"]);
  const lost: ForkEvent = { on: "failed", branch: 0, why: "unreachable" };
  assert.deepEqual(told({ ...two, events: [start, lost] })[1], ["try 1 attic"]);
  assert.deepEqual(told({ ...two, events: [start, heard(0, 486)] })[1], ["exhausted"]);
});

test("a redirection is followed where that is wished, else it is the caller's", () => {
  const follows = told({
    groups: [[desk]],
    follows: true,
    events: [start, heard(0, 302), { on: "more", groups: [[attic]] }, heard(1, 200)],
  });
  assert.deepEqual(follows.slice(1, 3), [["redirected by desk"], ["try 1 attic"]]);
  const not = told({ groups: [[desk]], events: [start, heard(0, 302), giveUp] });
  assert.deepEqual(not.slice(1), [["exhausted"], ["answer 302"]]);
});

test("redirections in a ring end", () => {
  const ring = Array.from({ length: 8 }, (_, i): ForkEvent[] => [
    heard(i, 302),
    { on: "more", groups: [[desk]] },
  ]);
  const story = told({ groups: [[desk]], follows: true, events: [start, ...ring.flat()] });
  assert.equal(story.flat().filter((text) => text.startsWith("redirected")).length, 5);
});

test("timer C: started with the branch, again with each provisional; who rings too long is cancelled", () => {
  const story = told({
    groups: [[desk]],
    timers: true,
    events: [start, heard(0, 100), heard(0, 180), { on: "timer", timer: "C 0" }, heard(0, 487)],
  });
  assert.deepEqual(story, [
    ["try 0 desk", "startTimer C 0"],
    [],
    ["startTimer C 0", "answer 180"],
    ["cancel 0"],
    ["stopTimer C 0", "exhausted"],
  ]);
});

test("nobody to try, and then somebody after all", () => {
  const more: ForkEvent = { on: "more", groups: [[desk]] };
  const story = told({ groups: [], events: [start, more, heard(0, 200)] });
  assert.deepEqual(story, [["exhausted"], ["try 0 desk"], ["answer 200", "accepted desk"]]);
});

test("several challenges go back as one", () => {
  const challenge = (realm: string): ForkEvent & { on: "response" } => ({
    on: "response",
    branch: 0,
    response: says(407, [{ name: "Proxy-Authenticate", text: `Digest realm="${realm}"` }]),
  });
  const facts: ForkFacts = { follows: () => false, goesOn: () => true };
  let fork = newFork(true, [[desk, mobile]]);
  let last: readonly ForkEffect[] = [];
  for (const event of [start, challenge("one"), { ...challenge("two"), branch: 1 }, giveUp])
    [fork, last] = forking.step(fork, event, facts);
  const [answer] = last;
  assert.ok(answer?.do === "answer");
  assert.deepEqual(answer.response.lines("Proxy-Authenticate"), [
    'Digest realm="one"',
    'Digest realm="two"',
  ]);
});

/* A call for help: a way that says nothing, or does not ring, holds the next one up for a moment. */

const helps = (...events: readonly ForkEvent[]): string[][] =>
  told({ groups: [[desk], [mobile]], events: [start, ...events], hurries: true });
const waited: ForkEvent = { on: "timer", timer: "late 0" };

test("for help the next way is tried when this one is silent, and whoever lifts first has the call", () => {
  assert.deepEqual(helps(waited, heard(1, 200)), [
    ["try 0 desk"],
    ["try 1 mobile"],
    ["answer 200", "accepted mobile", 'cancel 0 SIP;cause=200;text="Call completed elsewhere"'],
  ]);
  assert.deepEqual(helps(waited, heard(0, 180), heard(0, 200)).slice(2), [
    ["answer 180"],
    ["answer 200", "accepted desk", 'cancel 1 SIP;cause=200;text="Call completed elsewhere"'],
  ]);
});

test("for help who was late is still waited for when all others have refused", () => {
  assert.deepEqual(helps(waited, heard(1, 503), heard(0, 180), heard(0, 200)).slice(2), [
    [],
    ["answer 180"],
    ["answer 200", "accepted desk"],
  ]);
  const silent: ForkEvent = { on: "failed", branch: 0, why: "timeout" };
  assert.deepEqual(helps(waited, heard(1, 486), silent).slice(2), [[], ["exhausted"]]);
});

test("for help nobody is hurried who rings, nor the last way that is left", () => {
  const timers = (...events: readonly ForkEvent[]): string[] =>
    told({ groups: [[desk], [mobile]], events: [start, ...events], hurries: true, timers: true })
      .flat()
      .filter((text) => text.includes("late"));
  assert.deepEqual(timers(heard(0, 100), heard(0, 180)), [
    "startTimer late 0",
    "startTimer late 0",
    "stopTimer late 0",
  ]);
  assert.deepEqual(helps(waited, { on: "timer", timer: "late 1" })[2], []);
});

/* A member that has registered and is silent: the steps of its owner's policy do not wait for timer B. */

const [home, shed] = [target("home", { registered: true }), target("shed", { registered: true })];
const silent: ForkEvent = { on: "timer", timer: "late 0" };
const member = (...events: readonly ForkEvent[]): string[][] =>
  told({ groups: [[home]], events: [start, ...events], hasSteps: true, timers: true });
const elsewhereNow: ForkEvent = { on: "more", groups: [[mobile]] };
const timerWords = ["try 0 home", "startTimer C 0", "startTimer late 0"];

test("a member that says a word in time is waited for as ever", () => {
  assert.deepEqual(member(heard(0, 100), silent, heard(0, 180)), [
    timerWords,
    ["stopTimer late 0"],
    [],
    ["startTimer C 0", "stopTimer late 0", "answer 180"],
  ]);
});

test("a member that says none gives way to the steps, and is cancelled when somebody else answers", () => {
  const story = member(silent, elsewhereNow, heard(1, 200));
  assert.deepEqual(story.slice(1), [
    ["exhausted"],
    ["try 1 mobile", "startTimer C 1"],
    [
      "stopTimer C 1",
      "answer 200",
      "accepted mobile",
      "stopTimer C 0",
      "stopTimer late 0",
      `cancel 0 ${elsewhere}`,
    ],
  ]);
});

const later = (...events: readonly ForkEvent[]): string[][] =>
  told({ groups: [[home]], events: [start, silent, ...events], hasSteps: true }).slice(2);

test("a member that was late may still ring, answer, redirect and refuse, whatever is tried meanwhile", () => {
  assert.deepEqual(later(heard(0, 180), heard(0, 200)), [
    ["answer 180"],
    ["answer 200", "accepted home"],
  ]);
  assert.deepEqual(later(elsewhereNow, heard(0, 180), heard(1, 486), heard(0, 200)), [
    ["try 1 mobile"],
    ["answer 180"],
    [],
    ["answer 200", "accepted home"],
  ]);
  assert.deepEqual(later(heard(0, 486), giveUp), [["exhausted"], ["answer 486"]]);
});

test("the steps end it: the member's silence is 408, and it is cancelled when it comes", () => {
  assert.deepEqual(later(giveUp), [["refuse 408", "cancel 0"]]);
  assert.deepEqual(later({ on: "giveUp", status: 486 }), [["refuse 486", "cancel 0"]]);
  assert.deepEqual(later(hangsUp), [["refuse 487", "cancel 0"]]);
  assert.deepEqual(later({ on: "giveUp", status: 486 }, heard(0, 200)).at(-1), [
    "answer 200", // it crossed the CANCEL: the caller must be told (RFC 6026)
  ]);
});

test("timer B while the steps wait is no news", () => {
  const failed: ForkEvent = { on: "failed", branch: 0, why: "timeout" };
  assert.deepEqual(later(failed, giveUp), [[], ["refuse 408"]]);
});

test("a member that is asked anew is asked once", () => {
  assert.deepEqual(later({ on: "more", groups: [[home]] }, heard(0, 482), heard(1, 200)), [
    ["cancel 0", "try 1 home"],
    [],
    ["answer 200", "accepted home"],
  ]);
});

test("a member's other flow, and its next group, do not wait for one that is silent", () => {
  const flows = told({ groups: [[{ ...home, otherwise: shed }]], events: [start, silent, silent] });
  assert.deepEqual(flows.slice(1), [["try 1 shed"], []]);
  const groups = told({
    groups: [[home], [mobile]],
    events: [start, silent, heard(1, 486), giveUp],
  });
  assert.deepEqual(groups.slice(1), [["try 1 mobile"], ["exhausted"], ["answer 486", "cancel 0"]]);
});

test("a member with nothing behind it has all of timer B, and so has what is no INVITE", () => {
  const timers = (more: Omit<Story, "events">): readonly string[] =>
    told({ ...more, groups: [[home]], events: [start], timers: true }).flat();
  assert.deepEqual(timers({}), ["try 0 home", "startTimer C 0"]);
  assert.deepEqual(timers({ hasSteps: true, method: "MESSAGE" }), ["try 0 home"]);
});
