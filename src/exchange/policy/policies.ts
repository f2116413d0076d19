import { admitPolicy, type HeldPolicy, policyIn } from "#exchange/policy/admitPolicy.ts";
import type { Drawer } from "#exchange/store/drawer.ts";
import { momentOf } from "#kit/calendar.ts";
import { type Listen, listeners } from "#kit/listeners.ts";
import { fail, ok, type Result } from "#kit/result.ts";
import { after, seconds } from "#kit/time.ts";
import {
  type PolicyCall,
  type ReadyPolicy,
  readyPolicy,
  type Verdict,
} from "#telephony/policy/judge.ts";
import type { Policy } from "#telephony/policy/policy.ts";
import { turns } from "#world/turns.ts";
import type { World } from "#world/world.ts";

/** Every user's own policy: in memory for calls, in a drawer for the next start and for other nodes. */
export interface Policies {
  /** Kept when it resolves; it is in force from then on. Fails with what admitPolicy.ts says. */
  publish(user: string, jws: string, isUser: IsUser): Promise<Result<Policy>>;
  /** Never published, or over: accept. Undefined: there is one, but it cannot be read; then nothing is let through. */
  verdict(user: string, call: PolicyCall): Verdict | undefined;
  of(user: string): Policy | undefined;
  /** Users whose policy is another than before. */
  readonly changes: Listen<string>;
  /**
   * These are the users: what anybody else left is forgotten, key and all. `isOthers`: somebody else
   * takes it out of the drawer.
   */
  use(users: readonly string[], isOthers?: boolean): void;
}

type IsUser = (address: string) => boolean;

interface InForce {
  readonly held: HeldPolicy;
  /** As it is kept. */
  readonly text: string;
  readonly policy: Policy;
  readonly until: number;
  readonly ready: ReadyPolicy;
}

/** A store that was away a moment ago may be so again. */
const again = seconds(1);
const nothing: Verdict = { do: "accept", because: { matched: true, code: "always", params: {} } };

/** Reads what earlier runs kept, and what other nodes keep from now on. */
export async function openPolicies(
  world: Pick<World, "clock" | "crypto" | "log">,
  drawer: Drawer,
): Promise<Policies> {
  const policies = new KeptPolicies(world, drawer);
  await policies.begin();
  return policies;
}

class KeptPolicies implements Policies {
  readonly #world: Pick<World, "clock" | "crypto" | "log">;
  readonly #drawer: Drawer;
  readonly #inForce = new Map<string, InForce>();
  readonly #unreadable = new Set<string>();
  readonly #changes = listeners<string>();
  readonly #inTurn = turns();
  readonly changes = this.#changes.listen;
  /** Undefined: nobody has said yet. What is kept of anybody else is not read. */
  #users: ReadonlySet<string> | undefined;

  constructor(world: Pick<World, "clock" | "crypto" | "log">, drawer: Drawer) {
    this.#world = world;
    this.#drawer = drawer;
  }

  async begin(): Promise<void> {
    await this.#readAll();
    this.#drawer.changes(
      (user) =>
        void this.#inTurn(() => (user === undefined ? this.#readAll() : this.#readOne(user))),
    );
  }

  /** Handed on as it is. */
  readonly of = (user: string): Policy | undefined => this.#inForce.get(user)?.policy;

  verdict(user: string, call: PolicyCall): Verdict | undefined {
    if (this.#unreadable.has(user)) return undefined;
    const found = this.#inForce.get(user);
    return found === undefined || found.until <= call.at ? nothing : found.ready.judge(call);
  }

  publish(user: string, jws: string, isUser: IsUser): Promise<Result<Policy>> {
    return this.#inTurn(() => this.#admit(user, jws, isUser));
  }

  use(users: readonly string[], isOthers = false): void {
    const known = new Set(users);
    for (const user of known)
      if (this.#users?.has(user) === false) void this.#inTurn(() => this.#readOne(user));
    this.#users = known;
    for (const user of [...this.#inForce.keys(), ...this.#unreadable]) {
      if (known.has(user)) continue;
      this.#drop(user);
      if (!isOthers) void this.#inTurn(() => this.#drawer.remove(user));
    }
  }

  async #admit(user: string, jws: string, isUser: IsUser): Promise<Result<Policy>> {
    const { clock, crypto } = this.#world;
    const before = this.#inForce.get(user);
    const facts = { crypto, now: clock.wallTime(), held: before?.held, isUser };
    const admitted = admitPolicy(jws, facts);
    if (!admitted.ok) return admitted;
    const [fresh, policy] = admitted.value;
    const text = JSON.stringify(fresh);
    const stands = before?.text ?? (await this.#whatCannotBeRead(user));
    const written = await this.#drawer.swap(user, text, stands);
    if (!written.ok) return fail("policy.notKept", written.problem.detail);
    this.#take(user, [fresh, text], policy);
    this.#changes.tell(user);
    return ok(policy);
  }

  /** What is no policy at all gives way; one that another node has written meanwhile does not. */
  async #whatCannotBeRead(user: string): Promise<string | undefined> {
    const found = this.#unreadable.has(user) ? await this.#drawer.get(user) : ok(undefined);
    return found.ok && found.value !== undefined && heldIn(found.value) === undefined
      ? found.value
      : undefined;
  }

  async #readAll(): Promise<void> {
    const { clock, log } = this.#world;
    const all = await this.#drawer.all();
    if (!all.ok) {
      log.warn("policies cannot be read", { ...all.problem });
      clock.at(after(clock.now(), again), () => void this.#inTurn(() => this.#readAll()));
      return;
    }
    for (const user of [...this.#inForce.keys(), ...this.#unreadable])
      if (!all.value.has(user)) this.#drop(user);
    for (const [user, found] of all.value) this.#read(user, found);
  }

  /** Another node has published it, or taken it away; one that cannot be had is never taken for an old one. */
  async #readOne(user: string): Promise<void> {
    const found = await this.#drawer.get(user);
    if (!found.ok) this.#read(user, found);
    else if (found.value !== undefined) this.#read(user, ok(found.value));
    else {
      this.#drop(user);
      this.#changes.tell(user);
    }
  }

  #read(user: string, found: Result<string>): void {
    if (this.#users?.has(user) === false) return;
    if (found.ok && found.value === this.#inForce.get(user)?.text) return;
    const held = found.ok ? heldIn(found.value) : undefined;
    const policy = held && policyIn(held);
    if (found.ok && held !== undefined && policy !== undefined)
      this.#take(user, [held, found.value], policy);
    else {
      this.#inForce.delete(user);
      this.#unreadable.add(user);
      this.#world.log.warn("a policy cannot be read; the user's calls get 503", { user });
    }
    this.#changes.tell(user);
  }

  #take(user: string, [held, text]: readonly [HeldPolicy, string], policy: Policy): void {
    const until = momentOf(policy.expires) ?? 0;
    this.#inForce.set(user, { held, text, policy, until, ready: readyPolicy(policy) });
    this.#unreadable.delete(user);
  }

  #drop(user: string): void {
    this.#inForce.delete(user);
    this.#unreadable.delete(user);
  }
}

function heldIn(text: string): HeldPolicy | undefined {
  try {
    const { key, jws } = JSON.parse(text) as Partial<HeldPolicy>;
    return typeof key === "string" && typeof jws === "string" ? { key, jws } : undefined;
  } catch {
    return undefined;
  }
}
