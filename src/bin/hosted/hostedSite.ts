/** The page and the API of a hosted member, below `/u/NAME/` of the exchange's address: built when first asked for. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import type { Control } from "#server/control.ts";
import type { Vault } from "#web/auth/vault.ts";
import { type Mounted, mounted } from "#web/operator/mounts.ts";
import type { App } from "#web/routes/kit.ts";
import { mayBeTold } from "#web/routes/push.ts";
import { webApp } from "#web/webApp.ts";
import { builtPages, version } from "../package.ts";

export interface HostedSiteParts {
  readonly name: string;
  readonly control: Control;
  readonly vault: Vault;
  /** The member's data folder, for its owner to know. */
  readonly folder: string;
  readonly authority: string | undefined;
  /** The port of HTTPS, which is the exchange's. */
  readonly securePort: number | undefined;
  readonly perform: (act: () => void) => void;
}

/** Below the exchange's address. */
export const baseOf = (name: string): string => `/u/${name}`;

interface Built {
  readonly app: App;
  readonly site: Mounted;
}

/** ms. Nobody has asked for anything for so long: it is built again when somebody does. */
const idleFor = 15 * 60_000;

export class HostedSite implements Mounted {
  readonly #parts: HostedSiteParts;
  #built: Promise<Built> | undefined;
  #sockets = 0;
  #idle: NodeJS.Timeout | undefined;
  #isOver = false;

  constructor(parts: HostedSiteParts) {
    this.#parts = parts;
    parts.control.push.judgedBy(mayBeTold({ vault: parts.vault, now: () => Date.now() }));
  }

  request(request: IncomingMessage, response: ServerResponse): void {
    this.#asked(
      (site) => site.request(request, response),
      () => response.destroy(),
    );
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.#sockets += 1;
    socket.once("close", () => {
      this.#sockets -= 1;
    });
    this.#asked(
      (site) => site.upgrade(request, socket, head),
      () => socket.destroy(),
    );
  }

  async close(): Promise<void> {
    this.#isOver = true;
    await this.#letGo();
  }

  #asked(act: (site: Mounted) => void, refuse: () => void): void {
    if (this.#isOver) {
      refuse();
      return;
    }
    clearTimeout(this.#idle);
    this.#parts.perform(() => {
      this.#idle = setTimeout(() => this.#rest(), idleFor).unref();
      this.#built ??= this.#build();
      this.#built.then(({ site }) => act(site)).catch(refuse);
    });
  }

  async #build(): Promise<Built> {
    const { name, perform: _, ...parts } = this.#parts;
    const app = await webApp({
      ...{ ...parts, version, pages: builtPages },
      ...{ name: `~${name}`, base: baseOf(name) },
      now: () => Date.now(),
    });
    return { app, site: await mounted(app) };
  }

  #rest(): void {
    if (this.#sockets === 0) void this.#letGo();
    else this.#idle = setTimeout(() => this.#rest(), idleFor).unref();
  }

  async #letGo(): Promise<void> {
    clearTimeout(this.#idle);
    const built = this.#built;
    this.#built = undefined;
    await built?.then(({ app }) => app.close()).catch(() => undefined);
  }
}
