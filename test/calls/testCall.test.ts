/** A call that is only a test: what was thought of is what happens, everywhere but in what is counted. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { household, outcome, ring, settingsOf } from "./household.ts";

const friend = "+16135550177";
const mobile = "+16135550199";
const [kitchen, study] = ["kitchen", "study"].map((one) => ring(one));
const mailbox = { do: "mailbox" };
const forward = { do: "forward", to: { number: mobile } };
const screen = { do: "screen", targets: [{ device: "kitchen" }], for: 20 };
const busy = { do: "reject", cause: "busy" };
const mum = { id: "mum", name: "Mum", numbers: [friend], groups: ["family"] };
const forMum = [
  { id: "mum", name: "Mum", when: { is: "caller", in: "family" }, then: [study, busy] },
  { id: "all", name: "Everyone", when: { is: "always" }, then: [kitchen, mailbox] },
];

/** What the rules say, who rings, and what the record then says of each that was asked. */
const cases: readonly [string, object, { readonly from?: string }, readonly string[]][] = [
  [
    "rings, then the mailbox",
    settingsOf([kitchen, mailbox] as object[]),
    { from: friend },
    ["missed", "kitchen over", "mailbox over"],
  ],
  [
    "rings two after each other",
    settingsOf([kitchen, study, busy] as object[]),
    { from: friend },
    ["rejected", "kitchen over", "study over"],
  ],
  ["refuses", settingsOf([busy]), { from: friend }, ["rejected"]],
  [
    "goes by who calls",
    settingsOf([], { people: [mum], rules: forMum }),
    { from: friend },
    ["rejected", "study over"],
  ],
  [
    "goes by who does not",
    settingsOf([], { people: [mum], rules: forMum }),
    {},
    ["missed", "kitchen over", "mailbox over"],
  ],
  [
    "stays in the house",
    settingsOf([forward, kitchen, mailbox] as object[]),
    { from: friend },
    ["missed", `${mobile} over`, "kitchen over", "mailbox over"],
  ],
  [
    "says who it is when it is asked",
    settingsOf([screen, mailbox]),
    { from: "+16135550100" },
    ["missed", "kitchen over", "mailbox over"],
  ],
];

for (const [what, settings, asked, became] of cases)
  test(`what the simulator says of a call that ${what} is what a test of it does`, async () => {
    const { town, carrier } = await household(settings);
    const thought = town.control.decide(asked);
    const begun = town.control.testCall(asked);
    assert.ok(thought.ok && begun.ok);
    await town.runs(120_000);
    const call = town.control.call(begun.value.id);
    assert.deepEqual(
      [call?.decision?.plan, call?.decision?.because],
      [thought.value.plan, thought.value.because],
    );
    assert.deepEqual(outcome(town), became);
    assert.equal(call?.test, "inside");
    assert.equal(carrier.talks.length, 0, "nobody outside was called");
    assert.deepEqual(town.control.messages.page(undefined, 10).items, [], "no message is left");
    await town.mustBeIdle();
  });

test("a telephone shows that it is a test and of whom; who lifts is told so, and hears the own voice", async () => {
  const { town, kitchen: desk } = await household(
    settingsOf([kitchen, mailbox] as object[], { people: [mum] }),
  );
  const begun = town.control.testCall({ from: "613 555 0177" });
  await town.runs(1000);
  assert.match(
    desk.talk.incoming?.request.lines("From")[0] ?? "",
    /^"Test: Mum" <sip:\+16135550177@/,
  );
  desk.talk.lifts();
  await town.runs(7000);
  desk.talk.voice.forget();
  await town.runs(2000);
  assert.ok(desk.talk.voice.share(440) > 0.9, "its own tone comes back");
  desk.talk.hangsUp();
  await town.runs(1000);
  assert.deepEqual(outcome(town), ["answered", "kitchen over"]);
  assert.ok(begun.ok && town.control.call(begun.value.id)?.outcome === "answered");
  await town.mustBeIdle();
});

test("who is asked about it hears what it says, and cannot block it", async () => {
  const { town, kitchen: desk } = await household(settingsOf([screen, mailbox]));
  town.control.testCall({ from: "+16135550100" });
  await town.runs(16_000);
  desk.talk.lifts();
  await town.runs(2500);
  desk.talk.voice.forget();
  await town.runs(1500);
  assert.ok(desk.talk.voice.level() > 0.005, "it has said something");
  desk.talk.voice.press(3);
  await town.runs(3000);
  assert.deepEqual(town.server.settings.callers.block, []);
  await town.mustBeIdle();
});

test("the outside is called when its owner says so; help never", async () => {
  const help = { do: "forward", to: { number: "911" } };
  const { town, carrier } = await household(settingsOf([help, forward, busy]));
  town.control.testCall({ from: friend, outside: true });
  await town.runs(1000);
  assert.deepEqual(
    carrier.talks.map((talk) =>
      String(talk.incoming?.request.uri.ok && talk.incoming.request.uri.value.user),
    ),
    [mobile],
  );
  carrier.talk.lifts();
  await town.runs(301_000);
  assert.ok(carrier.talk.isOver, "nobody pays for more than five minutes");
  await town.mustBeIdle();
});

test("it is counted nowhere, and the last caller is who it was", async () => {
  const { town, carrier } = await household(settingsOf([kitchen, busy] as object[]));
  const call = await carrier.calls("+16135550142", { from: friend });
  await town.runs(1000);
  call.hangsUp();
  await town.runs(1000);
  const { control } = town;
  const counted = async () => [
    control.status().today,
    control.ruleUses(),
    (await control.metrics()).replaceAll(/^ringwise_held.*$/gm, ""), // that is of now
  ];
  const before = await counted();
  assert.deepEqual(before[0], { missed: 1 });
  control.testCall({ from: "+16135550100" });
  await town.runs(30_000);
  assert.deepEqual(await counted(), before);
  assert.equal(control.calls(undefined, 10).items.length, 2);
  assert.equal(control.calls(undefined, 10, { outcome: "missed" }).items.length, 1);
  const again = control.replay([{ id: "a", when: { is: "always" }, then: [busy] }], 50);
  assert.ok(again.ok && again.value.looked === 1);
  await town.mustBeIdle();
});

test("a draft of the rules decides it, and nothing of the draft is kept", async () => {
  const { town } = await household(settingsOf([busy]));
  const { control } = town;
  const before = control.settings.read();
  const draft = [{ id: "new", name: "New", when: { is: "caller", in: "family" }, then: [busy] }];
  const rules = [...draft, { id: "all", when: { is: "always" }, then: [study, mailbox] }];
  const begun = control.testCall({ from: friend, rules });
  await town.runs(60_000);
  const call = begun.ok ? control.call(begun.value.id) : undefined;
  assert.deepEqual([call?.test, call?.drafted], ["inside", true]);
  assert.deepEqual(outcome(town), ["missed", "study over", "mailbox over"]);
  assert.deepEqual(control.settings.read(), before, "the settings are what they were");
  assert.deepEqual(control.ruleUses(), []);
  assert.deepEqual(control.messages.page(undefined, 10).items, []);
  control.testCall({ from: friend });
  await town.runs(5000);
  assert.deepEqual(outcome(town), ["rejected"], "the next is decided by those in force");
  await town.mustBeIdle();
});

test("a draft that could not be kept begins no call", async () => {
  const { town } = await household(settingsOf([busy]));
  const rules = [{ id: "all", when: { is: "always" }, then: [ring("attic")] }];
  const begun = town.control.testCall({ rules });
  assert.equal(begun.ok ? "" : begun.problem.code, "settings.unknown.device");
  assert.equal(town.control.calls(undefined, 10).items.length, 0);
  await town.mustBeIdle();
});

test("through an account that is not there, and when no calls are taken, none begins", async () => {
  const { town } = await household(settingsOf([busy]));
  const code = (asked: object) => {
    const begun = town.control.testCall(asked);
    return begun.ok ? "" : begun.problem.code;
  };
  assert.equal(code({ via: "nobody" }), "decide.unknownAccount");
  town.server.closeDoor();
  assert.equal(code({}), "server.closing");
  await town.mustBeIdle();
});
