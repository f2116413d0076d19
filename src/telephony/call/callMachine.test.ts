import assert from "node:assert/strict";
import { test } from "node:test";
import { replay } from "#kit/machine.ts";
import { type Seconds, wallTime } from "#kit/time.ts";
import type { CallAbout, CallEffect, CallEvent, CallFacts, CallState } from "./call.ts";
import { callMachine, fetchCall, startCall } from "./callMachine.ts";
import type { CallRecord } from "./callRecord.ts";
import { because, type CallId, type LegEvent, type LegId } from "./leg.ts";
import type { Endpoint } from "./legTarget.ts";
import type { Decision, Plan, RingStep, Target } from "./plan.ts";

const about: CallAbout = {
  id: "c" as CallId,
  direction: "in",
  from: { number: "+442079460123" },
  to: "+16135550142",
  began: wallTime(0),
};
const kitchen = { device: "kitchen" };
const desk = { device: "desk" };
const mobile = { number: "+16135550199" };
const ring = (targets: readonly Target[], more: Partial<RingStep> = {}): RingStep => ({
  do: "ring",
  targets,
  order: "together",
  for: 20 as Seconds,
  whenBusy: "wait",
  ...more,
});
const mailbox = { do: "mailbox" } as const;
const decided = (plan: Plan): CallEvent => ({
  on: "directed",
  decision: { plan, because: [], cause: null } satisfies Decision,
});
const leg = (name: string, event: LegEvent | LegEvent["on"]): CallEvent => ({
  on: "leg",
  leg: `c.${name}` as LegId,
  event: typeof event === "string" ? ({ on: event } as LegEvent) : event,
});
const ended = (name: string, kind: Parameters<typeof because>[0] = "normal"): CallEvent =>
  leg(name, { on: "ended", cause: because(kind) });
const timer = (name: string): CallEvent => ({ on: "timer", timer: name as "step" });

const states: Record<string, "idle" | "busy" | "offline"> = {};
const reach = (target: Target): readonly Endpoint[] => {
  if ("device" in target)
    return [{ to: "device", device: target.device, state: states[target.device] ?? "idle" }];
  if ("address" in target)
    return target.address.includes("forbidden")
      ? []
      : [{ to: "outside", routes: [{ account: "carrier", address: target.address }] }];
  const address = "number" in target ? target.number : "?";
  return [
    {
      to: "outside",
      routes: [
        { account: "one", address },
        { account: "two", address },
      ],
    },
  ];
};
const facts: CallFacts = { now: wallTime(5000), reach, leftToday: () => undefined };

const short = (id: string): string => id.slice(id.lastIndexOf(".") + 1);

function say(effect: CallEffect): string {
  switch (effect.do) {
    case "createLeg":
      return `+${short(effect.leg)} ${Object.values(effect.target).slice(1).join("/") || effect.target.to}`;
    case "command": {
      const { command } = effect;
      if (command.do === "ring") return "";
      const what = command.do === "end" ? `end ${command.cause.kind}` : command.do;
      const audio = command.do === "progress" && command.audio ? " audio" : "";
      return `${short(effect.leg)} ${what}${audio}`;
    }
    case "hear": {
      const ears = effect.hearing.filter((ear) => ear.speakers.length > 0 || ear.sound);
      const all = ears.map(
        ({ listener, speakers, sound }) =>
          `${short(listener)}←${[...speakers.map(short), ...(sound ? [sound] : [])].join("+")}`,
      );
      return `hear ${all.join(" ") || "nothing"}`;
    }
    case "record":
      return `record ${effect.entry.outcome} ${effect.entry.cause?.kind}`;
    case "startTimer":
      return `${effect.timer}+${effect.after / 1000}`;
    case "stopTimer":
      return "";
    case "direct":
    case "block":
    case "consult":
    case "refer":
      return effect.do;
  }
}

function told(start: CallState, events: readonly CallEvent[]): readonly string[] {
  return replay(callMachine, start, events, facts).map(([state, effects]) => {
    const words = effects.map(say).filter((word) => word && word !== "hear nothing");
    return `${state.name}: ${words.join(", ")}`;
  });
}
const story = (...events: readonly CallEvent[]): readonly string[] =>
  told(startCall(about)[0], events);

function recordAfter(...events: readonly CallEvent[]): CallRecord {
  const steps = replay(callMachine, startCall(about)[0], events, facts);
  const entries = steps.flatMap(([, effects]) =>
    effects.flatMap((effect) => (effect.do === "record" ? [effect.entry] : [])),
  );
  assert.equal(entries.length, 1, "recorded once");
  return entries[0] as CallRecord;
}

test("two telephones ring, one answers: the other is told so, then the caller is answered and both hear each other", () =>
  assert.deepEqual(
    story(
      decided([ring([kitchen, desk])]),
      leg("b1", "ringing"),
      leg("b2", "ringing"),
      leg("b2", "answered"),
      ended("b1", "answeredElsewhere"),
      ended("b2"),
      ended("a"),
    ),
    [
      "trying: total+900, step+20, +b1 kitchen, +b2 desk",
      "trying: a progress",
      "trying: ",
      "joined: b1 end answeredElsewhere, a answer, hear a←b2 b2←a",
      "joined: ",
      "ending: a end normal, record answered normal, goodbye+35",
      "over: ",
    ],
  ));

test("nobody answers in time: the next step rings others, and a telephone in both rings on", () =>
  assert.deepEqual(
    story(
      decided([ring([kitchen]), ring([kitchen, mobile]), mailbox]),
      leg("b1", "ringing"),
      timer("step"),
      timer("step"),
    ).slice(2),
    [
      "trying: step+20, +b2 one/+16135550199, route b2+5",
      "trying: b1 end noAnswer, b2 end noAnswer, step+20, +b3 mailbox",
    ],
  ));

test("a mailbox that answers is joined, and its message is the outcome", () => {
  const events = [
    decided([mailbox]),
    leg("b1", "answered"),
    leg("b1", { on: "messageLeft", message: "m1" }),
    ended("b1"),
    ended("a"),
  ];
  assert.deepEqual(story(...events), [
    "trying: total+900, step+20, +b1 mailbox",
    "joined: a answer, hear a←b1 b1←a",
    "joined: ",
    "ending: a end normal, record message normal, goodbye+35",
    "over: ",
  ]);
  assert.equal(recordAfter(...events).message, "m1");
});

test("who hangs up on the mailbox without a word has missed us", () =>
  assert.equal(
    recordAfter(decided([mailbox]), leg("b1", "answered"), ended("a"), ended("b1")).outcome,
    "missed",
  ));

test("busy: the next step comes at once; one telephone's busy ends nobody else's ringing", () =>
  assert.deepEqual(
    story(
      decided([ring([kitchen, desk]), mailbox]),
      leg("b2", "ringing"),
      ended("b1", "busy"),
      ended("b2", "rejected"),
    ).slice(1),
    ["trying: a progress", "trying: ", "trying: step+20, +b3 mailbox"],
  ));

test("a plan that runs out ends with a reason, never in silence", () => {
  const events = [decided([ring([kitchen])]), leg("b1", "ringing"), timer("step")];
  assert.deepEqual(story(...events).slice(2), [
    "ending: a end noAnswer, b1 end noAnswer, record missed noAnswer, goodbye+35",
  ]);
});

test("a telephone that is not there, or is in use and not to be disturbed, is noted and passed over", () => {
  Object.assign(states, { kitchen: "offline", desk: "busy" });
  const record = recordAfter(decided([ring([kitchen, desk], { whenBusy: "skip" })]), ended("a"));
  assert.deepEqual(
    record.legs.map(({ target, cause }) => `${target} ${cause?.kind}`),
    ["kitchen unreachable", "desk busy"],
  );
  Object.assign(states, { kitchen: "idle", desk: "idle" });
});

test("rejected by a rule: the caller is told that cause", () => {
  assert.deepEqual(story(decided([{ do: "reject", cause: "anonymousRefused" }])), [
    "ending: a end anonymousRefused, record rejected anonymousRefused, goodbye+35",
  ]);
});

test("the caller gives up: whoever rings is told to stop", () =>
  assert.deepEqual(
    story(
      decided([ring([kitchen, desk])]),
      ended("a", "cancelled"),
      ended("b1", "cancelled"),
      ended("b2", "cancelled"),
    ).slice(1),
    [
      "ending: b1 end cancelled, b2 end cancelled, record missed cancelled, goodbye+35",
      "ending: ",
      "over: ",
    ],
  ));

test("an answer that crosses our goodbye changes nothing", () =>
  assert.deepEqual(
    story(
      decided([ring([kitchen, desk])]),
      leg("b1", "answered"),
      leg("b2", "answered"),
      leg("b2", { on: "held" }),
      ended("b2"),
    ).slice(2),
    ["joined: ", "joined: ", "joined: "],
  ));

test("in turn: each has its time, a refusal passes it on at once", () =>
  assert.deepEqual(
    story(
      decided([ring([kitchen, desk, mobile], { order: "inTurn", for: 10 as Seconds })]),
      ended("b1", "busy"),
      timer("step"),
      timer("step"),
    ),
    [
      "trying: total+900, step+10, +b1 kitchen",
      "trying: step+10, +b2 desk",
      "trying: b2 end noAnswer, step+10, +b3 one/+16135550199, route b3+5",
      "ending: a end noAnswer, b3 end noAnswer, record missed noAnswer, goodbye+35",
    ],
  ));

test("a delayed target rings later, or at once when nobody else rings", () => {
  const delayed = { ...desk, after: 8 as Seconds };
  assert.deepEqual(story(decided([ring([kitchen, delayed])]), timer("after b2")), [
    "trying: total+900, step+20, +b1 kitchen, after b2+8",
    "trying: +b2 desk",
  ]);
  assert.deepEqual(
    story(decided([ring([kitchen, delayed])]), ended("b1", "busy"))[1],
    "trying: +b2 desk",
  );
});

test("keepRinging: it rings on beside the next step", () =>
  assert.deepEqual(
    story(
      decided([ring([kitchen], { keepRinging: true }), ring([desk]), mailbox]),
      timer("step"),
      ended("b2", "busy"),
      leg("b3", "answered"),
    ).slice(1),
    [
      "trying: step+20, +b2 desk",
      "trying: step+20, +b3 mailbox",
      "joined: b1 end answeredElsewhere, a answer, hear a←b3 b3←a",
    ],
  ));

test("early audio passes from a sole target only", () => {
  assert.deepEqual(
    story(
      decided([{ do: "forward", to: mobile }]),
      leg("b1", "ringing"),
      leg("b1", "earlyAudio"),
    ).slice(1),
    ["trying: a progress", "trying: a progress audio, hear a←b1 b1←a"],
  );
  assert.deepEqual(story(decided([ring([kitchen, mobile])]), leg("b2", "earlyAudio")).slice(1), [
    "trying: a progress",
  ]);
});

test("after early audio, a caller who has audio hears our ringback while others ring", () =>
  assert.deepEqual(
    story(
      decided([{ do: "announce", prompt: "please-wait" }, ring([kitchen, desk])]),
      leg("b1", "earlyAudio"),
      ended("b1"),
    ),
    [
      "trying: total+900, step+300, +b1 please-wait",
      "trying: a progress audio, hear a←b1 b1←a",
      "trying: step+20, +b2 kitchen, +b3 desk, hear a←ringback",
    ],
  ));

test("an account that fails or stays silent gives way to the next; a busy party does not", () => {
  const forward = decided([{ do: "forward", to: mobile }, mailbox]);
  assert.deepEqual(story(forward, ended("b1", "unreachable"))[1], "trying: +b2 two/+16135550199");
  assert.deepEqual(
    story(forward, timer("route b1"))[1],
    "trying: b1 end noResponse, +b2 two/+16135550199",
  );
  assert.deepEqual(story(forward, ended("b1", "busy"))[1], "trying: step+20, +b2 mailbox");
});

test("a call for help tries the next account beside a silent one, has no time limit, and takes the first answer", () => {
  const help: CallAbout = { ...about, direction: "out", to: "911", emergency: true };
  const events = [
    decided([{ do: "forward", to: { number: "911" } }]),
    timer("route b1"),
    leg("b2", "proceeding"),
    leg("b2", "answered"),
    leg("b1", "answered"),
  ];
  assert.deepEqual(told(startCall(help)[0], events), [
    "trying: +b1 one/911, route b1+2, ringing b1+6",
    "trying: +b2 two/911",
    "trying: ",
    "joined: b1 end answeredElsewhere, a answer, hear a←b2 b2←a",
    "joined: ",
  ]);
});

test("a 3xx is followed once, and only where the owner may call", () => {
  const moved = (name: string, address: string): CallEvent =>
    leg(name, { on: "redirected", addresses: [address] });
  const start = decided([ring([kitchen]), mailbox]);
  assert.deepEqual(
    story(
      start,
      moved("b1", "sip:elsewhere@x"),
      ended("b1", "redirected"),
      moved("b2", "sip:again@x"),
      ended("b2", "redirected"),
    ).slice(1),
    ["trying: ", "trying: +b2 carrier/sip:elsewhere@x", "trying: ", "trying: step+20, +b3 mailbox"],
  );
  assert.equal(
    story(start, moved("b1", "sip:forbidden@x"), ended("b1", "redirected"))[2],
    "trying: step+20, +b2 mailbox",
  );
});

test("hold: the held hears music, the holder nothing; both come back", () =>
  assert.deepEqual(
    story(
      decided([ring([kitchen])]),
      leg("b1", "answered"),
      leg("b1", "held"),
      leg("b1", "held"),
      leg("b1", "resumed"),
    ).slice(2),
    ["joined: a hold, hear a←music", "joined: ", "joined: a resume, hear a←b1 b1←a"],
  ));

test("a digit that only we heard is passed on; one in the sound is not sent twice", () =>
  assert.deepEqual(
    story(
      decided([ring([kitchen])]),
      leg("b1", "answered"),
      leg("a", { on: "digit", digit: "5", by: "signal" }),
      leg("a", { on: "digit", digit: "5", by: "audio" }),
    ).slice(2),
    ["joined: b1 sendDigit", "joined: "],
  ));

test("a call from the page rings the owner's telephone first, then plays ringback to it", () => {
  const out: CallAbout = { ...about, direction: "out" };
  const [start, effects] = fetchCall(out, { to: "device", device: "desk" }, { number: "+1" });
  assert.deepEqual(effects.map(say).filter(Boolean), ["step+60", "+a desk"]);
  assert.deepEqual(
    told(start, [
      leg("a", "ringing"),
      leg("a", "answered"),
      decided([{ do: "forward", to: mobile }]),
      leg("b1", "ringing"),
      leg("b1", "answered"),
    ]),
    [
      "fetching: ",
      "directing: directing+15, direct",
      "trying: total+900, step+180, +b1 one/+16135550199, route b1+5, hear a←ringback",
      "trying: ",
      "joined: minutes+0, hear a←b1 b1←a",
    ],
  );
});

test("a call out hears what its party said: busy stays busy", () => {
  const out: CallAbout = { ...about, direction: "out" };
  const events = [decided([{ do: "forward", to: mobile }]), ended("b1", "busy")];
  assert.match(told(startCall(out)[0], events)[1] ?? "", /a end busy/);
});

test("a call forwarded outside is recorded so", () =>
  assert.equal(
    recordAfter(decided([{ do: "forward", to: mobile }]), leg("b1", "answered"), ended("a"))
      .outcome,
    "forwarded",
  ));

test("a party that never says goodbye is not waited for for ever", () =>
  assert.deepEqual(
    story(decided([ring([kitchen])]), ended("a"), timer("goodbye"))
      .slice(1)
      .map((l) => l.split(":")[0]),
    ["ending", "over"],
  ));
