/** Keeps the server's SIP ports open at the router: asked for, asked anew at half of their time, given back at the end. */
import { type Cancel, listeners } from "#kit/listeners.ts";
import { after, type Millis, minutes, seconds } from "#kit/time.ts";
import type { PortKeptOpen } from "#server/control/networkControl.ts";
import type { World } from "#world/world.ts";
import { type MappingAsked, mapPort, type RouterPlaces } from "./portMapper.ts";

export interface SipPort {
  readonly protocol: "udp" | "tcp";
  readonly port: number;
}

export interface PortKeeperMeans {
  readonly world: World;
  readonly router: () => RouterPlaces | undefined;
  readonly ports: readonly SipPort[];
}

/** RFC 6887 §15, RFC 6886 §3.3: two hours are usual. */
const lifetime = 7200;
const soonest = seconds(30);
/** A router that refuses or is silent may have been restarted. */
const triesAgain: Millis = minutes(10);
const longest = minutes(60);

interface Kept {
  readonly view: PortKeptOpen;
  readonly asked: MappingAsked;
}

export class PortKeeper {
  readonly #means: PortKeeperMeans;
  readonly #changes = listeners<undefined>();
  readonly changes = this.#changes.listen;
  #kept = new Map<string, Kept>();
  #timers = new Map<string, Cancel>();
  #isOn = false;

  constructor(means: PortKeeperMeans) {
    this.#means = means;
  }

  ports(): readonly PortKeptOpen[] {
    return [...this.#kept.values()].map(({ view }) => view);
  }

  /** As the settings say now. */
  use(isOn: boolean): void {
    if (isOn === this.#isOn) return;
    this.#isOn = isOn;
    if (isOn)
      for (const port of this.#means.ports) void this.#ask(port, this.#means.world.random(12));
    else void this.#giveBack();
  }

  async close(): Promise<void> {
    this.#isOn = false;
    await this.#giveBack();
  }

  async #ask({ protocol, port }: SipPort, nonce: Uint8Array): Promise<void> {
    const { world, router } = this.#means;
    const key = `${protocol} ${port}`;
    const before = this.#kept.get(key);
    const outer = before?.view.outer?.port ?? port;
    const client = world.network.ownAddress();
    const asked: MappingAsked = { protocol, client, port, outer, lifetime, nonce };
    if (!before) this.#put(key, { view: { protocol, port, state: "asking" }, asked });
    const places = router();
    const answer = places && (await mapPort(asked, places, world));
    if (!this.#isOn) return;
    if (answer?.ok) {
      const { by, outer: there, lifetime: granted } = answer.value;
      this.#put(key, { view: { protocol, port, state: "open", outer: there, by }, asked });
      this.#again(key, renewal(granted), () => this.#ask({ protocol, port }, nonce));
    } else {
      const detail = answer?.problem.detail ?? "the house's router is not known";
      this.#put(key, { view: { protocol, port, state: "refused", detail }, asked });
      this.#again(key, triesAgain, () => this.#ask({ protocol, port }, nonce));
    }
  }

  #put(key: string, kept: Kept): void {
    const before = this.#kept.get(key);
    this.#kept.set(key, kept);
    if (JSON.stringify(before?.view) !== JSON.stringify(kept.view)) this.#changes.tell(undefined);
  }

  #again(key: string, wait: Millis, ask: () => Promise<void>): void {
    const { clock } = this.#means.world;
    this.#timers.get(key)?.();
    this.#timers.set(
      key,
      clock.at(after(clock.now(), wait), () => void ask()),
    );
  }

  async #giveBack(): Promise<void> {
    for (const cancel of this.#timers.values()) cancel();
    this.#timers.clear();
    const open = [...this.#kept.values()].filter(({ view }) => view.state === "open");
    this.#kept = new Map();
    this.#changes.tell(undefined);
    const places = this.#means.router();
    if (!places) return;
    const gone = open.map(({ asked, view }) =>
      mapPort(
        { ...asked, outer: view.outer?.port ?? asked.outer, lifetime: 0 },
        places,
        this.#means.world,
      ),
    );
    await Promise.all(gone);
  }
}

/** RFC 6887 §11.2.1: at half of it; what has no end is looked after all the same, for routers forget. */
const renewal = (granted: number): Millis => {
  const half = granted === 0 ? longest : seconds(granted / 2);
  return half < soonest ? soonest : half > longest ? longest : half;
};
