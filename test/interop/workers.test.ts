import assert from "node:assert/strict";
import { test } from "node:test";
import { spread } from "#exchange/workers/ownership.ts";
import type { Answer } from "#sip/agent/userAgent.ts";
import { digestSecrets } from "#sip/auth/digest.ts";
import { makeRequest } from "#sip/message/make.ts";
import type { SessionEvent } from "#sip/session/session.ts";
import { nodeCrypto } from "#world/node/nodeCrypto.ts";
import { ExchangeHouse } from "../phones/exchangeHouse.ts";
import { inPatience, untilThere } from "../phones/patience.ts";
import { type Heard, type RealAgent, realAgent } from "./realAgent.ts";

/* Several processes that are one exchange (issue 6, item 7), over real sockets: members from many
   ports by UDP and TCP, workers killed with calls up. */

const realm = "maple.example";
const password = "secret";
const token = "token-of-the-operator";

/** One member: its own port, by UDP or along a connection. */
interface Member {
  readonly name: string;
  readonly agent: RealAgent;
  registers(): Promise<void>;
  /** Its connection has gone since it registered. */
  isCutOff(): boolean;
}

async function member(name: string, port: number, protocol: "UDP" | "TCP"): Promise<Member> {
  const agent = await realAgent();
  let lost = false;
  let asked = 0;
  agent.agent.losses(() => {
    lost = true;
  });
  const header = (name_: string, text: string) => ({ name: name_, text });
  const registers = async (): Promise<void> => {
    lost = false;
    const answer = await inPatience<Answer>(
      () => `the answer to ${name}'s REGISTER`,
      (done) =>
        void agent.agent.ask(
          {
            login: { user: name, password },
            destination: {
              ...{ to: "hops", hops: [{ protocol, remote: { host: "127.0.0.1", port } }] },
            },
            make: ({ flow }, credentials) =>
              makeRequest({
                ...{ method: "REGISTER", uri: "sip:127.0.0.1" },
                headers: [
                  header("Max-Forwards", "70"),
                  header("From", `<sip:${name}@127.0.0.1>;tag=${name}`),
                  header("To", `<sip:${name}@127.0.0.1>`),
                  header("Call-ID", `registers-${name}`),
                  header("CSeq", `${++asked} REGISTER`),
                  header(
                    "Contact",
                    `<sip:${name}@127.0.0.1:${flow.local.port};transport=${protocol}>;expires=600`,
                  ),
                  ...credentials,
                ],
              }),
          },
          done,
        ),
    );
    assert.equal(answer.on === "response" && answer.response.status, 200, name);
  };
  await registers().catch((error: unknown) => {
    agent.close();
    throw error;
  });
  return { name, agent, registers, isCutOff: () => lost };
}

/** What a session tells one day. */
const hears = <On extends SessionEvent["on"]>(heard: Heard, on: On) =>
  inPatience<SessionEvent & { readonly on: On }>(
    () => `${on}; it has told ${JSON.stringify(heard.told.map((event) => event.on))}`,
    (done) => void heard.until(on).then(done),
  );

interface Up {
  readonly near: Heard;
  readonly far: Heard;
  /** The worker whose the call is. */
  readonly home: number;
}

class Village {
  readonly exchange: ExchangeHouse;
  readonly members: readonly Member[];
  readonly workers: number;

  constructor(exchange: ExchangeHouse, members: readonly Member[], workers: number) {
    this.exchange = exchange;
    this.members = members;
    this.workers = workers;
  }

  of(n: number): Member {
    const one = this.members[n % this.members.length];
    if (one === undefined) throw new Error("nobody lives here");
    return one;
  }

  dials(caller: Member, called: Member): Heard {
    const { sipPort } = this.exchange;
    return caller.agent.calls(sipPort, {
      uri: `sip:${called.name}@127.0.0.1`,
      from: `<sip:${caller.name}@127.0.0.1>`,
      to: `<sip:${called.name}@127.0.0.1>`,
      contactUser: caller.name,
      login: { user: caller.name, password },
    });
  }

  /** Answered, and something said within it in each direction. */
  async calls(caller: Member, called: Member): Promise<Up> {
    const coming = called.agent.isCalled();
    const near = this.dials(caller, called);
    const far = await inPatience<Heard>(
      () =>
        `${caller.name}'s call to ${called.name}; ${JSON.stringify(near.told.map(({ on }) => on))}`,
      (done) => void coming.then(done),
    );
    far.session.perform({ do: "progress", status: 180 });
    await hears(near, "progress");
    far.session.perform({ do: "accept" });
    await hears(near, "accepted");
    await hears(far, "acknowledged");
    return { near, far, home: spread(near.session.callId, this.workers) };
  }

  /** Calls that are up, until each worker has one. */
  async callsAtAll(): Promise<readonly Up[]> {
    const all: Up[] = [];
    for (let n = 0; new Set(all.map(({ home }) => home)).size < this.workers; n++)
      all.push(await this.calls(this.of(n), this.of(n + 1 + (n % 3))));
    return all;
  }

  async get(path: string): Promise<Response> {
    const url = `${this.exchange.web}${path}`;
    return fetch(url, { headers: { authorization: `Bearer ${token}` } });
  }

  /** Of `/metrics`, as soon as it is that. */
  async counts(what: string, wanted: number): Promise<void> {
    let text = "";
    await untilThere(`${wanted} ${what}`, async () => {
      text = await (await this.get("/metrics")).text();
      const [, n] = new RegExp(`count{what="${what}"} (\\d+)`).exec(text) ?? [];
      return Number(n) === wanted ? n : undefined;
    });
  }

  /** Who was connected to a worker that is gone connects again. */
  async areAllThere(): Promise<void> {
    for (const one of this.members) if (one.isCutOff()) await one.registers();
    const text = await (await this.get("/metrics")).text();
    assert.match(text, new RegExp(`users_there ${this.members.length}\n`));
  }

  /** Killed as the system kills; resolves when another has taken its place. */
  async kills(worker: number): Promise<{ readonly back: Promise<void> }> {
    const before = this.exchange.workers[worker] ?? 0;
    process.kill(before, "SIGKILL");
    await this.exchange.says(new RegExp(`worker/${worker} has died`));
    return { back: this.exchange.says(new RegExp(`has died[^]*worker/${worker} is ready`)) };
  }
}

const users = (names: readonly string[]): readonly object[] =>
  names.map((name) => ({
    ...{ name, tier: "narrow" },
    login: digestSecrets(nodeCrypto, realm, { user: name, password }),
  }));

async function village(workers: number, story: (village: Village) => Promise<void>): Promise<void> {
  const names = ["ada", "ben", "cem", "dora", "eve", "finn"];
  const tiers = [{ id: "narrow", calls: "members", channels: 3 }];
  const flags = ["--workers", String(workers), "--token", token];
  const exchange = await ExchangeHouse.open({}, { tiers, users: users(names) }, flags);
  const members: Member[] = [];
  try {
    for (const [n, name] of names.entries())
      members.push(await member(name, exchange.sipPort, n % 2 === 0 ? "UDP" : "TCP"));
    await story(new Village(exchange, members, workers));
  } finally {
    for (const { agent } of members) agent.close();
    await exchange.close();
  }
}

async function ends({ near, far }: Up, by: "near" | "far"): Promise<void> {
  const [one, other] = by === "near" ? [near, far] : [far, near];
  one.session.perform({ do: "end" });
  await hears(other, "bye");
  await hears(other, "over");
}

const isGone = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
};

test("two workers are one exchange: calls of both, each with its re-INVITE, INFO and BYE, CANCEL, limits, book and figures", () =>
  village(2, async (all) => {
    const calls = await all.callsAtAll();
    for (const { near, far } of calls) {
      near.session.perform({ do: "request", method: "INFO" });
      const asked = await hears(far, "requested");
      far.session.perform({ do: "reply", to: asked.number, status: 200 });
      assert.equal((await hears(near, "replied")).status, 200);
    }
    const page = (await (await all.get("/api/v1/calls?state=live")).json()) as {
      readonly items: readonly { readonly id: string; readonly callId: string }[];
    };
    await all.counts("calls", 0);
    for (const [n, call] of calls.entries()) await ends(call, n % 2 === 0 ? "near" : "far");
    await all.counts("calls", calls.length);
    await all.counts("answered", calls.length);
    assert.ok(page.items.length <= calls.length);
    const over = (await (await all.get("/api/v1/calls?state=over")).json()) as typeof page;
    assert.deepEqual(
      new Set(over.items.map(({ callId }) => callId)),
      new Set(calls.map(({ near }) => near.session.callId)),
    );
    for (const { id } of over.items) {
      const ladder = await all.get(`/api/v1/calls/${id}/ladder`);
      assert.match(await ladder.text(), /INVITE.*200 OK.*BYE/s, "whichever worker's it was");
    }

    const [ada, ben] = [all.of(0), all.of(1)];
    for (const home of [0, 1]) await cancelled(all, ada, ben, home);
    await full(all, ada);
  }));

/** A call of that worker's that its caller gives up. */
async function cancelled(all: Village, caller: Member, called: Member, home: number) {
  for (;;) {
    const coming = called.agent.isCalled();
    const near = all.dials(caller, called);
    const far = await coming;
    far.session.perform({ do: "progress", status: 180 });
    await hears(near, "progress");
    near.session.perform({ do: "end" });
    await hears(far, "cancelled");
    await hears(near, "over");
    if (spread(near.session.callId, all.workers) === home) return;
  }
}

/** Three at once are a user's own, whichever workers have them. */
async function full(all: Village, caller: Member): Promise<void> {
  const calls: Up[] = [];
  for (let n = 1; n <= 3; n++) calls.push(await all.calls(caller, all.of(n)));
  for (let n = 0; n < 4; n++) {
    const refused = await hears(all.dials(caller, all.of(4)), "refused");
    assert.equal(refused.status, 503);
  }
  for (const call of calls) await ends(call, "near");
  await ends(await all.calls(caller, all.of(4)), "far");
}

test("each worker is killed with calls up: they end as they should, new ones go through, registrations are known, and nobody outlives the parent", () =>
  village(2, async (all) => {
    for (const worker of [1, 0]) {
      const calls = await all.callsAtAll();
      const { back } = await all.kills(worker);
      for (const [n, call] of calls.entries()) await ends(call, n % 2 === 0 ? "near" : "far");
      const udp = [all.of(0), all.of(2), all.of(4)] as const;
      await ends(await all.calls(udp[0], udp[1]), "near"); // while it is away
      await back;
      await all.areAllThere();
      for (const call of await all.callsAtAll()) await ends(call, "far");
      await ends(await all.calls(udp[1], udp[2]), "near");
    }
    const pids = [...all.exchange.workers];
    process.kill(all.exchange.pid, "SIGKILL");
    await untilThere("the end of the workers", async () => pids.every(isGone) || undefined);
  }));

test("four workers, the first of them killed", () =>
  village(4, async (all) => {
    const calls = await all.callsAtAll();
    const { back } = await all.kills(0);
    for (const call of calls) await ends(call, "near");
    await back;
    await all.areAllThere();
    for (const call of await all.callsAtAll()) await ends(call, "far");
    assert.equal((await all.get("/api/v1/calls")).status, 200);
  }));
