import { createSocket } from "node:dgram";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as tick } from "node:timers/promises";
import { nodeWorld } from "#world/node/nodeWorld.ts";
import { token } from "#world/random.ts";
import { memoryLog } from "#world/sim/memoryLog.ts";
import { type Sipp, sipp } from "../interop/sipp.ts";
import { Ear } from "./ear.ts";
import { type Heard, type Party, patience } from "./party.ts";

/** SIPp on the carrier's side of one call. What it says of sound in its SDP is an ear of ours. */
export class SippParty implements Party {
  readonly name = "SIPp";
  readonly #ear: Ear;
  readonly #folder = mkdtempSync(join(tmpdir(), "sipp-stays-"));
  readonly #world = nodeWorld(tmpdir(), memoryLog());
  #callId = "";
  #sipp: Sipp | undefined;
  isOver = false;

  private constructor(ear: Ear) {
    this.#ear = ear;
    ear.answersWhoSpeaks = true;
  }

  static async open(host: string): Promise<SippParty> {
    return new SippParty(await Ear.open(nodeWorld(tmpdir(), memoryLog()), host));
  }

  /** That number, at that port; from another one. */
  async calls(number: string, { at, from }: { at: number; from: string }): Promise<void> {
    this.#callId = `stays-${token(this.#world.random)}`;
    const keys = ["-key", "caller", from, "-cid_str", this.#callId];
    await this.#begins("staysIn", keys, { calls: at, user: number });
  }

  /** Will be called there, and lift after so many ms. */
  async waits(port: number, lifts: number): Promise<void> {
    await this.#begins("staysCalled", ["-d", String(lifts)], { port });
  }

  async #begins(scenario: string, more: readonly string[], how: object): Promise<void> {
    const sound = ["-key", "rtpport", String(this.#ear.local.port)];
    const bounds = ["-timeout", "200s", "-recv_timeout", "100000"];
    const log = ["-trace_logs", "-log_file", join(this.#folder, "log")];
    this.#sipp = await sipp(scenario, { ...how, more: [...more, ...sound, ...bounds, ...log] });
    void this.#sipp.ended.then(() => {
      this.isOver = true;
    });
  }

  rings(): Promise<boolean> {
    return Promise.resolve(true);
  }

  /** It does so by itself. */
  lifts(): void {}

  talks(): Promise<boolean> {
    return Promise.resolve(!this.isOver);
  }

  holds(): Promise<boolean> {
    return this.#offers();
  }

  resumes(): Promise<boolean> {
    return this.#offers();
  }

  /** True: it was agreed. */
  async #offers(): Promise<boolean> {
    const before = this.#log.length;
    this.#goesOn();
    for (const end = performance.now() + patience; performance.now() < end; await tick(20))
      if (this.#log.length > before || this.isOver) break;
    return this.#log.length > before;
  }

  /** What it has said: its Call-ID where it is called, and each time that something was agreed. */
  get #log(): readonly string[] {
    const file = join(this.#folder, "log");
    return existsSync(file) ? readFileSync(file, "utf8").trim().split("\n").filter(Boolean) : [];
  }

  hangsUp(): void {
    this.#goesOn();
  }

  async isLeft(): Promise<boolean> {
    await this.#sipp?.ended;
    return true;
  }

  listens(): void {
    this.#ear.listens();
  }

  async hears(): Promise<boolean> {
    const before = this.#ear.packets;
    for (const end = performance.now() + patience; performance.now() < end; await tick(20))
      if (this.#ear.packets > before + 5) return true;
    return false;
  }

  heard(): Heard {
    return { gap: this.#ear.silence, pause: this.#ear.pause };
  }

  async close(): Promise<readonly string[]> {
    this.#ear.close();
    const { code, report } = (await this.#sipp?.ended) ?? { code: 0, report: "" };
    rmSync(this.#folder, { recursive: true, force: true });
    return code === 0 ? [] : [`SIPp's part (${code}) ${report.slice(0, 300)}`];
  }

  /** It is told to, by an INFO in its call. */
  #goesOn(): void {
    const host = this.#ear.local.host;
    const socket = createSocket(host.includes(":") ? "udp6" : "udp4");
    const id = this.#callId || (this.#log[0] ?? "");
    const lines = [
      "INFO sip:bea@house.example SIP/2.0",
      `Via: SIP/2.0/UDP house.example;branch=z9hG4bK${token(this.#world.random)}`,
      "From: <sip:go@house.example>;tag=go",
      "To: <sip:bea@house.example>",
      `Call-ID: ${id}`,
      `CSeq: ${Math.round(performance.now())} INFO`,
      "Content-Length: 0",
      "\r\n",
    ];
    socket.send(lines.join("\r\n"), this.#sipp?.port ?? 0, host, () => socket.close());
  }
}
