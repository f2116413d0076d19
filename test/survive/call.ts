import { utf8 } from "#kit/bytes.ts";
import type { Session } from "#sip/agent/userAgent.ts";
import { type Body, type SessionEvent, sdpBody } from "#sip/session/session.ts";
import type { Ear } from "./ear.ts";

/** One call of a telephone, and what was told of it. */
export class TestCall {
  readonly told: SessionEvent[] = [];
  readonly ear: Ear;
  session!: Session;
  #direction = "sendrecv";
  #version = 1;
  readonly #waits = new Set<() => void>();

  constructor(ear: Ear) {
    this.ear = ear;
  }

  begins(session: Session): void {
    this.session = session;
    session.events((event) => this.#hears(event));
  }

  has(on: SessionEvent["on"]): boolean {
    return this.told.some((event) => event.on === on);
  }

  /** All that was told, in a line. */
  get story(): string {
    const last = this.told.findLast((event) => event.on === "over");
    return `${this.told.map(({ on }) => on).join(" ")}${last ? ` ${JSON.stringify(last)}` : ""}`;
  }

  /** False: it did not happen in that time, in ms. */
  until(so: () => boolean, atMost = 15_000): Promise<boolean> {
    if (so()) return Promise.resolve(true);
    return new Promise((resolve) => {
      const look = (): void => {
        if (so()) end(true);
      };
      const end = (is: boolean): void => {
        clearTimeout(alarm);
        this.#waits.delete(look);
        resolve(is);
      };
      const alarm = setTimeout(() => end(false), atMost);
      this.#waits.add(look);
    });
  }

  /** The same of what its ear gets. */
  async hears(so: () => boolean): Promise<boolean> {
    const look = (): void => {
      for (const each of [...this.#waits]) each();
    };
    const cancel = this.ear.arrivals(look);
    return this.until(so).finally(cancel);
  }

  lifts(): void {
    this.session.perform({ do: "accept", body: this.body() });
  }

  /** True: it was agreed. */
  async offers(direction: "sendrecv" | "sendonly"): Promise<boolean> {
    const before = this.#count("answered");
    this.#direction = direction;
    this.session.perform({ do: "offer", body: this.body() });
    return this.until(() => this.#count("answered") > before);
  }

  /** Its hook is flashed, as telephones say it. True: it was understood. */
  async flashes(): Promise<boolean> {
    const before = this.#count("replied");
    const body: Body = { type: "application/hook-flash", content: utf8("signal=hf\r\n") };
    this.session.perform({ do: "request", method: "INFO", body });
    await this.until(() => this.#count("replied") > before);
    const [last] = this.told.filter((event) => event.on === "replied").slice(-1);
    return last?.on === "replied" && last.status === 200;
  }

  /** True: both sides know. */
  async hangsUp(other: TestCall): Promise<boolean> {
    this.session.perform({ do: "end" });
    return other.until(() => other.has("over"));
  }

  body(): Body {
    const { host, port } = this.ear.local;
    const family = host.includes(":") ? "IP6" : "IP4";
    const lines = [
      "v=0",
      `o=- 7 ${this.#version++} IN ${family} ${host}`,
      "s=-",
      `c=IN ${family} ${host}`,
      "t=0 0",
      `m=audio ${port} RTP/AVP 0`,
      `a=${this.#direction}`,
      "",
    ];
    return sdpBody(utf8(lines.join("\r\n")));
  }

  #count(on: SessionEvent["on"]): number {
    return this.told.filter((event) => event.on === on).length;
  }

  #hears(event: SessionEvent): void {
    this.told.push(event);
    if ("body" in event && event.body) this.#agrees(new TextDecoder().decode(event.body.content));
    if (event.on === "offered") this.session.perform({ do: "answer", body: this.body() });
    if (event.on === "over") this.ear.close();
    for (const look of [...this.#waits]) look();
  }

  /** What the INVITE that began it said. */
  offered(text: string): void {
    this.#agrees(text);
  }

  #agrees(text: string): void {
    const host = /^c=IN IP[46] (\S+)/m.exec(text)?.[1];
    const port = Number(/^m=audio (\d+)/m.exec(text)?.[1] ?? 0);
    if (host !== undefined && port > 0) this.ear.to = { host, port };
  }
}
