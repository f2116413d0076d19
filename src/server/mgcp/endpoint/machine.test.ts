import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type Millis, millis, seconds } from "#kit/time.ts";
import {
  type Endpoint,
  type EndpointEffect,
  type EndpointEvent,
  type EndpointTimer,
  newEndpoint,
} from "#server/mgcp/endpoint/endpoint.ts";
import { endpointMachine } from "#server/mgcp/endpoint/machine.ts";
import type { Command, Parameter, Response } from "#server/mgcp/message.ts";
import { MachineRunner } from "#world/machineRunner.ts";
import { memoryLog } from "#world/sim/memoryLog.ts";
import { VirtualClock } from "#world/sim/virtualClock.ts";

type Ask = EndpointEffect & { readonly do: "ask" };
const sdp = "v=0\r\nc=IN IP4 192.0.2.40\r\nm=audio 4000 RTP/AVP 0\r\n";
const named = (lines: Readonly<Record<string, string>>): readonly Parameter[] =>
  Object.entries(lines).map(([name, value]) => ({ name, value }));
const response = (code: number, lines: Readonly<Record<string, string>> = {}): Response => ({
  is: "response",
  code,
  id: 1,
  parameters: named(lines),
  descriptions: "I" in lines && code === 200 ? [sdp] : [],
});

/** A port whose commands wait until the test answers them. */
class Bench {
  readonly clock = new VirtualClock();
  readonly open: Ask[] = [];
  readonly news: string[] = [];
  readonly answers: number[] = [];
  readonly troubles: string[] = [];
  /** The last request for notifications. */
  last: Readonly<Record<string, string>> = {};
  readonly runner = new MachineRunner<Endpoint, EndpointTimer, EndpointEvent, EndpointEffect>({
    machine: endpointMachine,
    start: newEndpoint("A0"),
    facts: () => undefined,
    perform: (effect) => this.#perform(effect),
    clock: this.clock,
    log: memoryLog(),
    id: "test",
  });

  post(...events: readonly EndpointEvent[]): void {
    for (const event of events) this.runner.post(event);
  }
  runs(time: Millis): void {
    this.clock.runs(time);
  }
  /** What is asked and not answered. */
  verbs(): string {
    this.runs(millis(0));
    return this.open.map(({ wish }) => wish.verb).join(" ");
  }
  answer(code: number, lines: Readonly<Record<string, string>> = {}): void {
    this.runs(millis(0));
    const ask = this.open.shift();
    if (ask) this.post({ on: "over", key: ask.key, response: response(code, lines) });
    this.runs(millis(0));
  }
  /** In service, on hook. */
  begins(lines: Readonly<Record<string, string>> = { ES: "L/hu" }): void {
    this.post({ on: "begin" });
    this.answer(200, lines);
    this.answer(200);
    this.news.splice(0);
  }
  tells(o: string, x = this.last["X"] ?? "0"): void {
    this.post({ on: "command", command: command("NTFY", { X: x, O: o }) });
  }

  #perform(effect: EndpointEffect): void {
    if (effect.do === "ask") this.#ask(effect);
    if (effect.do === "answer") this.answers.push(effect.answer.code);
    if (effect.do === "ignored") this.news.push(`ignored: ${effect.why}`);
    if (effect.do === "trouble") this.troubles.push(effect.what);
    if (effect.do !== "tell") return;
    const { on, ...rest } = effect.news;
    this.news.push([on, ...Object.values(rest)].join(" ").trim().split("\r\n")[0] ?? "");
  }
  #ask(ask: Ask): void {
    this.open.push(ask);
    const { verb, parameters } = ask.wish;
    if (verb === "RQNT")
      this.last = Object.fromEntries(parameters.map(({ name, value }) => [name, value]));
  }
}
const command = (verb: string, lines: Readonly<Record<string, string>>): Command => ({
  is: "command",
  verb,
  id: 7,
  endpoint: { local: "aaln/1", domain: "gw" },
  parameters: named(lines),
  descriptions: [],
});
const link = { mode: "recvonly", options: "p:20", description: "v=0 ours" } as const;

test("a port is asked what it is, and then for the handset to be lifted", () => {
  const bench = new Bench();
  bench.post({ on: "begin" });
  assert.equal(bench.verbs(), "AUEP");
  bench.answer(200, { A: "a:PCMU, v:L;D;G", ES: "L/hu" });
  assert.deepEqual(bench.news, ["presence true"]);
  assert.equal(bench.verbs(), "RQNT");
  assert.equal(bench.last["R"], "L/hd(N,E(R(L/hu(N),L/hf(N),D/[0-9*#](N)),S(L/dl)))");
});

test("a port that cannot say what it is is there all the same", () => {
  const bench = new Bench();
  bench.post({ on: "begin" });
  bench.answer(504);
  assert.deepEqual(bench.news, ["presence true"]);
  assert.equal(bench.verbs(), "RQNT");
});

test("a port that its gateway does not know is not there, and is asked again", () => {
  const bench = new Bench();
  bench.post({ on: "begin" });
  bench.answer(500);
  assert.deepEqual([bench.news, bench.troubles, bench.verbs()], [[], ["endpoint refused"], ""]);
  bench.runs(seconds(15));
  assert.equal(bench.verbs(), "AUEP");
});

test("a port with a telephone of its own (H) is spoken to in its words", () => {
  const bench = new Bench();
  bench.begins({ A: "a:PCMU, v:H;D;G", ES: "H/hd" });
  assert.equal(bench.last["R"], "H/hu(N),H/hf(N),D/[0-9*#](N)");
  bench.post({ on: "want", wanted: { tone: "reorder" } });
  bench.runs(millis(0));
  assert.deepEqual(
    [bench.last["R"], bench.last["S"]],
    ["H/hu(N),H/hf(N,K),D/[0-9*#](N,K)", "H/ro"],
  );
});

test("ringing, who calls is said once", () => {
  const bench = new Bench();
  bench.begins();
  const at = { month: 11, day: 27, minute: 720 };
  bench.post({
    on: "want",
    wanted: { ring: { cadence: "r1" } },
    caller: { caller: { number: "613" }, at },
  });
  bench.runs(millis(0));
  assert.deepEqual(
    [bench.last["R"], bench.last["S"]],
    ["L/hd(N)", 'L/rg,L/ci(11/27/12/00,"613",O)'],
  );
  bench.answer(200);
  bench.post({ on: "want", wanted: { ring: { cadence: "r2" } } });
  bench.runs(millis(0));
  assert.equal(bench.last["S"], "L/r2");
});

test("who lifts while the request to ring is under way is found out by its answer", () => {
  const bench = new Bench();
  bench.begins();
  bench.post({ on: "want", wanted: { ring: { cadence: "r1" } } });
  bench.answer(401);
  assert.deepEqual(bench.news, ["offHook"]);
  bench.post({ on: "want", wanted: {} });
  bench.answer(402);
  assert.deepEqual(bench.news, ["offHook", "onHook"]);
});

test("what a gateway refuses is left away, little by little; then somebody is told", () => {
  const bench = new Bench();
  bench.begins();
  bench.tells("L/hd");
  bench.post({ on: "want", wanted: { tone: "busy", digits: ["XX"], lamp: true } });
  bench.runs(millis(0));
  const asked = (): unknown[] => [bench.last["R"], bench.last["D"], bench.last["S"]];
  assert.deepEqual(asked(), ["L/hu(N),L/hf(N,K),D/[0-9*#T](D)", "(xx)", "L/bz,L/vmwi(+)"]);
  bench.answer(513);
  assert.deepEqual(asked(), ["L/hu(N),L/hf(N),D/[0-9*#T](D)", "(xx)", "L/bz"]);
  bench.answer(537);
  assert.deepEqual(asked(), ["L/hu(N),L/hf(N),D/[0-9*#](N)", undefined, "L/bz"]);
  bench.answer(513);
  assert.deepEqual([bench.troubles, bench.verbs()], [["request refused"], ""]);
});

test("a transient failure is asked again after a second", () => {
  const bench = new Bench();
  bench.begins();
  bench.post({ on: "want", wanted: { lamp: true } });
  bench.answer(400);
  assert.equal(bench.verbs(), "");
  bench.runs(seconds(1));
  assert.equal(bench.verbs(), "RQNT");
});

test("out of service, it is gone, and asked again later", () => {
  const bench = new Bench();
  bench.begins();
  bench.post({ on: "want", wanted: { lamp: true } });
  bench.answer(501);
  assert.deepEqual(bench.news, ["presence false"]);
  bench.runs(seconds(15));
  assert.equal(bench.verbs(), "AUEP");
});

test("a connection is made, opened and taken away, one step at a time", () => {
  const bench = new Bench();
  bench.begins();
  bench.post({ on: "link", wanted: link });
  assert.equal(bench.verbs(), "CRCX");
  bench.post({ on: "link", wanted: { ...link, mode: "sendrecv" } });
  assert.equal(bench.verbs(), "CRCX", "not before the first is done");
  bench.answer(200, { I: "1F" });
  assert.deepEqual(bench.news, ["linked v=0"]);
  assert.equal(bench.verbs(), "MDCX");
  bench.post({ on: "link" });
  bench.answer(200);
  assert.equal(bench.verbs(), "DLCX");
  bench.answer(250);
  assert.equal(bench.verbs(), "");
});

test("another end of ours needs another connection", () => {
  const bench = new Bench();
  bench.begins();
  bench.post({ on: "link", wanted: link });
  bench.answer(200, { I: "1F" });
  bench.post({ on: "link" }, { on: "link", wanted: { ...link, description: "v=0 another" } });
  assert.equal(bench.verbs(), "DLCX");
  bench.answer(250);
  assert.equal(bench.verbs(), "CRCX");
});

for (const [what, code, lines] of [
  ["refused", 540, {}],
  ["made without a name", 200, {}],
] as const)
  test(`a connection that is ${what} is none, and is not asked for again`, () => {
    const bench = new Bench();
    bench.begins();
    bench.post({ on: "link", wanted: link });
    bench.answer(code, lines);
    assert.deepEqual([bench.news, bench.troubles], [["linkLost"], ["no connection"]]);
    bench.runs(seconds(10));
    assert.equal(bench.verbs(), "");
  });

test("connections from before us are taken away", () => {
  const bench = new Bench();
  bench.post({ on: "begin" });
  bench.answer(200, { I: "4, 5" });
  assert.equal(bench.verbs(), "DLCX RQNT");
});

test("an unknown command is said to be so", () => {
  const bench = new Bench();
  bench.begins();
  bench.post({ on: "command", command: command("CRCX", {}) });
  assert.deepEqual(bench.answers, [504]);
});

/* Whatever happens. */

const cadence = fc.constantFrom("r1", "r2");
const wanted = fc.oneof(
  fc.constant({}),
  fc.record({ ring: fc.record({ cadence }) }, { noNullPrototype: true }),
  fc.record({ tone: fc.constantFrom("dial" as const, "busy" as const) }, { noNullPrototype: true }),
  fc.record({ lamp: fc.boolean() }, { noNullPrototype: true }),
);
type Happening =
  | EndpointEvent
  | { readonly answers: number; readonly which: number }
  | { readonly loses: number }
  | { readonly tells: string }
  | Millis;
const happening: fc.Arbitrary<Happening> = fc.oneof(
  wanted.map((one) => ({ on: "want" as const, wanted: one })),
  fc.constantFrom<EndpointEvent>(
    { on: "link" },
    { on: "link", wanted: link },
    { on: "link", wanted: { ...link, mode: "sendrecv" } },
    { on: "command", command: command("DLCX", { I: "1F" }) },
  ),
  fc
    .constantFrom("restart", "disconnected", "graceful", "forced", "cancel-graceful")
    .chain((method) => fc.nat(3).map((delay) => ({ on: "restart" as const, method, delay })))
    .map((one) => one as EndpointEvent),
  fc
    .tuple(fc.constantFrom(200, 200, 200, 250, 400, 401, 402, 500, 513, 515), fc.nat(3))
    .map(([answers, which]) => ({ answers, which })),
  fc.nat(3).map((loses) => ({ loses })),
  fc.constantFrom("L/hd", "L/hu", "L/hf", "D/5", "L/hd,D/1,L/hu", "((").map((tells) => ({ tells })),
  fc.integer({ min: 0, max: 20_000 }).map(millis),
);

test("whatever happens: one request and one connection command at a time, and an obedient gateway ends as wanted", () =>
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 60 }), (all) => {
      const bench = new Bench();
      bench.post({ on: "begin" });
      for (const one of all) happens(bench, one);
      bench.post({ on: "restart", method: "cancel-graceful", delay: 0 });
      obeys(bench);
      endsAsWanted(bench);
    }),
  ));

/** From now on the gateway answers everything, and well. */
function obeys(bench: Bench): void {
  for (let i = 0; i < 300; i++) {
    const verb = bench.open[0]?.wish.verb;
    const hook = bench.runner.state.hook === "off" ? "L/hd" : "L/hu";
    if (verb) bench.answer(200, verb === "AUEP" ? { ES: hook } : { I: "1F" });
    else bench.runs(seconds(1));
  }
}

function endsAsWanted({ runner: { state }, last }: Bench): void {
  const { name, link: end, wanted: sound, plain, hook } = state;
  assert.equal(name, "here");
  assert.equal(end.made === undefined, end.wanted === undefined);
  assert.equal(end.busy, undefined);
  if (plain === 2) return; // it may have refused what was wanted
  if (hook === "off" && sound.tone === "busy") assert.equal(last["S"], "L/bz");
  if (hook === "on" && sound.ring) assert.match(last["S"] ?? "", /^L\/r/);
}

function happens(bench: Bench, one: Happening): void {
  if (typeof one === "number") bench.runs(one);
  else if ("on" in one) bench.post(one);
  else if ("tells" in one) bench.tells(one.tells);
  else answered(bench, one);
  const under = (...verbs: readonly string[]): number =>
    bench.open.filter(({ wish, key }) => verbs.includes(wish.verb) && isOpen(bench, key)).length;
  assert.ok(under("RQNT") <= 1 && under("CRCX", "MDCX", "DLCX") <= 1);
}

/** Of those that the port still waits for. */
function isOpen({ runner: { state } }: Bench, key: string): boolean {
  return [state.asked?.key, state.link.busy?.key].includes(key);
}

function answered(
  bench: Bench,
  one: { readonly answers: number; readonly which: number } | { readonly loses: number },
): void {
  const at = ("loses" in one ? one.loses : one.which) % Math.max(1, bench.open.length);
  const [ask] = bench.open.splice(at, 1);
  if (!ask) return;
  const { key } = ask;
  if ("loses" in one) bench.post({ on: "lost", key });
  else bench.post({ on: "over", key, response: response(one.answers, { I: "1F" }) });
}
