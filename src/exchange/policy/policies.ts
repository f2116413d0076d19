import { admitPolicy, type HeldPolicy, policyIn } from "#exchange/policy/admitPolicy.ts";
import { fromUtf8, utf8 } from "#kit/bytes.ts";
import { momentOf } from "#kit/calendar.ts";
import { type Listen, listeners } from "#kit/listeners.ts";
import { fail, ok, type Result } from "#kit/result.ts";
import {
  type PolicyCall,
  type ReadyPolicy,
  readyPolicy,
  type Verdict,
} from "#telephony/policy/judge.ts";
import type { Policy } from "#telephony/policy/policy.ts";
import { turns } from "#world/turns.ts";
import type { World } from "#world/world.ts";

/** Every user's own policy, in memory for calls and in a file each for the next start. */
export interface Policies {
  /** Kept when it resolves; it is in force from then on. Fails with what admitPolicy.ts says. */
  publish(user: string, jws: string, isUser: (address: string) => boolean): Promise<Result<Policy>>;
  /** Never published, or over: accept. Undefined: there is one, but it cannot be read; then nothing is let through. */
  verdict(user: string, call: PolicyCall): Verdict | undefined;
  of(user: string): Policy | undefined;
  /** Users whose policy is another than before. */
  readonly changes: Listen<string>;
  /** These are the users: what anybody else left is forgotten, key and all. */
  use(users: readonly string[]): void;
}

interface InForce {
  readonly held: HeldPolicy;
  readonly policy: Policy;
  readonly until: number;
  readonly ready: ReadyPolicy;
}

const folder = "policies";
const nothing: Verdict = { do: "accept", because: { matched: true, code: "always", params: {} } };

/** Reads what earlier runs kept. */
export async function openPolicies(
  world: Pick<World, "files" | "clock" | "crypto" | "log">,
): Promise<Policies> {
  const { files, clock, crypto, log } = world;
  const inForce = new Map<string, InForce>();
  const unreadable = new Set<string>();
  const changes = listeners<string>();

  function take(user: string, held: HeldPolicy, policy: Policy): void {
    const until = momentOf(policy.expires) ?? 0;
    inForce.set(user, { held, policy, until, ready: readyPolicy(policy) });
    unreadable.delete(user);
  }

  for (const name of await files.list(folder)) {
    const user = name.slice(folder.length + 1).replace(/\.json$/, "");
    const read = await files.read(name);
    const held = read.ok ? heldIn(fromUtf8(read.value)) : undefined;
    const policy = held && policyIn(held);
    if (held !== undefined && policy !== undefined) take(user, held, policy);
    else {
      unreadable.add(user);
      log.warn("a policy cannot be read; the user's calls get 503", { user });
    }
  }

  const inTurn = turns();
  const fileOf = (user: string): string => `${folder}/${user}.json`;

  async function admit(
    user: string,
    jws: string,
    isUser: (address: string) => boolean,
  ): Promise<Result<Policy>> {
    const held = inForce.get(user)?.held;
    const admitted = admitPolicy(jws, { crypto, now: clock.wallTime(), held, isUser });
    if (!admitted.ok) return admitted;
    const [fresh, policy] = admitted.value;
    const written = await files.write(fileOf(user), utf8(JSON.stringify(fresh)));
    if (!written.ok) return fail("policy.notKept", written.problem.detail);
    take(user, fresh, policy);
    changes.tell(user);
    return ok(policy);
  }

  function forget(user: string): void {
    inForce.delete(user);
    unreadable.delete(user);
    void inTurn(() => files.remove(fileOf(user)));
  }

  return {
    changes: changes.listen,
    of: (user) => inForce.get(user)?.policy,
    publish: (...asked) => inTurn(() => admit(...asked)),
    use(users) {
      const known = new Set(users);
      for (const user of [...inForce.keys(), ...unreadable]) if (!known.has(user)) forget(user);
    },
    verdict(user, call) {
      if (unreadable.has(user)) return undefined;
      const found = inForce.get(user);
      return found === undefined || found.until <= call.at ? nothing : found.ready.judge(call);
    },
  };
}

function heldIn(text: string): HeldPolicy | undefined {
  try {
    const { key, jws } = JSON.parse(text) as Partial<HeldPolicy>;
    return typeof key === "string" && typeof jws === "string" ? { key, jws } : undefined;
  } catch {
    return undefined;
  }
}
