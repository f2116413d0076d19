import type { LocationChange, Locations } from "#exchange/locations.ts";
import { movedFlows } from "#exchange/movedFlows.ts";
import { bindingIn, bindingName, bindingText } from "#exchange/nodes/bindingText.ts";
import {
  difference,
  isLost,
  isRefresh,
  type Named,
  stillOurs,
} from "#exchange/nodes/namedBindings.ts";
import type { NodePlace } from "#exchange/nodes/nodePlace.ts";
import type { Presence } from "#exchange/store/presence.ts";
import type { BindingNews, SharedBindings } from "#exchange/store/redisBindings.ts";
import { type Cancel, listeners } from "#kit/listeners.ts";
import { fail, ok, type Result } from "#kit/result.ts";
import { after, millis, seconds } from "#kit/time.ts";
import { type Binding, current } from "#sip/registrar/binding.ts";
import { type Flow, flowKey } from "#sip/transport/flow.ts";
import type { World } from "#world/world.ts";

export interface SharedLocationParts {
  readonly world: Pick<World, "clock" | "log">;
  readonly me: NodePlace;
  readonly shared: SharedBindings;
  readonly presence: Presence;
}

const sweepEvery = seconds(30);
const again = seconds(1);
/** So long after Redis is back every node has said again what it has, should Redis have forgotten. */
const settles = seconds(3);
const none: Named = new Map();

/** Opened when what is there has been read, or cannot be. */
export async function sharedLocations(parts: SharedLocationParts): Promise<Locations> {
  const shared = new SharedLocations(parts);
  await shared.begin();
  return shared;
}

/**
 * Where each user's servers are, at whatever node: all of it in each node's memory, so that no call
 * waits for Redis, and each change in Redis, which tells it to the other nodes.
 */
class SharedLocations implements Locations {
  readonly #parts: SharedLocationParts;
  readonly #users = new Map<string, Named>();
  readonly #byFlow = new Map<string, string>();
  readonly #moved = movedFlows();
  readonly #changes = listeners<LocationChange>();
  readonly #ears: Cancel[] = [];
  #waiting: Cancel = () => undefined;
  #sweeping: Cancel = () => undefined;
  /** News that came while all was read. */
  #meanwhile: BindingNews[] | undefined;
  #isSure = false;
  #rounds = 0;
  readonly changes = this.#changes.listen;

  constructor(parts: SharedLocationParts) {
    this.#parts = parts;
  }

  async begin(): Promise<void> {
    const { shared, presence } = this.#parts;
    this.#ears.push(
      shared.news((news) => {
        if (this.#meanwhile) this.#meanwhile.push(news);
        else this.#heard(news);
      }),
      presence.changes((isThere) => {
        this.#isSure = false;
        if (isThere) void this.#back(++this.#rounds);
      }),
    );
    this.#sweepsLater();
    if (presence.isThere) await this.#readsAll(this.#rounds);
  }

  get count(): number {
    return this.#users.size;
  }

  of(user: string): readonly Binding[] {
    const { clock } = this.#parts.world;
    return current([...this.#named(user).values()], clock.wallTime());
  }

  *all(): Iterable<readonly [user: string, bindings: readonly Binding[]]> {
    for (const [user, named] of this.#users) yield [user, [...named.values()]];
  }

  readonly isSure = (): boolean => this.#isSure;

  now(flow: Flow): Flow {
    return this.#moved.now(flow);
  }

  isOwn(user: string, flow: Flow): boolean {
    return flow.protocol !== "UDP" && this.#byFlow.get(flowKey(flow)) === user;
  }

  async put(user: string, now: readonly Binding[]): Promise<Result<void>> {
    const before = this.#named(user);
    const after = new Map(now.map((one) => [bindingName(one), one]));
    const { presence, shared, me } = this.#parts;
    const change = { user, ...difference(before, after, me) };
    if (!presence.isThere && !isRefresh(before, after)) return away;
    this.#moved.note([...before.values()], now);
    this.#take(user, after);
    this.#changes.tell({ user, why: "asked" });
    if (!presence.isThere) return ok(undefined); // said again as soon as Redis is back
    const done = await shared.change(change);
    if (done.ok || isRefresh(before, after)) return ok(undefined);
    if (this.#named(user) === after) this.#take(user, before);
    return done;
  }

  flowLost(flow: Flow): void {
    const key = flowKey(flow);
    const user = this.#byFlow.get(key);
    if (user === undefined) return;
    this.#byFlow.delete(key);
    const before = this.#named(user);
    const left = new Map([...before].filter(([, one]) => flowKey(one.flow) !== key));
    if (left.size === before.size) return;
    const { shared, me } = this.#parts;
    void shared.change({ user, ...difference(before, left, me) });
    this.#take(user, left);
    this.#changes.tell({ user, why: "lost" });
  }

  close(): void {
    this.#rounds++;
    for (const ear of this.#ears) ear();
    this.#waiting();
    this.#sweeping();
  }

  #named(user: string): Named {
    return this.#users.get(user) ?? none;
  }

  #take(user: string, now: Named): void {
    if (now.size === 0) this.#users.delete(user);
    else this.#users.set(user, now);
    for (const { flow } of now.values())
      if (flow.protocol !== "UDP" && flow.at === undefined) this.#byFlow.set(flowKey(flow), user);
  }

  /** From another node, or from this one: in the order in which Redis had it. */
  #heard({ user, sets, gone }: BindingNews): void {
    const { me } = this.#parts;
    const before = this.#named(user);
    const now = new Map(before);
    for (const name of gone) now.delete(name);
    for (const [name, text] of sets) {
      const known = before.get(name);
      if (known !== undefined && bindingText(known, me) === text) continue;
      const fresh = bindingIn(text, me);
      if (fresh) now.set(name, fresh);
    }
    if (now.size === before.size && [...now].every(([name, one]) => before.get(name) === one))
      return;
    this.#moved.note([...before.values()], [...now.values()]);
    this.#take(user, now);
    this.#changes.tell({ user, why: "asked" });
  }

  /** Redis is there again: it may have forgotten everything, and we may have missed anything. */
  async #back(round: number): Promise<void> {
    const { shared, world, me } = this.#parts;
    const there = await shared.all();
    if (this.#rounds !== round) return;
    if (!there.ok) return this.#later(again, () => this.#back(round));
    for (const [user, known] of this.#users) {
      const sets = stillOurs(known, there.value.get(user), me);
      if (sets.size > 0) await shared.change({ user, sets, gone: new Map() });
    }
    world.log.info("Redis is there again", {});
    this.#later(settles, () => this.#readsAll(round));
  }

  async #readsAll(round: number): Promise<void> {
    this.#meanwhile ??= [];
    const all = await this.#parts.shared.all();
    const news = this.#meanwhile ?? [];
    this.#meanwhile = undefined;
    if (this.#rounds !== round) return;
    if (!all.ok) return this.#later(again, () => this.#readsAll(round));
    for (const user of [...this.#users.keys()])
      if (!all.value.has(user)) this.#replaced(user, none);
    for (const [user, texts] of all.value) this.#replaced(user, this.#read(user, texts));
    for (const one of news) this.#heard(one);
    this.#isSure = true;
  }

  /** What a connection of ours led to that is gone is taken away for all. */
  #read(user: string, texts: ReadonlyMap<string, string>): Named {
    const { me, shared } = this.#parts;
    const before = this.#named(user);
    const now = new Map<string, Binding>();
    const gone = new Map<string, string>();
    for (const [name, text] of texts) {
      const known = before.get(name);
      const one = known && bindingText(known, me) === text ? known : bindingIn(text, me);
      if (one === undefined || isLost(one, known, me)) gone.set(name, text);
      else now.set(name, one);
    }
    if (gone.size > 0) void shared.change({ user, sets: new Map(), gone });
    return now;
  }

  #replaced(user: string, now: Named): void {
    const before = this.#named(user);
    if (before.size === now.size && [...now].every(([name, one]) => before.get(name) === one))
      return;
    this.#take(user, now);
    this.#changes.tell({ user, why: "asked" });
  }

  #later(wait: typeof again, work: () => Promise<void>): void {
    const { clock } = this.#parts.world;
    this.#waiting();
    this.#waiting = clock.at(after(clock.now(), millis(wait)), () => void work());
  }

  #sweepsLater(): void {
    const { clock } = this.#parts.world;
    this.#sweeping = clock.at(after(clock.now(), sweepEvery), () => this.#sweep());
  }

  #sweep(): void {
    const { shared, me, world } = this.#parts;
    const now = world.clock.wallTime();
    for (const [user, all] of this.#users) {
      const left = new Map([...all].filter(([, { expires }]) => expires > now));
      if (left.size === all.size) continue;
      void shared.change({ user, ...difference(all, left, me) });
      this.#take(user, left);
      this.#changes.tell({ user, why: "expired" });
    }
    this.#sweepsLater();
  }
}

const away = fail("store.away", "Redis does not answer");
