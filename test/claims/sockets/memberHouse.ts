import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { House, newFolder, token } from "../../phones/house.ts";
import { noting, packetsIn } from "./packets.ts";
import { until } from "./until.ts";

/** A member's own server: a process that can be killed, whose packets are counted at its sockets. */
export class MemberHouse {
  readonly #folder = newFolder();
  readonly #settings: object;
  #house: House | undefined;

  private constructor(settings: object) {
    this.#settings = settings;
  }

  /** It is registered at all its exchanges by then. */
  static async open(settings: object): Promise<MemberHouse> {
    const member = new MemberHouse(settings);
    try {
      await member.begins();
      return member;
    } catch (why) {
      await member.close(); // else this process would go on for ever
      throw why;
    }
  }

  /** Its process; another one in the same folder, at the same port, where it was killed. */
  async begins(): Promise<void> {
    const sip = `127.0.0.1:${this.#house?.sipPort ?? 0}`;
    const place = {
      folder: this.#folder,
      sip,
      env: { RINGWISE_ADVERTISE: "127.0.0.1", ...noting(this.#file) },
    };
    this.#house = await House.at(place, this.#settings, "--drain", "0");
    await until("it is registered", async () => {
      const { items } = (await this.house.get("/api/v1/accounts")) as Items<{ state: string }>;
      return items.every(({ state }) => state === "registered");
    });
  }

  get house(): House {
    assert.ok(this.#house);
    return this.#house;
  }

  get sipPort(): number {
    return this.house.sipPort;
  }

  get #file(): string {
    return join(this.#folder, "packets");
  }

  /** From now on: how many SIP packets its sockets have got that begin so, whoever sent them. */
  counting(beginning = ""): () => number {
    const many = () => packetsIn(this.#file).filter((text) => text.startsWith(beginning)).length;
    const before = many();
    return () => many() - before;
  }

  /** The newest request with that method that has come to it, as it was; empty when there is none. */
  newest(method: string): string {
    return packetsIn(this.#file).findLast((text) => text.startsWith(`${method} `)) ?? "";
  }

  /** How often a request of its own with that method was answered with 200. */
  accepted(method: string): number {
    const answer = new RegExp(
      `^SIP/2\\.0 200 (?:(?!\\r\\n\\r\\n)[^])*^CSeq: *\\d+ +${method}\\r$`,
      "m",
    );
    return packetsIn(this.#file).filter((text) => answer.test(text)).length;
  }

  /** A file of its data folder; undefined until there is one. */
  kept(name: string): string | undefined {
    const file = join(this.#folder, "data", name);
    return existsSync(file) ? readFileSync(file, "utf8") : undefined;
  }

  /** The owner's change, over the API of the owner's own server. */
  async changes(more: object): Promise<void> {
    const url = `${this.house.web}/api/v1/settings`;
    const authorization = `Bearer ${token}`;
    const now = await fetch(url, { headers: { authorization } });
    const etag = now.headers.get("etag") ?? "";
    const headers = { authorization, "content-type": "application/json", "if-match": etag };
    const body = JSON.stringify({ ...((await now.json()) as object), ...more });
    const answer = await fetch(url, { method: "PUT", headers, body });
    assert.equal(answer.status, 200, await answer.text());
  }

  /** What became of its calls, newest first, as the owner sees it. */
  async outcomes(): Promise<readonly (string | undefined)[]> {
    const { items } = (await this.house.get("/api/v1/calls")) as Items<{ outcome?: string }>;
    return items.map(({ outcome }) => outcome);
  }

  /** As a power cut does it. */
  kills(): Promise<void> {
    return this.house.kill();
  }

  async close(): Promise<void> {
    await this.#house?.close();
  }
}

interface Items<T> {
  readonly items: readonly T[];
}
