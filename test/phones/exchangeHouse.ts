import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { program } from "./program.ts";

/** An exchange of its own process and folder, on free ports of the loopback. */
export class ExchangeHouse {
  readonly folder: string;
  readonly #secrets: ReadonlyMap<string, string>;
  #process: ChildProcess;
  #printed: string;

  private constructor(folder: string, running: Running, secrets: ReadonlyMap<string, string>) {
    this.folder = folder;
    this.#process = running.process;
    this.#printed = running.printed;
    this.#listen();
    this.#secrets = secrets;
  }

  get sipPort(): number {
    return Number(/udp:127\.0\.0\.1:(\d+)/.exec(this.#printed)?.[1]);
  }

  /** `http://127.0.0.1:…` */
  get web(): string {
    return `http://127.0.0.1:${/pages are at http:\/\/localhost:(\d+)/.exec(this.#printed)?.[1]}`;
  }

  #listen(): void {
    for (const stream of [this.#process.stdout, this.#process.stderr])
      stream?.on("data", (data) => {
        this.#printed += String(data);
        this.#process.emit("printed");
        if (String(data).includes("new settings are in force")) this.#process.emit("settings");
      });
  }

  /** When it has printed that, since it was started last. */
  async says(words: RegExp): Promise<void> {
    while (!words.test(this.#printed)) await once(this.#process, "printed");
  }

  /** The process of each worker, as it was begun last. */
  get workers(): readonly number[] {
    const found: number[] = [];
    for (const [line] of this.#printed.matchAll(/^{.*"worker\/\d+ begins".*$/gm)) {
      const { what, process: pid } = JSON.parse(line) as { what: string; process: number };
      found[Number(/\d+/.exec(what)?.[0])] = pid;
    }
    return found;
  }

  /** Of it all: it is the parent of workers, if there are any. */
  get pid(): number {
    return this.#process.pid ?? 0;
  }

  /** What the operator's command prints. */
  command(...args: readonly string[]): string {
    const all = [program, "exchange", ...args, "--data", this.folder];
    const { stdout, stderr, status } = spawnSync(process.execPath, all, { encoding: "utf8" });
    if (status !== 0) throw new Error(stderr);
    return stdout;
  }

  /** Another process, with the same folder at the same ports. */
  async begins(): Promise<void> {
    const [tls] = /(?<=tls:127\.0\.0\.1:)\d+/.exec(this.#printed) ?? [];
    const running = await started(this.folder, { sip: this.sipPort, sips: Number(tls) });
    this.#process = running.process;
    this.#printed = running.printed;
    this.#listen();
  }

  /** With these users, by name and number; `more` are further settings, and flags of the command. */
  static async open(
    users: Readonly<Record<string, string>>,
    more: object,
    flags: readonly string[] = [],
  ): Promise<ExchangeHouse> {
    const folder = mkdtempSync(join(tmpdir(), "ringwise-exchange-"));
    const settings = { domains: ["127.0.0.1"], realm: "maple.example", country: "CA", ...more };
    writeFileSync(join(folder, "exchange.json"), JSON.stringify(settings));
    const secrets = new Map(
      Object.entries(users).map(([name, number]) => [name, invited(folder, name, number).password]),
    );
    return new ExchangeHouse(folder, await started(folder, { flags }), secrets);
  }

  /** The password that was shown when the user was invited. */
  secretOf(name: string): string {
    return this.#secrets.get(name) ?? "";
  }

  /** What somebody's own server is given to join; the exchange knows of them by then. */
  async invite(name: string, number: string): Promise<string> {
    const known = once(this.#process, "settings");
    const { invitation } = invited(this.folder, name, number);
    await known;
    return invitation;
  }

  /** Its settings, byte for byte. */
  get settings(): string {
    return readFileSync(join(this.folder, "exchange.json"), "utf8");
  }

  /** The policy that it holds for the user; undefined until there is one. */
  policyOf(name: string): unknown {
    const file = join(this.folder, "policies", `${name}.json`);
    if (!existsSync(file)) return undefined;
    const { jws } = JSON.parse(readFileSync(file, "utf8")) as { readonly jws: string };
    return JSON.parse(Buffer.from(jws.split(".")[1] ?? "", "base64url").toString());
  }

  async close(): Promise<void> {
    await this.ends();
    rmSync(this.folder, { recursive: true, force: true });
  }

  async ends(): Promise<void> {
    if (this.#process.exitCode === null) {
      const gone = once(this.#process, "exit");
      this.#process.kill("SIGTERM");
      await gone;
    }
  }
}

/** As an operator does it, and what is printed then. */
function invited(folder: string, name: string, number: string) {
  const args = [program, "exchange", "invite", name, "--number", number, "--data", folder];
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  const [, invitation] = /^(ringwise-invitation:\S+)$/m.exec(stdout) ?? [];
  const [, password] = /password (\S+)\s*$/.exec(stdout) ?? [];
  if (invitation === undefined || password === undefined)
    throw new Error(`no invitation was printed: ${stderr}`);
  return { invitation, password };
}

interface Running {
  readonly process: ChildProcess;
  readonly printed: string;
}

interface Start {
  readonly sip?: number;
  readonly sips?: number;
  readonly flags?: readonly string[];
}

function started(folder: string, { sip = 0, sips = 0, flags: more = [] }: Start = {}) {
  const flags = ["--data", folder, ...more];
  for (const [name, port] of Object.entries({ sip, sips, web: 0, webs: 0 }))
    flags.push(`--${name}`, `127.0.0.1:${port}`);
  const process_ = spawn(process.execPath, [program, "exchange", ...flags, "--log", "info"]);
  return new Promise<Running>((resolve, reject) => {
    let printed = "";
    const hear = (data: unknown): void => {
      printed += String(data);
      if (!/pages are at .*\n/.test(printed)) return;
      if (more.includes("--workers") && !/workers share the work/.test(printed)) return;
      for (const stream of streams) stream?.off("data", hear);
      resolve({ process: process_, printed });
    };
    const streams = [process_.stdout, process_.stderr];
    for (const stream of streams) stream?.on("data", hear);
    process_.once("exit", () => reject(new Error(`the exchange ended: ${printed}`)));
  });
}
