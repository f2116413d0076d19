import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("../../src/bin/ringwise.ts", import.meta.url));

/** An exchange of its own process and folder, on free ports of the loopback. */
export class ExchangeHouse {
  readonly sipPort: number;
  readonly folder: string;
  readonly #process: ChildProcess;
  readonly #secrets: ReadonlyMap<string, string>;

  private constructor(
    sipPort: number,
    folder: string,
    process: ChildProcess,
    secrets: ReadonlyMap<string, string>,
  ) {
    this.sipPort = sipPort;
    this.folder = folder;
    this.#process = process;
    this.#secrets = secrets;
  }

  /** With these users, by name and number; `more` are further settings. */
  static async open(users: Readonly<Record<string, string>>, more: object): Promise<ExchangeHouse> {
    const folder = mkdtempSync(join(tmpdir(), "ringwise-exchange-"));
    const settings = { domains: ["127.0.0.1"], realm: "maple.example", country: "CA", ...more };
    writeFileSync(join(folder, "exchange.json"), JSON.stringify(settings));
    const secrets = new Map(
      Object.entries(users).map(([name, number]) => [name, invited(folder, name, number).password]),
    );
    const flags = ["--data", folder];
    for (const port of ["sip", "sips", "web", "webs"]) flags.push(`--${port}`, "127.0.0.1:0");
    const process_ = spawn(process.execPath, [program, "exchange", ...flags, "--log", "info"]);
    return new ExchangeHouse(await sipPortOf(process_), folder, process_, secrets);
  }

  /** The password that was shown when the user was invited. */
  secretOf(name: string): string {
    return this.#secrets.get(name) ?? "";
  }

  /** What somebody's own server is given to join; the exchange knows of them by then. */
  async invite(name: string, number: string): Promise<string> {
    const known = once(this.#process.stdout ?? this.#process, "settings");
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
    if (this.#process.exitCode === null) {
      const gone = once(this.#process, "exit");
      this.#process.kill("SIGTERM");
      await gone;
    }
    rmSync(this.folder, { recursive: true, force: true });
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

function sipPortOf(process_: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let said = "";
    for (const stream of [process_.stdout, process_.stderr])
      stream?.on("data", (data) => {
        said += String(data);
        const port = /udp:127\.0\.0\.1:(\d+)/.exec(said)?.[1];
        if (port !== undefined) resolve(Number(port));
        if (String(data).includes("new settings are in force")) process_.stdout?.emit("settings");
      });
    process_.once("exit", () => reject(new Error(`the exchange ended: ${said}`)));
  });
}
