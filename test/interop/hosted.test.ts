import assert from "node:assert/strict";
import { cpSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { ExchangeHouse } from "../phones/exchangeHouse.ts";
import { House } from "../phones/house.ts";
import { freePort } from "./freePort.ts";
import { noSipp, sipp } from "./sipp.ts";

/* Hosted members with real processes over the loopback: one exchange, two households in its
   process, SIPp as the carrier. */

const skip = noSipp() ?? false;
const numbers = { ada: "+16135550101", ben: "+16135550102", attendant: "+16135550100" };
type Name = Exclude<keyof typeof numbers, "attendant">;
const extensions = { ada: "201", ben: "202" };

/** A household's owner, at their API below the exchange's. */
class Owner {
  readonly #api: string;
  readonly #headers: Readonly<Record<string, string>>;

  private constructor(api: string, headers: Readonly<Record<string, string>>) {
    this.#api = api;
    this.#headers = headers;
  }

  /** By the link that the operator's command has printed. */
  static async signsUp(exchange: ExchangeHouse, name: Name, printed: string): Promise<Owner> {
    const [, key] = /\/setup#k=(\S+)$/m.exec(printed) ?? [];
    const api = `${exchange.web}/u/${name}/api/v1`;
    const headers = { "content-type": "application/json" };
    const body = JSON.stringify({ key, name, password: "a long enough password" });
    const answer = await fetch(`${api}/setup`, { method: "POST", headers, body });
    const text = await answer.text();
    assert.equal(answer.status, 201, text);
    const cookie = answer.headers.getSetCookie().map((one) => one.split(";")[0] ?? "");
    assert.match(cookie.join(), new RegExp(`^ringwise~${name}=`));
    const { csrf } = JSON.parse(text) as { readonly csrf: string };
    return new Owner(api, { ...headers, cookie: cookie.join("; "), "x-csrf-token": csrf });
  }

  async get(path: string): Promise<{ readonly status: number; readonly body: unknown }> {
    const answer = await fetch(`${this.#api}${path}`, { headers: this.#headers });
    return { status: answer.status, body: await answer.json() };
  }

  /** The same cookies at somebody else's. */
  async isStrangerAt(exchange: ExchangeHouse, name: Name): Promise<boolean> {
    const api = `${exchange.web}/u/${name}/api/v1/settings`;
    return (await fetch(api, { headers: this.#headers })).status === 401;
  }

  rules(then: readonly object[]): Promise<void> {
    return this.#change({ rules: [{ id: "all", when: { is: "always" }, then }] });
  }

  /** What a service on the exchange's own machine is asked for, as the settings wish it: why not. */
  async refusedInside(port: number): Promise<readonly unknown[]> {
    const transcription = { by: "http", url: `http://127.0.0.1:${port}/`, inside: true };
    const smtp = { server: `127.0.0.1:${port}`, security: "none", from: "ada@maple.example" };
    await this.#change({ mailbox: { email: "ada@maple.example", smtp, transcription } });
    return [await this.#tries("transcription"), await this.#tries("letter")]; // one trial at a time
  }

  async #tries(what: string): Promise<unknown> {
    const to = { method: "POST", headers: this.#headers, body: "{}" };
    const answer = await fetch(`${this.#api}/mailbox/${what}/try`, to);
    return ((await answer.json()) as { readonly code?: unknown }).code;
  }

  async #change(change: object): Promise<void> {
    const now = await fetch(`${this.#api}/settings`, { headers: this.#headers });
    const answer = await fetch(`${this.#api}/settings`, {
      method: "PUT",
      headers: { ...this.#headers, "if-match": now.headers.get("etag") ?? "" },
      body: JSON.stringify({ ...((await now.json()) as object), ...change }),
    });
    assert.equal(answer.status, 200, await answer.text());
  }
}

interface Street {
  readonly exchange: ExchangeHouse;
  /** Makes the member; resolves when it is registered. */
  hosts(name: Name): Promise<Owner>;
  carrier(scenario: string, name: keyof typeof numbers): Promise<void>;
}

async function street(story: (street: Street) => Promise<void>): Promise<void> {
  const port = await freePort();
  const trunks = [{ id: "carrier", server: `127.0.0.1:${port}` }];
  const attendant = { number: numbers.attendant, port: await freePort() };
  const exchange = await ExchangeHouse.open({}, { trunks, attendant });
  try {
    await story({
      exchange,
      async hosts(name) {
        const own = String(await freePort());
        const said = ["--number", numbers[name], "--extension", extensions[name]];
        const flags = [...said, "--hosted", "--port", own];
        const printed = exchange.command("invite", name, ...flags);
        await exchange.says(registered(name));
        return Owner.signsUp(exchange, name, printed);
      },
      async carrier(scenario, name) {
        const calls = { calls: exchange.sipPort, port, user: numbers[name] };
        const { code, report } = await (await sipp(scenario, calls)).ended;
        assert.equal(code, 0, report);
      },
    });
  } finally {
    await exchange.close();
  }
}

const registered = (name: keyof typeof numbers): RegExp =>
  new RegExp(`"member":"${name}".*account/exchange registered`);

test(
  "two households in one process, each with its own rules and sign-in, reached by extension too; one's data breaks and the other goes on, also after a restart; one is removed, one moves out",
  {
    skip,
  },
  () =>
    street(async ({ exchange, hosts, carrier }) => {
      const ada = await hosts("ada");
      const ben = await hosts("ben");
      await ada.rules([{ do: "mailbox" }]);
      await ben.rules([{ do: "reject", cause: "rejected" }]);
      await carrier("callsThrough", "ada");
      await carrier("isRejected", "ben");
      const { body } = await ben.get("/calls");
      assert.equal((body as { readonly items: readonly unknown[] }).items.length, 1, "Ben's alone");
      const own = Number(new URL(exchange.web).port);
      assert.deepEqual(await ada.refusedInside(own), ["http.inside", "mail.refused"]);
      assert.ok(await ada.isStrangerAt(exchange, "ben"), "Ada is nobody at Ben's");
      await exchange.says(registered("attendant"));
      await carrier("dialsExtension", "attendant");
      assert.deepEqual(await callersOf(ada), ["+16135550199", "+16135550199"]);
      assert.equal((await fetch(`${exchange.web}/u/attendant/`)).status, 404, "nobody's page");

      await exchange.ends();
      const database = join(exchange.folder, "hosted", "ben", "ringwise.db");
      writeFileSync(database, "this is no database, and never was one\n".repeat(100));
      await exchange.begins();
      await exchange.says(registered("ada"));
      await exchange.says(/the hosted server of ben cannot open/);
      await carrier("callsThrough", "ada");
      await carrier("isAbsent", "ben");

      exchange.command("remove", "ben");
      await exchange.says(/the hosted server of ben is closed/);
      assert.equal((await fetch(`${exchange.web}/u/ben/`)).status, 404);

      const printed = exchange.command("unhost", "ada");
      await exchange.says(/the hosted server of ada is closed/);
      await movesTo(printed, () => carrier("callsThrough", "ada"));
    }),
);

/** Each call's caller, as the owner sees it. */
async function callersOf(owner: Owner): Promise<readonly unknown[]> {
  const { body } = await owner.get("/calls");
  const { items } = body as {
    readonly items: readonly { readonly from: { readonly number?: string } }[];
  };
  return items.map(({ from }) => from.number);
}

/** The folder alone, on a box of its own, with the invitation that was printed. */
async function movesTo(printed: string, story: () => Promise<void>): Promise<void> {
  const [, from = ""] = /data folder: (\S+)/.exec(printed) ?? [];
  const [invitation = ""] = /^ringwise-invitation:\S+$/m.exec(printed) ?? [];
  const folder = mkdtempSync(join(tmpdir(), "ringwise-moved-"));
  cpSync(from, join(folder, "data"), { recursive: true });
  const house = await House.open({ version: 1 }, folder);
  try {
    const settings = (await house.get("/api/v1/settings")) as { readonly rules: unknown };
    assert.deepEqual(settings.rules, [
      { id: "all", enabled: true, when: { is: "always" }, then: [{ do: "mailbox" }] },
    ]);
    assert.deepEqual(await house.post("/api/v1/exchanges", { invitation }), {
      account: "exchange",
    });
    for (let tries = 0; tries < 500 && !(await isRegistered(house)); tries++);
    await story();
  } finally {
    await house.close();
  }
}

async function isRegistered(house: House): Promise<boolean> {
  const { items } = (await house.get("/api/v1/accounts")) as {
    readonly items: readonly { readonly state: string }[];
  };
  return items[0]?.state === "registered";
}
