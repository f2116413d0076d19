import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import fc from "fast-check";
import { type Millis, millis, seconds } from "#kit/time.ts";
import type { Command, Message, Parameter, Response } from "#server/mgcp/message.ts";
import type {
  TransactionEffect,
  TransactionEvent,
  TransactionFacts,
  Transactions,
  TransactionTimer,
} from "#server/mgcp/transaction.ts";
import { newTransactions, transactionMachine } from "#server/mgcp/transactions.ts";
import { MachineRunner } from "#world/machineRunner.ts";
import { memoryLog } from "#world/sim/memoryLog.ts";
import { VirtualClock } from "#world/sim/virtualClock.ts";

const endpoint = { local: "aaln/1", domain: "hall.example" };
const wish = { verb: "RQNT", endpoint, parameters: [], descriptions: [] };

let clock: VirtualClock;
let runner: ReturnType<typeof newRunner>;
/** What was done, and when. */
let done: string[];
let answers: boolean;
const runs = (time: Millis): void => clock.runs(time);
const news = (): string[] => done.splice(0);

beforeEach(() => {
  clock = new VirtualClock();
  done = [];
  answers = true;
  runner = newRunner(99);
});

function newRunner(first: number, luck = 0) {
  return new MachineRunner<
    Transactions,
    TransactionTimer,
    TransactionEvent,
    TransactionEffect,
    TransactionFacts
  >({
    machine: transactionMachine,
    start: newTransactions(first),
    facts: () => ({ now: clock.now(), luck }),
    perform,
    clock,
    log: memoryLog(),
    id: "test",
  });
}

function perform(effect: TransactionEffect): void {
  switch (effect.do) {
    case "send":
      return void done.push(`${clock.now()} ${shown(effect.message)}`);
    case "deliver":
      done.push(`deliver ${effect.command.id}`);
      if (answers) runner.post({ on: "answer", id: effect.command.id, answer: { code: 200 } });
      return;
    case "over":
      return void done.push(`over ${effect.key} ${effect.response.code}`);
    case "lost":
      return void done.push(`${clock.now()} lost ${effect.key}`);
    case "ignored":
      return void done.push(`ignored: ${effect.why}`);
    default:
      return;
  }
}
function shown(message: Message): string {
  const word = message.is === "command" ? message.verb : String(message.code).padStart(3, "0");
  const rest = message.parameters.map(({ name, value }) => ` ${name}:${value}`);
  return `${word} ${message.id}${rest.join("")}`;
}

const asks = (key: string): void => runner.post({ on: "wish", key, wish });
function says(message: Message): void {
  runner.post({ on: "received", message });
}
const response = (code: number, id: number, ...parameters: Parameter[]): Response => ({
  is: "response",
  code,
  id,
  parameters,
  descriptions: [],
});
const ntfy = (id: number, what = "L/hd", ...more: Parameter[]): Command => ({
  is: "command",
  verb: "NTFY",
  id,
  endpoint,
  parameters: [...more, { name: "O", value: what }],
  descriptions: [],
});
const empty = { name: "K", value: "" };

test("a command is answered, and the next one confirms the answer", () => {
  asks("a");
  says(response(200, 100));
  asks("b");
  assert.deepEqual(news(), ["0 RQNT 100", "over a 200", "0 RQNT 101 K:100"]);
  runs(seconds(1)); // not answered: the same again, not a new one
  assert.equal(news()[0], "195 RQNT 101 K:100");
});

test("neighbours that are confirmed are said as one", () => {
  for (const key of ["a", "b", "c", "d"]) asks(key);
  for (const id of [101, 100, 103]) says(response(200, id));
  news();
  asks("e");
  assert.deepEqual(news(), ["0 RQNT 104 K:100-101, 103"]);
});

test("a connection is wanted without confirming anything", () => {
  asks("a");
  says(response(200, 100));
  runner.post({ on: "wish", key: "b", wish: { ...wish, verb: "CRCX" } });
  asks("c");
  assert.deepEqual(news().slice(2), ["0 CRCX 101", "0 RQNT 102 K:100"]);
});

test("without an answer it is sent again, each wait twice the one before up to 4 s, and given up after 20 s", () => {
  asks("a");
  runs(seconds(23));
  assert.equal(clock.pending, 0);
  assert.deepEqual(news(), [
    "0 RQNT 100",
    "200 RQNT 100",
    "600 RQNT 100",
    "1400 RQNT 100",
    "3000 RQNT 100",
    "6200 RQNT 100",
    "10200 RQNT 100",
    "14200 RQNT 100",
    "18200 RQNT 100",
    "22200 lost a",
  ]);
  says(response(200, 100));
  assert.deepEqual(news(), ["ignored: repeated"]);
});

test("a gateway that answers slowly is given more time", () => {
  for (const key of ["a", "b", "c", "d", "e", "f"]) {
    asks(key);
    const id = runner.state.nextId - 1;
    runs(millis(190));
    says(response(200, id));
  }
  news();
  asks("g");
  runs(millis(350));
  assert.equal(news().length, 1);
});

test("a gateway that is at work is asked again every 5 s, and its answer is acknowledged", () => {
  asks("a");
  says(response(100, 100));
  runs(seconds(6));
  assert.deepEqual(news(), ["0 RQNT 100", "5000 RQNT 100"]);
  says(response(101, 100));
  runs(seconds(4));
  says(response(200, 100, empty));
  says(response(200, 100, empty));
  assert.deepEqual(news(), ["10000 000 100", "over a 200", "10000 000 100", "ignored: repeated"]);
  assert.equal(clock.pending, 0);
});

test("one that says for ever that it is at work and then nothing is given up", () => {
  asks("a");
  says(response(100, 100));
  runs(seconds(60));
  assert.equal(news().at(-1), "20000 lost a");
});

test("an answer to nothing is ignored", () => {
  says(response(200, 7));
  says(response(0, 7));
  says(response(100, 7));
  assert.deepEqual(news(), Array.from({ length: 3 }).fill("ignored: stray answer"));
});

test("what a gateway says twice is done once and answered twice", () => {
  says(ntfy(5));
  runs(seconds(3));
  says(ntfy(5));
  assert.deepEqual(news(), ["deliver 5", "0 200 5", "ignored: repeated", "3000 200 5"]);
});

test("what is confirmed is forgotten, and comes again without being answered", () => {
  says(ntfy(5));
  says(ntfy(6, "L/hu", { name: "K", value: "3 - 5" }));
  news();
  says(ntfy(5));
  says(ntfy(6, "L/hu", { name: "K", value: "5" }));
  assert.deepEqual(news(), ["ignored: repeated", "ignored: repeated", "0 200 6"]);
});

test("after half a minute the same number is another transaction", () => {
  says(ntfy(5));
  runs(seconds(30));
  news();
  says(ntfy(5));
  assert.deepEqual(news(), ["deliver 5", "30000 200 5"]);
});

test("a number that says something else within that time is ignored, unless the gateway begins anew", () => {
  says(ntfy(5));
  news();
  says(ntfy(5, "L/hu"));
  assert.deepEqual(news(), ["ignored: number used twice"]);
  says({ ...ntfy(5), verb: "RSIP" });
  assert.deepEqual(news(), ["deliver 5", "0 200 5"]);
});

test("a command in hand is said to be so, and its answer is sent until it is acknowledged", () => {
  answers = false;
  says(ntfy(5));
  says(ntfy(5));
  assert.deepEqual(news(), ["deliver 5", "ignored: repeated", "0 100 5"]);
  runner.post({ on: "answer", id: 5, answer: { code: 200, comment: "OK" } });
  runs(millis(700));
  assert.deepEqual(news(), ["0 200 5 K:", "200 200 5 K:", "600 200 5 K:"]);
  says(response(0, 5));
  runs(seconds(30));
  assert.deepEqual(news(), []);
  assert.equal(clock.pending, 0);
});

test("an answer that is never acknowledged is not sent for ever", () => {
  answers = false;
  says(ntfy(5));
  says(ntfy(5));
  runner.post({ on: "answer", id: 5, answer: { code: 200 } });
  runs(seconds(60));
  assert.ok(news().length < 15);
  assert.equal(clock.pending, 0);
});

test("a gateway that begins anew is not asked what the old one was, and counts from where it likes", () => {
  asks("a");
  says(ntfy(1));
  says({ ...ntfy(2), verb: "RSIP" });
  news();
  runner.post({ on: "restarted" });
  assert.equal(clock.pending, 0);
  says(ntfy(1, "L/hu"));
  says({ ...ntfy(2), verb: "RSIP" });
  assert.deepEqual(news(), ["deliver 1", "0 200 1", "ignored: repeated", "0 200 2"]);
});

test("a gateway that is switched on again counts from where it did; a copy is no beginning", () => {
  const begins = { ...ntfy(1), verb: "RSIP" };
  says(begins);
  runs(seconds(4));
  says(begins);
  assert.deepEqual(news(), ["deliver 1", "0 200 1", "ignored: repeated", "4000 200 1"]);
  runs(seconds(6));
  says(begins);
  assert.deepEqual(news(), ["deliver 1", "10000 200 1"]);
});

test("numbers begin again behind the last one", () => {
  runner = newRunner(999_999_998);
  asks("a");
  asks("b");
  assert.deepEqual(news(), ["0 RQNT 999999999", "0 RQNT 1"]);
});

const anything: fc.Arbitrary<TransactionEvent | Millis> = fc.oneof(
  fc.constantFrom("a", "b").map((key) => ({ on: "wish" as const, key, wish })),
  fc
    .tuple(fc.constantFrom(0, 100, 200, 510), fc.integer({ min: 98, max: 106 }), fc.boolean())
    .map(([code, id, asksBack]) => ({
      on: "received" as const,
      message: response(code, id, ...(asksBack ? [empty] : [])),
    })),
  fc
    .tuple(fc.nat(5), fc.constantFrom("L/hd", "L/hu"), fc.constantFrom("", "1-3", "x"))
    .map(([id, what, value]) => ({
      on: "received" as const,
      message: ntfy(id + 1, what, { name: "K", value }),
    })),
  fc.nat(6).map((id) => ({ on: "answer" as const, id, answer: { code: 200 } })),
  fc.constant({ on: "restarted" as const }),
  fc.integer({ min: 1, max: 9000 }).map(millis),
);

test("whatever happens, no command is delivered twice within its time, and in the end nothing waits", () =>
  fc.assert(
    fc.property(fc.array(anything, { maxLength: 60 }), fc.boolean(), (events, prompt) => {
      clock = new VirtualClock();
      done = [];
      answers = prompt;
      runner = newRunner(99, 0.5);
      const delivered = new Map<string, number>();
      for (const event of events) {
        if (typeof event === "number") runs(event);
        else runner.post(event);
        if (typeof event === "object" && event.on === "restarted") delivered.clear();
        for (const one of news().filter((text) => text.startsWith("deliver"))) {
          const before = delivered.get(one);
          assert.ok(before === undefined || clock.now() - before >= 30_000, one);
          delivered.set(one, clock.now());
        }
      }
      runs(seconds(120));
      assert.deepEqual(runner.state.sent, []);
      assert.equal(clock.pending, 0);
    }),
  ));
