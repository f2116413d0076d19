import { fromUtf8, utf8 } from "#kit/bytes.ts";
import { ok, type Result } from "#kit/result.ts";
import {
  admitDirectory,
  directoryIn,
  type HeldDirectory,
  isInForce,
  type MemberDirectory,
} from "#telephony/membership/directory.ts";
import type { Account } from "#telephony/settings/telephones.ts";
import type { World } from "#world/world.ts";

/** One account's directory. Another server behind the account is another exchange, with another key. */
interface Shelved {
  readonly server: string;
  readonly held: HeldDirectory;
}

const folder = "directories";
const fileOf = (account: string): string => `${folder}/${account}.json`;

/** The newest directory of each exchange, in memory for calls and in a file each for the next start. */
export class DirectoryShelf {
  readonly #world: Pick<World, "files" | "clock" | "crypto" | "log">;
  readonly #shelved = new Map<string, Shelved>();
  readonly #refused = new Map<string, number>();
  /** What has been said in the log already. */
  readonly #said = new Set<string>();
  /** One after the other: of two that follow closely the second stays. */
  #disk: Promise<unknown> = Promise.resolve();

  constructor(world: Pick<World, "files" | "clock" | "crypto" | "log">) {
    this.#world = world;
  }

  /** Reads what earlier runs kept: before anything is taken, for it holds the keys that were pinned. */
  async open(): Promise<void> {
    const { files, log } = this.#world;
    for (const name of await files.list(folder)) {
      const account = name.slice(folder.length + 1).replace(/\.json$/, "");
      const read = await files.read(name);
      const shelved = read.ok ? shelvedIn(fromUtf8(read.value)) : undefined;
      if (shelved === undefined) log.warn("a members' directory cannot be read", { account });
      else this.#shelved.set(account, shelved);
    }
  }

  /** Undefined: none, or too old to rely on. */
  of({ id, server }: Pick<Account, "id" | "server">): MemberDirectory | undefined {
    const shelved = this.#shelved.get(id);
    if (shelved?.server !== server) return undefined;
    const { directory } = shelved.held;
    return isInForce(directory, this.#world.clock.wallTime()) ? directory : undefined;
  }

  refused(account: string): number {
    return this.#refused.get(account) ?? 0;
  }

  /** Believed, it is kept; refused, that is counted, and said once. */
  take({ id, server }: Pick<Account, "id" | "server">, jws: string): Result<void> {
    const { clock, crypto, log } = this.#world;
    const before = this.#shelved.get(id);
    const admitted = admitDirectory(jws, {
      verifies: (...signed) => crypto.ed25519Verifies(...signed),
      now: clock.wallTime(),
      held: before?.server === server ? before.held : undefined,
    });
    if (!admitted.ok) {
      const { code } = admitted.problem;
      this.#refused.set(id, this.refused(id) + 1);
      if (!this.#said.has(`${id} ${code}`))
        log.warn(`account/${id} sends a members' directory that is not believed`, { code });
      this.#said.add(`${id} ${code}`);
      return admitted;
    }
    const held = admitted.value;
    this.#shelved.set(id, { server, held });
    this.#keeps(id, { server, key: held.key, jws: held.jws });
    return ok(undefined);
  }

  #keeps(account: string, words: { readonly [name: string]: string }): void {
    const { files, log } = this.#world;
    const data = utf8(JSON.stringify(words));
    this.#disk = this.#disk.then(async () => {
      const kept = await files.write(fileOf(account), data);
      if (!kept.ok) log.warn("a members' directory is not kept", { account, ...kept.problem });
    });
  }

  /** These are the accounts: what others left is forgotten, keys and all. */
  use(accounts: readonly Account[]): void {
    for (const id of [...this.#shelved.keys()])
      if (!accounts.some((one) => one.id === id)) {
        this.#shelved.delete(id);
        // one that stays on the disk all the same is forgotten at the next start
        this.#disk = this.#disk.then(() => this.#world.files.remove(fileOf(id)));
      }
  }
}

function shelvedIn(text: string): Shelved | undefined {
  try {
    const { server, key, jws } = JSON.parse(text) as Record<string, unknown>;
    if (typeof server !== "string" || typeof key !== "string" || typeof jws !== "string")
      return undefined;
    const directory = directoryIn(jws);
    return directory && { server, held: { key, jws, directory } };
  } catch {
    return undefined;
  }
}
