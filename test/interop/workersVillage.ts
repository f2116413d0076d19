import assert from "node:assert/strict";
import { spread } from "#exchange/workers/ownership.ts";
import type { Answer } from "#sip/agent/userAgent.ts";
import { digestSecrets } from "#sip/auth/digest.ts";
import { makeRequest } from "#sip/message/make.ts";
import type { SessionEvent } from "#sip/session/session.ts";
import { nodeCrypto } from "#world/node/nodeCrypto.ts";
import { ExchangeHouse } from "../phones/exchangeHouse.ts";
import { inPatience, untilThere } from "../phones/patience.ts";
import { type Heard, type RealAgent, realAgent } from "./realAgent.ts";

const realm = "maple.example";
const password = "secret";
const token = "token-of-the-operator";

/** One member: its own port, by UDP or along a connection. */
export interface Member {
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
export const hears = <On extends SessionEvent["on"]>(heard: Heard, on: On) =>
  inPatience<SessionEvent & { readonly on: On }>(
    () => `${on}; it has told ${JSON.stringify(heard.told.map((event) => event.on))}`,
    (done) => void heard.until(on).then(done),
  );

/** A call that is up. */
export interface Up {
  readonly near: Heard;
  readonly far: Heard;
  /** The worker whose the call is. */
  readonly home: number;
}

/** The exchange, who lives there, and what they do. */
export class Village {
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

  /** What the operator sees. */
  async shown(state: "live" | "over"): Promise<readonly { id: string; callId: string }[]> {
    const page = await (await this.get(`/api/v1/calls?state=${state}`)).json();
    return (page as { readonly items: readonly { id: string; callId: string }[] }).items;
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

/** Six members of an exchange of so many processes, every other one along a connection. */
export async function village(
  workers: number,
  story: (village: Village) => Promise<void>,
): Promise<void> {
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
