/** A party at an account puts ours through (`mayTransfer`): REFER inwards, and INVITE with Replaces outwards (RFC 3515, 3891, 3892, 5589). */
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { Person } from "../phones/person.ts";
import { replacing, type Talk } from "../phones/talk.ts";
import type { Town } from "../phones/town.ts";
import { hearEachOther } from "./hearEachOther.ts";
import { golden, household, number, ring, settingsOf } from "./household.ts";

const account = (id: string, server: string): object => ({
  id,
  kind: "carrier",
  server,
  transport: "udp",
  register: false,
  mayTransfer: true,
});
const accounts = [account("carrier", "192.0.2.10"), account("other", "192.0.2.11")];
const settings = (more: object = {}): object =>
  settingsOf([{ ...ring("kitchen"), for: 60 }], {
    accounts,
    outgoing: { route: ["other"] },
    ...more,
  });
const mailboxOnly = [{ id: "all", when: { is: "always" }, then: [{ do: "mailbox" }] }];
const third = "sip:+16135550199@192.0.2.10";
const nowhere = "a-call@elsewhere.example;to-tag=theirs;from-tag=mine";
const into = (uri: string, dialog = nowhere): string =>
  `${uri}?Replaces=${encodeURIComponent(dialog)}`;

/** Somebody else talks to them, by no server of ours; the dialog as a Replaces names it. */
async function consulting(town: Town, there: Person): Promise<{ bob: Talk; dialog: string }> {
  const world = town.sim.host("192.0.2.99");
  const bob = await Person.open({
    ...{ name: "bob", host: "192.0.2.99", world, tone: 900, server: there.host },
  });
  town.people.push(bob);
  const call = await bob.calls("carol");
  await town.runs(500);
  there.talk.lifts();
  await town.runs(500);
  return { bob: call, dialog: replacing(call).text };
}

/** The kitchen talks to whoever called. */
async function talking(more: object = {}) {
  const home = await household(settings(more));
  const { town, carrier, kitchen } = home;
  const other = await town.person("other", "192.0.2.11", 800);
  const caller = await carrier.calls(number, { from: "+16135550177" });
  await town.runs(1000);
  const desk = kitchen.talk;
  desk.lifts();
  await town.runs(1000);
  town.begins();
  return { ...home, other, caller, desk };
}

const line = ({ incoming }: Talk, name: string): string =>
  incoming?.request.lines(name).join(", ") ?? "";
const answers = ({ told }: Talk): readonly string[] =>
  told.filter((one) => one.startsWith("replied"));

test("blind: the telephone hears ringing, then the third, and the record says who did it", async (t: TestContext) => {
  const { town, carrier, other, caller, desk } = await talking();
  caller.transfers(third, "sip:+16135550177@192.0.2.10");
  await town.runs(2000);
  assert.deepEqual(answers(caller), ["replied 202"]);
  assert.deepEqual(caller.notices, ["SIP/2.0 100 Trying active", "SIP/2.0 180 Ringing active"]);
  assert.equal(carrier.talks.length, 1, "it goes out by the owner's own ways");
  const heard: number[] = [];
  for (let n = 0; n < 6; n++) {
    await town.runs(1000);
    heard.push(desk.voice.lately(440) + desk.voice.lately(480));
  }
  assert.ok(Math.max(...heard) > 0.9, `ringback: ${heard}`);
  assert.equal(line(other.talk, "Referred-By"), "<sip:+16135550177@192.0.2.10>");
  assert.equal(line(other.talk, "Replaces"), "");
  other.talk.lifts();
  await town.runs(500);
  assert.equal(caller.notices.at(-1), "SIP/2.0 200 OK terminated");
  caller.hangsUp();
  await town.runs(500);
  await hearEachOther(town, { talk: desk, says: 440 }, { talk: other.talk, says: 800 });
  desk.hangsUp();
  await town.runs(1000);
  assert.ok(other.talk.isOver);
  const [out, into] = town.calls().map(({ record }) => record);
  assert.deepEqual([out?.transferred, into?.transferred], [into?.id, out?.id]);
  assert.deepEqual([into?.transferredTo, out?.transferredTo], ["+16135550199", undefined]);
  assert.deepEqual([out?.referred, out?.direction, out?.to], ["carrier", "out", "+16135550199"]);
  golden(t, town, "transferByParty");
  await town.mustBeIdle();
});

test("nobody comes: the caller and the telephone talk on; where the caller has gone, the call is over", async () => {
  for (const hasGone of [false, true]) {
    const { town, other, caller, desk } = await talking();
    other.manner = "nothing";
    caller.holds();
    await town.runs(500);
    caller.transfers(third);
    await town.runs(1000);
    if (hasGone) caller.hangsUp();
    await town.runs(500);
    other.talk.refuses(486);
    await town.runs(1000);
    if (hasGone) assert.ok(desk.isOver);
    else {
      assert.equal(caller.notices.at(-1), "SIP/2.0 486 Busy Here terminated");
      caller.resumes();
      await town.runs(500);
      await hearEachOther(town, { talk: caller, says: 1000 }, { talk: desk, says: 440 });
      desk.hangsUp();
    }
    await town.mustBeIdle();
  }
});

test("the telephone hangs up meanwhile: the ringing stops", async () => {
  const { town, other, caller, desk } = await talking();
  caller.transfers(third);
  await town.runs(1000);
  desk.hangsUp();
  await town.runs(6000);
  assert.ok(other.talk.isOver && caller.isOver);
  await town.mustBeIdle();
});

test("whom the owner called may do it, too, and the third after that", async () => {
  const { town, carrier, kitchen } = await household(settings({ outgoing: {} }));
  const other = await town.person("other", "192.0.2.11", 800);
  const desk = await kitchen.calls("6135550177");
  await town.runs(1000);
  const first = carrier.talk;
  first.lifts();
  await town.runs(1000);
  first.transfers(third);
  await town.runs(1000);
  const second = carrier.talk;
  second.lifts();
  await town.runs(500);
  first.hangsUp();
  second.transfers("sip:202@192.0.2.10");
  await town.runs(1000);
  const last = carrier.talk;
  assert.match(last.incoming?.request.uriText ?? "", /^sip:202@192\.0\.2\.10/);
  last.lifts();
  await town.runs(500);
  second.hangsUp();
  await town.runs(500);
  await hearEachOther(town, { talk: desk, says: 440 }, { talk: last, says: 1000 });
  assert.deepEqual(other.talks, [], "what only its own network knows goes back there");
  desk.hangsUp();
  await town.mustBeIdle();
});

test("never: for help, at another price, into the house, to the owner, past a limit, to anybody's host", async () => {
  const never = [
    "sip:911@192.0.2.10",
    "urn:service:sos",
    "sip:+442079460199@192.0.2.10",
    "sip:+19005550199@192.0.2.10",
    "sip:study@192.0.2.1",
    "sip:*97@192.0.2.10",
    "sip:411@192.0.2.10",
    "sip:%2A72%2B19005550199@192.0.2.10",
    "sip:*1234@192.0.2.1",
    `sip:${number}@192.0.2.10`,
    "sip:carol@203.0.113.9",
    "sip:carol@192.0.2.11",
    "tel:911",
  ];
  const { town, carrier, other, study, caller, desk } = await talking();
  for (const address of never) {
    caller.transfers(address);
    await town.runs(500);
    assert.match(answers(caller).at(-1) ?? "", /replied (400|603)/, address);
  }
  assert.deepEqual([carrier.talks.length, other.talks.length, study.talks.length], [1, 0, 0]);
  await hearEachOther(town, { talk: caller, says: 1000 }, { talk: desk, says: 440 });
  caller.hangsUp();
  await town.mustBeIdle();

  for (const limits of [{ callsAtOnce: 1 }, { minutesPerDay: 0 }]) {
    const limited = await talking({ outgoing: { limits } });
    limited.caller.transfers(third);
    await limited.town.runs(500);
    assert.deepEqual(answers(limited.caller), ["replied 603"]);
    limited.caller.hangsUp();
    await limited.town.mustBeIdle();
  }
});

test("an account that was not let, and a caller who comes from none", async () => {
  const plain = { ...account("carrier", "192.0.2.10"), mayTransfer: false };
  const { town, other, caller, desk } = await talking({ accounts: [plain, accounts[1]] });
  caller.transfers(third);
  caller.transfers(into("sip:carol@192.0.2.10"));
  await town.runs(500);
  assert.deepEqual(answers(caller), ["replied 603", "replied 481"]);
  desk.hangsUp();
  await town.runs(1000);
  const stranger = await town.person("stranger", "192.0.2.77", 900);
  const call = await stranger.calls("sip:ada@example.net");
  await town.runs(1000);
  const [, again = desk] = town.people.find(({ name }) => name === "kitchen")?.talks ?? [];
  again.lifts();
  await town.runs(1000);
  call.transfers(third);
  await town.runs(500);
  assert.deepEqual([answers(call), other.talks], [["replied 603"], []]);
  call.hangsUp();
  await town.mustBeIdle();
});

test("no telephone of ours to put through: the mailbox, who is parked, a call for help", async () => {
  const alone = { rules: mailboxOnly, outgoing: {}, accounts: accounts.slice(0, 1) };
  const { town, carrier, kitchen } = await household(settings(alone));
  const caller = await carrier.calls(number);
  await town.runs(1000);
  caller.transfers(third);
  await town.runs(500);
  assert.deepEqual(answers(caller), ["replied 603"]);
  caller.hangsUp();
  await town.runs(2000);
  await kitchen.calls("911");
  await town.runs(1000);
  const help = carrier.talk;
  help.lifts();
  await town.runs(500);
  help.transfers(third);
  await town.runs(500);
  assert.deepEqual(answers(help), ["replied 603"]);
  help.hangsUp();
  await town.mustBeIdle();

  const parked = await talking();
  parked.desk.holds();
  await parked.town.runs(500);
  await parked.kitchen.calls("*84");
  await parked.town.runs(8000);
  parked.caller.transfers(third);
  await parked.town.runs(500);
  assert.deepEqual(answers(parked.caller), ["replied 603"]);
  parked.caller.hangsUp();
  await parked.town.mustBeIdle();
});

test("both put each other through at once: those who come talk, and all of it ends", async () => {
  const { town, carrier, other, caller, desk } = await talking();
  desk.transfers("sip:6135550188@192.0.2.1");
  caller.transfers(third);
  await town.runs(1000);
  const [one, two] = other.talks;
  assert.ok(one && two && carrier.talks.length === 1);
  one.lifts();
  two.lifts();
  await town.runs(1000);
  await hearEachOther(town, { talk: one, says: 800 }, { talk: two, says: 800 });
  one.hangsUp();
  await town.runs(6000);
  assert.ok(two.isOver && caller.isOver && desk.isOver);
  await town.mustBeIdle();
});

test("attended: the caller has called another telephone of ours as well, and goes", async () => {
  const both = [
    { id: "second", when: { is: "caller", like: "+16135550178" }, then: [ring("study")] },
    { id: "all", when: { is: "always" }, then: [{ ...ring("kitchen"), for: 60 }] },
  ];
  const { town, carrier, study, caller, desk } = await talking({ rules: both });
  const second = await carrier.calls(number, { from: "+16135550178" });
  await town.runs(1000);
  study.talk.lifts();
  await town.runs(1000);
  second.transfers(caller);
  await town.runs(1000);
  assert.deepEqual(second.notices.at(-1), "SIP/2.0 200 OK terminated");
  await town.runs(6000);
  assert.ok(caller.isOver && second.isOver);
  await hearEachOther(town, { talk: desk, says: 440 }, { talk: study.talk, says: 600 });
  desk.hangsUp();
  await town.mustBeIdle();
});

test("attended elsewhere: our INVITE takes the caller's place there, through its own account alone", async (t: TestContext) => {
  const { town, carrier, other, caller, desk } = await talking();
  const { bob, dialog } = await consulting(town, carrier);
  town.begins();
  const carol = "sip:carol@192.0.2.10;maddr=203.0.113.9";
  caller.transfers(into(carol, dialog), "sip:bob@192.0.2.10");
  await town.runs(1000);
  const there = carrier.talk;
  assert.equal(there.incoming?.replaces, carrier.talks.at(-2)?.session, "carol's with bob");
  assert.equal(there.incoming?.request.uriText, "sip:carol@192.0.2.10");
  assert.deepEqual(
    ["Replaces", "Require", "Referred-By"].map((name) => line(there, name)),
    [dialog, "replaces", "<sip:bob@192.0.2.10>"],
  );
  there.lifts();
  carrier.talks.at(-2)?.hangsUp();
  await town.runs(500);
  assert.equal(caller.notices.at(-1), "SIP/2.0 200 OK terminated");
  caller.hangsUp();
  await town.runs(500);
  assert.ok(bob.isOver && caller.isOver);
  await hearEachOther(town, { talk: desk, says: 440 }, { talk: there, says: 1000 });
  assert.deepEqual(other.talks, []);
  there.hangsUp();
  await town.runs(1000);
  assert.ok(desk.isOver);
  golden(t, town, "transferByPartyReplaces");
  await town.mustBeIdle();
});

test("an account whose server has a name is known by its addresses as well", async () => {
  const named = { ...account("maple", "maple.example") };
  const { town, carrier, kitchen } = await household(
    settings({ accounts: [named], outgoing: {} }),
    {
      internet: ({ network }) => {
        network.record("maple.example", "A", ["192.0.2.10"]);
      },
    },
  );
  await town.runs(1000);
  const caller = await carrier.calls(number);
  await town.runs(1000);
  kitchen.talk.lifts();
  await town.runs(1000);
  for (const address of ["sip:202@203.0.113.9", "sip:202@192.0.2.10:5060"]) {
    caller.transfers(address);
    await town.runs(1000);
  }
  assert.deepEqual(answers(caller), ["replied 603", "replied 202"]);
  assert.match(carrier.talk.incoming?.request.uriText ?? "", /^sip:202@maple\.example/);
  kitchen.talk.hangsUp();
  await town.runs(1000);
  await town.mustBeIdle();
});

test("attended elsewhere, and that dialog is none any more: the first call goes on", async () => {
  const { town, carrier, caller, desk } = await talking();
  carrier.manner = { refuses: 481 };
  caller.transfers(into("sip:carol@192.0.2.10"));
  await town.runs(1000);
  assert.match(caller.notices.at(-1) ?? "", /^SIP\/2\.0 4\d\d .* terminated$/);
  await hearEachOther(town, { talk: caller, says: 1000 }, { talk: desk, says: 440 });
  caller.hangsUp();
  await town.mustBeIdle();
});

test("attended elsewhere, at hosts that are nobody's: 481", async () => {
  const { town, carrier, other, caller, desk } = await talking();
  for (const address of [
    into("sip:carol@203.0.113.9"),
    into("sip:carol@192.0.2.11"),
    into("sip:911@192.0.2.10"),
    into("sip:+19005550199@192.0.2.10"),
    "sip:carol@192.0.2.10?Replaces=nonsense",
  ]) {
    caller.transfers(address);
    await town.runs(500);
    assert.equal(answers(caller).at(-1), "replied 481", address);
  }
  assert.deepEqual([carrier.talks.length, other.talks.length], [1, 0]);
  desk.hangsUp();
  await town.mustBeIdle();
});

test("a telephone of ours has asked somebody elsewhere: at an account, or at another telephone by itself", async () => {
  for (const at of ["carrier", "study"] as const) {
    const { town, carrier, study, caller, desk } = await talking();
    const person = at === "study" ? study : carrier;
    const { bob, dialog } = await consulting(town, person);
    const asked = person.talk;
    const contact = bob.session?.remoteTarget() ?? "";
    desk.holds();
    await town.runs(500);
    desk.transfers(into(at === "study" ? contact : "sip:carol@192.0.2.10", dialog));
    await town.runs(1000);
    const there = person.talk;
    assert.equal(there.incoming?.replaces, asked.session);
    asked.hangsUp();
    assert.match(line(there, "Referred-By"), at === "study" ? /^$/ : /^<sip:[^@]+@192\.0\.2\.10>$/);
    there.lifts();
    await town.runs(500);
    assert.equal(desk.notices.at(-1), "SIP/2.0 200 OK terminated");
    desk.hangsUp();
    await town.runs(500);
    const says = at === "study" ? 600 : 1000;
    await hearEachOther(town, { talk: caller, says: 1000 }, { talk: there, says });
    caller.hangsUp();
    await town.mustBeIdle();
  }
});
