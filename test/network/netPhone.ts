import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { untilThere } from "../phones/patience.ts";

/** What a telephone is told to do; `text`: whom it calls, or the tone that is looked for. */
export interface Order {
  readonly do: "call" | "lift" | "hangUp" | "forget" | "tell";
  readonly text: string;
}

/** How it is with it; of its newest call. */
export interface State {
  readonly isRegistered: boolean;
  readonly calls: number;
  readonly told: readonly string[];
  /** The part that the tone has in the last second of what it heard. */
  readonly hears: number;
}

export interface NetPhoneOptions {
  readonly name: string;
  /** Runs it in its network. */
  readonly in: readonly [string, ...string[]];
  /** Its own address there. */
  readonly host: string;
  readonly tone: number;
  readonly server: string;
  readonly secret: string;
}

const program = fileURLToPath(new URL("phoneProgram.ts", import.meta.url));

/** A telephone in another network. */
export class NetPhone {
  readonly #process: ChildProcess;
  readonly #folder: string;

  private constructor(process_: ChildProcess, folder: string) {
    this.#process = process_;
    this.#folder = folder;
  }

  static async start(options: NetPhoneOptions): Promise<NetPhone> {
    const { name, host, tone, server, secret } = options;
    const folder = mkdtempSync(join(tmpdir(), `phone-${name}-`));
    const [command, ...before] = options.in;
    const words = [process.execPath, program, name, host, String(tone), server, secret, folder];
    const child = spawn(command, [...before, ...words], { stdio: ["ignore", 2, 2, "ipc"] });
    await once(child, "message");
    return new NetPhone(child, folder);
  }

  call(to: string): Promise<State> {
    return this.#asks({ do: "call", text: to });
  }

  lift(): Promise<State> {
    return this.#asks({ do: "lift", text: "" });
  }

  hangUp(): Promise<State> {
    return this.#asks({ do: "hangUp", text: "" });
  }

  /** As soon as it is so. */
  async until(awaited: string, isSo: (state: State) => boolean): Promise<void> {
    await untilThere(awaited, async () => {
      const state = await this.#asks({ do: "tell", text: "0" });
      return isSo(state) ? state : undefined;
    });
  }

  /** As soon as nearly all of a second that it hears from now on is that tone. */
  async hears(hertz: number): Promise<void> {
    await this.#asks({ do: "forget", text: "0" });
    await untilThere(`${hertz} Hz`, async () => {
      const { hears } = await this.#asks({ do: "tell", text: String(hertz) });
      return hears > 0.8 ? true : undefined;
    });
  }

  async close(): Promise<void> {
    const gone = once(this.#process, "exit");
    if (this.#process.exitCode === null) this.#process.disconnect();
    await gone;
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #asks(order: Order): Promise<State> {
    const answer = once(this.#process, "message");
    this.#process.send(order);
    const [state] = (await answer) as [State];
    return state;
  }
}
