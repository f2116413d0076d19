import type { ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../interop/freePort.ts";
import { begun, token } from "../phones/house.ts";
import type { Transport, Where } from "./telephone.ts";

export interface ServerOptions {
  readonly host: string;
  /** The program; the sources unless said. */
  readonly program?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** A supervised server with a folder of its own, at ports that stay over its restarts. */
export class Supervised {
  readonly host: string;
  readonly sipPort: number;
  readonly tlsPort: number;
  /** Of its pages over TLS, which telephones on pages speak to. */
  readonly websPort: number;
  /** What its settings, messages and calls are in. */
  readonly data: string;
  readonly #folder: string;
  readonly #process: ChildProcess;
  readonly #waits = new Set<() => void>();
  #hasEnded = false;
  /** All that it has written, to either stream. */
  printed = "";

  private constructor(
    host: string,
    ports: readonly [sip: number, tls: number, webs: number],
    folder: string,
    of: ChildProcess,
  ) {
    this.host = host;
    [this.sipPort, this.tlsPort, this.websPort] = ports;
    this.#folder = folder;
    this.data = join(folder, "data");
    this.#process = of;
    for (const stream of [of.stdout, of.stderr])
      stream?.on("data", (data) => {
        this.printed += String(data);
        for (const look of [...this.#waits]) look();
      });
    of.once("exit", () => {
      this.#hasEnded = true;
      for (const look of [...this.#waits]) look();
    });
  }

  /** With that settings document. */
  static async open(settings: object, { host, program, env }: ServerOptions): Promise<Supervised> {
    const folder = mkdtempSync(join(tmpdir(), "ringwise-survive-"));
    const [sip, tls, webs] = [await freePort(), await freePort(), await freePort()];
    const at = host.includes(":") ? `[${host}]` : host;
    const place = {
      ...{ folder, program, sip: `${at}:${sip}`, sips: `${at}:${tls}` },
      env: { RINGWISE_WEBS: `${at}:${webs}`, ...env },
    };
    const child = begun(settings, ["supervise", "--log", "info"], place);
    const made = new Supervised(host, [sip, tls, webs], folder, child);
    await made.until(() => made.#starts === 1);
    return made;
  }

  /** Where a telephone finds it by that transport. */
  at(transport: Transport): Where {
    const { host, sipPort, tlsPort, websPort } = this;
    const port = { udp: sipPort, tcp: sipPort, tls: tlsPort, wss: websPort }[transport];
    return { host, port, transport };
  }

  get #starts(): number {
    return this.printed.split("Ringwise is at http").length - 1;
  }

  /** The process ids of all its servers so far. */
  get processes(): readonly number[] {
    return [...this.printed.matchAll(/process (\d+) serves/g)].map(([, id]) => Number(id));
  }

  /** The same of its media processes. */
  get mediaProcesses(): readonly number[] {
    return [...this.printed.matchAll(/process (\d+) carries/g)].map(([, id]) => Number(id));
  }

  /** Whoever is killed next has a spare one that has loaded, as there is one a few seconds after each start. */
  isSpared(): Promise<void> {
    const waits = (to: string): number => this.printed.split(`waits to ${to}`).length - 1;
    const isCarried = () => waits("carry the sound") >= this.mediaProcesses.length;
    return this.until(() => waits("serve") >= this.processes.length && isCarried());
  }

  /** Another server than the one of now is there. */
  begins(): Promise<void> {
    const before = this.#starts;
    return this.until(() => this.#starts > before);
  }

  until(so: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        const is = so();
        if (!is && !this.#hasEnded) return;
        this.#waits.delete(look);
        if (is) resolve();
        else reject(new Error(this.printed));
      };
      this.#waits.add(look);
      look();
    });
  }

  /** As `kill -9` does it; resolves when another one is there. */
  async isKilled(signal: NodeJS.Signals = "SIGKILL"): Promise<void> {
    const another = this.begins();
    process.kill(this.processes.at(-1) ?? Number.NaN, signal);
    await another;
  }

  /** The same to its media process. */
  async mediaIsKilled(): Promise<void> {
    const before = this.mediaProcesses;
    process.kill(before.at(-1) ?? Number.NaN, "SIGKILL");
    await this.until(() => this.mediaProcesses.length > before.length);
  }

  /** To the supervisor itself. */
  told(signal: NodeJS.Signals): void {
    this.#process.kill(signal);
  }

  /** As its owner asks for it: the exit code, and what was said. */
  async upgrades(): Promise<readonly [code: number, said: string]> {
    const asked = begun({}, ["upgrade", "--data", join(this.#folder, "data")], {
      folder: mkdtempSync(join(this.#folder, "asker-")),
    });
    let said = "";
    for (const stream of [asked.stdout, asked.stderr])
      stream?.on("data", (data) => {
        said += String(data);
      });
    const [code] = await once(asked, "close");
    return [code as number, said];
  }

  async get(path: string): Promise<unknown> {
    return (await this.#asks(path)).json();
  }

  async bytes(path: string): Promise<Uint8Array> {
    return new Uint8Array(await (await this.#asks(path)).arrayBuffer());
  }

  /** A greeting of that name: a WAV file. */
  async greets(name: string, wav: Uint8Array): Promise<void> {
    const how = { method: "PUT", headers: { "content-type": "audio/wav" }, body: wav };
    const { status } = await this.#asks(`/api/v1/greetings/${name}`, how);
    if (status !== 204) throw new Error(`${name}: ${status}`);
  }

  async post(path: string, body: object): Promise<void> {
    const headers = { "content-type": "application/json", "idempotency-key": randomUUID() };
    const answer = await this.#asks(path, { method: "POST", headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(await answer.text());
  }

  /** The files of all messages, also of those that are being left. */
  recordings(): readonly string[] {
    const folder = join(this.data, "messages");
    return existsSync(folder) ? readdirSync(folder) : [];
  }

  #asks(path: string, { headers, ...how }: RequestInit = {}): Promise<Response> {
    const web = [...this.printed.matchAll(/http:\/\/localhost:(\d+)/g)].at(-1)?.[1];
    const all = { authorization: `Bearer ${token}`, ...headers };
    return fetch(`http://127.0.0.1:${web}${path}`, { ...how, headers: all });
  }

  /** The supervisor's exit code. */
  async close(): Promise<number | null> {
    const ended = once(this.#process, "exit");
    this.#process.kill("SIGTERM");
    const [code] = await ended;
    rmSync(this.#folder, { recursive: true, force: true });
    return code as number | null;
  }
}
