/** The feature servers of members that live in the exchange's own process, as its settings say. */
import type { ExchangeSettings } from "#exchange/settings/settings.ts";
import { sameValue } from "#kit/sameValue.ts";
import { closeWebRtc } from "#media/webrtc/library.ts";
import { openWriterThread } from "#server/store/writer.ts";
import type { Mounts } from "#web/operator/mounts.ts";
import { guardProcess } from "#world/node/compartment.ts";
import { threadReader } from "../reader.ts";
import {
  type HostedHouse,
  type HostedMember,
  type HostingMeans,
  openHosted,
} from "./hostedHouse.ts";
import { Stay } from "./stay.ts";

interface Guest {
  readonly member: HostedMember;
  readonly stay: Stay;
}

interface Means extends Omit<HostingMeans, "writers" | "reader" | "web"> {
  /** The exchange's own houses beside the members': nobody signs in there. */
  readonly own: (settings: ExchangeSettings) => readonly HostedMember[];
}

export class Hosting {
  readonly #means: Means;
  readonly #guests = new Map<string, Guest>();
  readonly #leaving = new Set<Promise<void>>();
  /** Nobody pays for it before there is somebody. */
  #common: Pick<HostingMeans, "writers" | "reader"> | undefined;

  #web: HostingMeans["web"];

  constructor(means: Means) {
    this.#means = means;
  }

  /** Once the exchange's web ports are open. */
  open(settings: ExchangeSettings, web: HostingMeans["web"]): void {
    this.#web = web;
    this.use(settings);
  }

  /** From now on these: who is new is opened, who is gone is closed. Their folders stay where they are. */
  use(settings: ExchangeSettings): void {
    const members = settings.users.flatMap(({ name, hosted }) =>
      hosted ? [{ name, hosted }] : [],
    );
    this.#keep([...members, ...this.#means.own(settings)]);
  }

  #keep(members: readonly HostedMember[]): void {
    const wanted = new Map(members.map((member) => [member.name, member] as const));
    for (const [name, { member, stay }] of this.#guests) {
      if (sameValue(member, wanted.get(name))) continue;
      this.#guests.delete(name);
      const gone = stay.end().finally(() => this.#leaving.delete(gone));
      this.#leaving.add(gone);
    }
    for (const [name, member] of wanted)
      if (!this.#guests.has(name)) this.#guests.set(name, { member, stay: this.#begin(member) });
  }

  /** Undefined: it is not hosted here, or not open. */
  houseOf(name: string): HostedHouse | undefined {
    return this.#guests.get(name)?.stay.house;
  }

  /** Their pages, each below `/u/NAME/`. */
  readonly mounts: Mounts = (name) =>
    this.#guests.get(name)?.member.settings === undefined ? this.houseOf(name)?.site : undefined;

  /** When each is open, or known not to open. */
  async settled(): Promise<void> {
    await Promise.all([...this.#guests.values()].map(({ stay }) => stay.settled()));
  }

  async close(): Promise<void> {
    this.#keep([]);
    await Promise.all(this.#leaving);
    if (this.#common === undefined) return;
    await this.#common.writers.close();
    closeWebRtc();
  }

  #begin(member: HostedMember): Stay {
    guardProcess();
    this.#common ??= { writers: openWriterThread(), reader: threadReader() };
    const means = { ...this.#means, ...this.#common, web: this.#web };
    const before = [...this.#leaving]; // its port or folder may have been another's until now
    return new Stay({
      name: member.name,
      log: means.log,
      open: async (running) => {
        await Promise.all(before);
        return openHosted(member, means, running);
      },
    });
  }
}
