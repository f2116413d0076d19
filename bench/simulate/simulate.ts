import { hopsLeft } from "#exchange/proxy/admission.ts";
import type { Fork, ForkEffect, ForkEvent } from "#exchange/proxy/fork.ts";
import { forking, newFork } from "#exchange/proxy/forking.ts";
import { forwarded } from "#exchange/proxy/surgery.ts";
import type { Target } from "#exchange/proxy/target.ts";
import { targetsOf } from "#exchange/proxy/targets.ts";
import { homeOf } from "#exchange/workers/ownership.ts";
import { utf8 } from "#kit/bytes.ts";
import { hours, minutes, seconds, wallTime } from "#kit/time.ts";
import type { SipRequest } from "#sip/message/message.ts";
import { parseMessage } from "#sip/message/parse.ts";
import { respond } from "#sip/message/response.ts";
import { current } from "#sip/registrar/binding.ts";
import { register } from "#sip/registrar/registrar.ts";
import { callIdOf, contactOf, hostOf, instanceOf, own, type People, people } from "./people.ts";

/**
 * An exchange of many users with a network that loses and repeats: each REGISTER and INVITE is
 * bytes, read and decided by the exchange's own functions; only who is where is kept in columns.
 */
export interface Plan {
  readonly users: number;
  readonly registrations: number;
  readonly calls: number;
  readonly workers: number;
  /** Of the same seed comes the same. */
  readonly seed: number;
}

/** Nanoseconds in each function, over all its uses. */
export type Part = "parse" | "home" | "register" | "targets" | "fork" | "forward";

export interface Outcome {
  readonly spent: Readonly<Record<Part, number>>;
  readonly registered: number;
  /** Lost on the way; the device sends them again. */
  readonly lost: number;
  /** Came a second time after a later one, and were refused. */
  readonly stale: number;
  readonly answered: number;
  /** Went to where the device is not: must be 0. */
  readonly astray: number;
  readonly registerBytes: number;
  readonly callBytes: number;
  /** How many requests each worker is the owner of. */
  readonly owned: readonly number[];
}

type Tally = { -readonly [K in keyof Omit<Outcome, "spent" | "owned">]: number };

interface Run {
  readonly all: People;
  readonly tally: Tally;
  readonly owned: number[];
  readonly random: () => number;
  timed<T>(part: Part, work: () => T): T;
}

const expiry = { least: seconds(60), usual: hours(1), most: hours(1) };
const now = wallTime(minutes(30));
/** Of all registrations: from another port than before; lost; repeated after a later one. */
const share = { moved: 0.1, lost: 0.02, late: 0.02 };
const lines = (...all: readonly string[]): string => [...all, "", ""].join("\r\n");

export function simulate({ users, registrations, calls, workers, seed }: Plan): Outcome {
  const spent: Record<Part, number> = {
    ...{ parse: 0, home: 0, register: 0, targets: 0, fork: 0, forward: 0 },
  };
  const run: Run = {
    all: people(users, 3600),
    tally: {
      ...{ registered: 0, lost: 0, stale: 0, answered: 0, astray: 0 },
      ...{ registerBytes: 0, callBytes: 0 },
    },
    owned: Array.from({ length: workers }, () => 0),
    random: drawn(seed),
    timed(part, work) {
      const before = performance.now();
      const made = work();
      spent[part] += (performance.now() - before) * 1e6;
      return made;
    },
  };
  const total = registrations + calls;
  for (let i = 0; i < total; i++) {
    // spread evenly through each other
    const isCall = Math.floor(((i + 1) * calls) / total) > Math.floor((i * calls) / total);
    const n = Math.floor(run.random() * users);
    if (isCall) rings(run, n, i);
    else refreshes(run, n);
  }
  return { ...run.tally, spent, owned: run.owned };
}

/** Mulberry32: 0 … 1. */
function drawn(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A device says where it is, until it is heard; now and then an older one of its words comes after. */
function refreshes(run: Run, n: number): void {
  const { all, tally, random } = run;
  const before = { port: all.truePort[n] ?? 0, cseq: all.saidCseq[n] ?? 0 };
  const port = random() < share.moved ? 1024 + Math.floor(random() * 60_000) : before.port;
  const cseq = before.cseq + 1;
  all.truePort[n] = port;
  all.saidCseq[n] = cseq;
  while (random() < share.lost) tally.lost++;
  if (registers(run, n, { port, cseq }) === 200) tally.registered++;
  if (random() < share.late && registers(run, n, before) === 500) tally.stale++;
}

function registers(run: Run, n: number, { port, cseq }: { port: number; cseq: number }): number {
  const { all, tally, timed } = run;
  const bytes = utf8(registerText(n, port, cseq));
  const request = arrives(run, bytes);
  const remote = { host: hostOf(n), port };
  const [after, response] = timed("register", () =>
    register([all.binding(n)], request, {
      ...{ now, expiry, toTag: "t", mostBindings: 10 },
      flow: { protocol: "UDP", local: own, remote },
    }),
  );
  const [binding] = after;
  if (binding === undefined || after.length !== 1) throw new Error(`${after.length} bindings`);
  all.keep(n, binding);
  tally.registerBytes += bytes.length + response.bytes.length;
  return response.status;
}

function arrives({ timed, owned }: Run, bytes: Uint8Array): SipRequest {
  const read = timed("parse", () => parseMessage(bytes));
  if (!read.ok || read.value.kind !== "request") throw new Error("not read");
  const request = read.value;
  const home = timed("home", () => homeOf(request, owned.length, (user) => user)) ?? 0;
  owned[home] = (owned[home] ?? 0) + 1;
  return request;
}

const registerText = (n: number, port: number, cseq: number): string =>
  lines(
    "REGISTER sip:maple.example SIP/2.0",
    `Via: SIP/2.0/UDP ${hostOf(n)}:${port};branch=z9hG4bKr${n}c${cseq}`,
    "Max-Forwards: 70",
    `From: <sip:u${n}@maple.example>;tag=r${n}`,
    `To: <sip:u${n}@maple.example>`,
    `Call-ID: ${callIdOf(n)}`,
    `CSeq: ${cseq} REGISTER`,
    `Contact: <${contactOf(n, port)}>;+sip.instance="<${instanceOf(n)}>";reg-id=1`,
    "Supported: path, outbound",
    "Expires: 3600",
    "Content-Length: 0",
  );

const inviteText = (n: number, i: number): string =>
  lines(
    `INVITE sip:u${n}@maple.example SIP/2.0`,
    `Via: SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bKc${i}`,
    "Max-Forwards: 70",
    `From: <sip:+14165550100@192.0.2.10>;tag=n${i}`,
    `To: <sip:u${n}@maple.example>`,
    `Call-ID: c${i}@192.0.2.10`,
    "CSeq: 1 INVITE",
    "Contact: <sip:near@192.0.2.10:5060>",
    "Content-Length: 0",
  );

/** INVITE, 180, 200: the look-up, the fork and the copy that goes out; sockets and timers are not in it. */
function rings(run: Run, n: number, i: number): void {
  const { all, tally, timed } = run;
  const request = arrives(run, utf8(inviteText(n, i)));
  if (hopsLeft(request) <= 0) throw new Error("no hops left");
  const groups = timed("targets", () => targetsOf(current([all.binding(n)], now), `user/u${n}`));
  let fork: Fork = newFork(true, groups);
  const steps = (event: ForkEvent): readonly ForkEffect[] =>
    timed("fork", () => {
      const [next, effects] = forking.step(fork, event, {
        follows: () => false,
        goesOn: () => true,
      });
      fork = next;
      return effects;
    });
  for (const effect of steps({ on: "start" })) {
    if (effect.do !== "try") continue;
    const { branch, target } = effect;
    const out = timed("forward", () =>
      forwarded(request, { target, breadth: 60, recordRoutes: [], sets: [] }),
    );
    if (!isAt(target, hostOf(n), all.truePort[n])) tally.astray++;
    const says = (status: number) => respond(out, status, { toTag: "f" });
    tally.callBytes += request.bytes.length + out.bytes.length;
    steps({ on: "response", branch, response: says(180) });
    const done = steps({ on: "response", branch, response: says(200) });
    if (done.some((one) => one.do === "accepted")) tally.answered++;
  }
}

const isAt = ({ destination }: Target, host: string, port: number | undefined): boolean =>
  destination.to === "flow" &&
  destination.flow.remote.host === host &&
  destination.flow.remote.port === port;
