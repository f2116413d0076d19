import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { program as usual } from "./program.ts";

/** Of every house, with all scopes. */
export const token = "token-of-the-tests";

export interface Place {
  readonly folder: string;
  /** `HOST:PORT`; a free port of the loopback unless said. */
  readonly sip?: string;
  readonly sips?: string;
  /** The program; as people start it unless said. */
  readonly program?: string | undefined;
  readonly env?: Readonly<Record<string, string>> | undefined;
}

const free = "127.0.0.1:0";

/** Below the ports that a system gives to who asks for any, and seldom another house's: a killed one's calls need theirs again. */
function rtpRange(): string {
  const first = 10_000 + 2 * randomInt(10_000);
  return `${first}-${first + 1999}`;
}

/** A server's process with that settings document, by that command. */
export function begun(
  settings: object,
  command: readonly string[],
  { folder, sip = free, sips = free, program = usual, env }: Place,
): ChildProcess {
  const file = join(folder, "settings.json");
  writeFileSync(file, JSON.stringify(settings));
  return spawn(process.execPath, [program, ...command], {
    env: {
      ...process.env,
      RINGWISE_DATA: join(folder, "data"),
      RINGWISE_SETTINGS: file,
      RINGWISE_TOKEN: token,
      RINGWISE_WEB: free,
      RINGWISE_WEBS: free,
      RINGWISE_SIP: sip,
      RINGWISE_SIPS: sips,
      RINGWISE_MGCP: free,
      RINGWISE_RTP: rtpRange(),
      ...env,
    },
  });
}

/** A Ringwise of its own process and folder, on free ports of the loopback. */
export class House {
  /** `http://127.0.0.1:…` */
  readonly web: string;
  /** The same pages over TLS: `https://127.0.0.1:…` */
  readonly webs: string;
  readonly folder: string;
  sipPort = 0;
  tlsPort = 0;
  /** All that it has written so far, to either stream. */
  printed = "";
  readonly #server: ChildProcess;

  private constructor([web, webs]: Addresses, folder: string, server: ChildProcess) {
    this.web = web;
    this.webs = webs;
    this.folder = folder;
    this.#server = server;
  }

  /** With that settings document; in the folder, and at the SIP port, of an earlier one when given. */
  static async open(
    settings: object,
    folder = newFolder(),
    sipPort = 0,
    ...flags: readonly string[]
  ): Promise<House> {
    return House.at({ folder, sip: `127.0.0.1:${sipPort}` }, settings, ...flags);
  }

  /** With that settings document, in that place. */
  static at(place: Place, settings: object, ...flags: readonly string[]): Promise<House> {
    const server = begun(settings, ["serve", "--log", "warn", ...flags], place);
    return House.#of(server, place.folder);
  }

  /** Of a supervisor, which says in `printed` what its processes are. */
  static supervised(settings: object): Promise<House> {
    const folder = newFolder();
    return House.#of(begun(settings, ["supervise", "--log", "warn"], { folder }), folder);
  }

  static async #of(server: ChildProcess, folder: string): Promise<House> {
    let house: House | undefined;
    let early = "";
    for (const stream of [server.stdout, server.stderr])
      stream?.on("data", (data) => {
        if (house) house.printed += String(data);
        else early += String(data);
      });
    house = new House(await addresses(server), folder, server);
    house.printed = early;
    const status = (await house.get("/api/v1/status")) as {
      readonly sip: { readonly port: number; readonly tlsPort: number };
    };
    house.sipPort = status.sip.port;
    house.tlsPort = status.sip.tlsPort;
    return house;
  }

  async get(path: string): Promise<unknown> {
    return JSON.parse(await this.text(path));
  }

  async text(path: string): Promise<string> {
    const answer = await fetch(`${this.web}${path}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    return answer.text();
  }

  async post(path: string, body: object): Promise<unknown> {
    const answer = await fetch(`${this.web}${path}`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${token}`,
        "content-type": "application/json",
        "idempotency-key": String(Math.random()),
      },
      body: JSON.stringify(body),
    });
    return answer.status === 204 ? undefined : answer.json();
  }

  /** The mailbox, as soon as there is something in it. */
  async messages(): Promise<readonly { readonly lengthMs: number }[]> {
    type Messages = { readonly items: readonly { readonly lengthMs: number }[] };
    const list = async () => ((await this.get("/api/v1/messages")) as Messages).items;
    let items = await list();
    for (let tries = 0; items.length === 0 && tries < 100; tries++) items = await list();
    return items;
  }

  /** SIGTERM; `exited` tells the rest. */
  tellToStop(): void {
    this.#server.kill("SIGTERM");
  }

  /** Its exit code, or the signal that ended it. */
  get exited(): Promise<number | NodeJS.Signals | null> {
    const { exitCode, signalCode } = this.#server;
    if (exitCode !== null || signalCode !== null) return Promise.resolve(exitCode ?? signalCode);
    return once(this.#server, "exit").then(([code, signal]) => code ?? signal);
  }

  /** It does nothing for so many ms, as on a machine that is swapping; what comes waits at its sockets. */
  async freezes(time: number): Promise<void> {
    this.#server.kill("SIGSTOP");
    await setTimeout(time);
    this.#server.kill("SIGCONT");
  }

  /** How many files and sockets it has open. */
  get open(): number {
    return readdirSync(`/proc/${this.#server.pid}/fd`).length;
  }

  /** It may have no more than so many files and sockets open. */
  mayOpen(most: number): void {
    const { status, stderr } = spawnSync("prlimit", [
      ...["--pid", String(this.#server.pid), `--nofile=${most}:`],
    ]);
    if (status !== 0) throw new Error(String(stderr));
  }

  /** As a power cut does it; the folder stays. */
  async kill(): Promise<void> {
    if (this.#server.signalCode !== null || this.#server.exitCode !== null) return;
    const gone = once(this.#server, "exit");
    this.#server.kill("SIGKILL");
    await gone;
  }

  /** Its exit code, when all went well. */
  async close(): Promise<number | NodeJS.Signals | null> {
    this.tellToStop();
    const code = await this.exited;
    rmSync(this.folder, { recursive: true, force: true });
    return code;
  }
}

export const newFolder = (): string => mkdtempSync(join(tmpdir(), "ringwise-house-"));

type Addresses = readonly [web: string, webs: string];

/** What it prints when it is there. */
function addresses(server: ChildProcess): Promise<Addresses> {
  return new Promise((resolve, reject) => {
    let said = "";
    for (const stream of [server.stdout, server.stderr])
      stream?.on("data", (data) => {
        said += String(data);
        const found = /http:\/\/localhost:(\d+) and https:\/\/localhost:(\d+)/.exec(said);
        if (found) resolve([`http://127.0.0.1:${found[1]}`, `https://127.0.0.1:${found[2]}`]);
      });
    server.once("exit", () => reject(new Error(said)));
  });
}
