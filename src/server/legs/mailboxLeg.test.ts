import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { problem } from "#kit/problem.ts";
import { millis, seconds } from "#kit/time.ts";
import { audioPortId } from "#media/engine/mediaEngine.ts";
import { mailboxLeg } from "#server/legs/mailboxLeg.ts";
import type { MailboxGuest, MailboxMeans } from "#server/legs/mailboxMeans.ts";
import type { OwnParty } from "#server/legs/ownParty.ts";
import { Greetings } from "#server/mailbox/greetings.ts";
import { Messages } from "#server/mailbox/messages.ts";
import { PinGuard } from "#server/mailbox/pinGuard.ts";
import { NotedEngine } from "#server/notedEngine.ts";
import { PortEvents } from "#server/portEvents.ts";
import { memoryStore } from "#server/store/memoryStore.ts";
import { because, type LegId } from "#telephony/call/leg.ts";
import { simWorld } from "#world/sim/simWorld.ts";

const port = audioPortId("studio/c1.b1");
const caller: MailboxGuest = { is: "caller", party: { number: "+442079460123" }, call: "c1" };
let sim: ReturnType<typeof simWorld>;
let engine: NotedEngine;
let messages: Messages;
let means: MailboxMeans;
let told: string[];
let asked: string[];
const limits = () => ({ count: 500, bytes: 1e9 });

beforeEach(() => {
  asked = [];
  sim = simWorld();
  engine = new NotedEngine();
  const world = sim.host("192.0.2.1");
  messages = new Messages({ world, table: memoryStore().messages, limits });
  means = {
    engine,
    ports: new PortEvents(engine),
    world,
    messages,
    fileOf: (prompt) => (/^greeting-(?!asleep)/.test(prompt) ? undefined : `${prompt}.wav`),
    longest: 180,
    silence: 8,
    greetings: new Greetings(world),
    pin: new PinGuard(world.clock, () => "1815"),
    envelope: () => ["today"],
    desk: {
      callBack: (_, device, { from }) => {
        asked.push(`calls ${from.number} back from ${device}`);
        return from.number !== undefined;
      },
      send: (message, to) => {
        asked.push(`sends ${message.from.name} to ${to}`);
        return Promise.resolve(to === "11" ? "telephone" : undefined);
      },
    },
  };
});

/** A call that is answered by the mailbox, and what its leg tells. */
function answered(guest: MailboxGuest): OwnParty {
  const leg = mailboxLeg("c1.b1" as LegId, means, guest);
  told = [];
  leg.events((event) => told.push(event.on === "ended" ? `ended ${event.cause.kind}` : event.on));
  leg.perform({ do: "ring", caller: {}, whenBusy: "wait" });
  sim.clock.runs(millis(300));
  return leg;
}
const played = (): void => engine.tell({ on: "played", port, finished: true });
const recorded = (ms: number): void =>
  engine.tell({ on: "recorded", port, file: "", length: millis(ms) });
const heard = (): string[] => engine.heard().map((words) => words.replace(` ${port}`, ""));

test("a caller is greeted, hears the tone, and is recorded; the message is kept when they hang up", () => {
  const leg = answered(caller);
  assert.deepEqual(heard(), ["reserve", "play greeting.wav"]);
  played();
  assert.deepEqual(heard(), ["tone once"]);
  played();
  assert.match(heard().join(), /^record messages\/c1\.[0-9a-f]+\.wav$/);
  leg.perform({ do: "end", cause: because("normal") });
  assert.deepEqual([heard(), told], [["stop recording"], ["answered"]]);
  recorded(4200);
  assert.deepEqual(told, ["answered", "messageLeft", "ended normal"]);
  assert.deepEqual(
    messages.all().map(({ lengthMs, from, call }) => ({ lengthMs, from, call })),
    [{ lengthMs: 4200, from: { number: "+442079460123" }, call: "c1" }],
  );
  leg.close();
  assert.deepEqual([engine.idle(), sim.leftovers()], [true, []]);
});

test("who hangs up at the tone leaves no message and no row", async () => {
  const leg = answered(caller);
  played();
  played();
  leg.perform({ do: "end", cause: because("normal") });
  recorded(300);
  await sim.settles();
  assert.deepEqual([told, messages.all(), messages.fresh()], [["answered", "ended normal"], [], 0]);
});

test("a recorder that cannot begin ends the call politely, with nothing kept", () => {
  answered(caller);
  played();
  played();
  heard();
  const full = problem("files.full", "no space");
  engine.tell({ on: "refused", port, command: "record", problem: full });
  assert.deepEqual(heard(), ["play goodbye.wav"]);
  played();
  assert.deepEqual([told, messages.all()], [["answered", "ended normal"], []]);
});

test("a greeting that the owner never recorded gives way to the usual one", () => {
  answered({ ...caller, greeting: "birthday" });
  assert.deepEqual(heard(), ["reserve", "play greeting.wav"]);
});

test("a sound that cannot be read holds nobody up", () => {
  answered(caller);
  heard();
  engine.tell({ on: "played", port, finished: false, problem: problem("media.badWav", "torn") });
  assert.deepEqual(heard(), ["tone once"]);
  engine.tell({ on: "played", port, finished: false });
  assert.deepEqual(heard(), [], "what was merely stopped is not at its end");
});

test("the owner hears a message, deletes it, and leaves by #", async () => {
  const { id, file } = messages.begin({ name: "Margaret" }, "c0");
  messages.keep(id, seconds(4));
  const leg = answered({ is: "owner" });
  const press = (digit: string): void => leg.perform({ do: "sendDigit", digit });
  const count =
    "messages-you-have.wav number-1-feminine.wav messages-new-one.wav messages-menu.wav";
  assert.deepEqual(heard(), ["reserve", `play ${count}`]);
  press("1");
  assert.deepEqual(heard(), [`play today.wav ${file}`]);
  press("7");
  await sim.settles();
  assert.deepEqual(messages.all(), []);
  assert.deepEqual(heard(), ["play messages-deleted.wav messages-end.wav messages-menu.wav"]);
  press("#");
  assert.deepEqual(heard(), ["play goodbye.wav"]);
  played();
  assert.deepEqual(told, ["answered", "ended normal"]);
  leg.close();
  assert.deepEqual([engine.idle(), sim.leftovers()], [true, []]);
});

test("from outside the PIN lets the owner in, and is in no log", () => {
  messages.keep(messages.begin({ name: "Margaret" }, "c0").id, seconds(4));
  const leg = answered(caller);
  const press = (digits: string): void => {
    for (const digit of digits) leg.perform({ do: "sendDigit", digit });
  };
  press("*");
  assert.deepEqual(heard().slice(2), ["play pin-ask.wav"]);
  press("1816#");
  assert.deepEqual(heard().slice(-1), ["play pin-wrong.wav pin-ask.wav"]);
  press("99*1815#");
  assert.match(heard().at(-1) ?? "", /^play messages-you-have.wav number-1-feminine.wav/);
  press("12");
  assert.match(heard().at(-1) ?? "", /^play messages-no-call-back.wav/);
  assert.deepEqual(asked, [], "nobody is called from outside");
  leg.close();
});

test("at home a message is sent on, and its caller called back", async () => {
  const { id } = messages.begin({ name: "Margaret", number: "+442079460123" }, "c0");
  messages.keep(id, seconds(4));
  const leg = answered({ is: "owner", device: "kitchen" });
  const press = async (digits: string): Promise<void> => {
    for (const digit of digits) leg.perform({ do: "sendDigit", digit });
    await sim.settles();
  };
  await press("1811#");
  assert.deepEqual(heard().slice(-1), ["play messages-sent-telephone.wav messages-choice.wav"]);
  await press("812#");
  assert.deepEqual(heard().slice(-1), ["play messages-not-sent.wav messages-choice.wav"]);
  await press("2");
  assert.deepEqual(asked, [
    "sends Margaret to 11",
    "sends Margaret to 12",
    "calls +442079460123 back from kitchen",
  ]);
  leg.close();
});

test("a deleted message is gone when the call is, if nobody has brought it back", async () => {
  const { id } = messages.begin({ name: "Margaret" }, "c0");
  messages.keep(id, seconds(4));
  for (const [keys, left] of [
    ["170", 1],
    ["17", 0],
  ] as const) {
    const leg = answered({ is: "owner" });
    for (const digit of keys) leg.perform({ do: "sendDigit", digit });
    await sim.settles();
    assert.equal(messages.all().length, left);
    leg.close();
    await sim.settles();
    assert.equal(messages.all().length, left);
  }
});

test("a call that is over before the first word leaves nothing", () => {
  const leg = mailboxLeg("c1.b1" as LegId, means, caller);
  leg.perform({ do: "ring", caller: {}, whenBusy: "wait" });
  leg.perform({ do: "end", cause: because("normal") });
  leg.close();
  sim.clock.runs(seconds(1));
  assert.deepEqual(
    heard().filter((words) => words.startsWith("play")),
    [],
  );
  assert.deepEqual([engine.idle(), sim.leftovers()], [true, []]);
});
