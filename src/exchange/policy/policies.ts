import { admitPolicy, type HeldPolicy, policyIn } from "#exchange/policy/admitPolicy.ts";
import { fromUtf8, utf8 } from "#kit/bytes.ts";
import { momentOf } from "#kit/calendar.ts";
import { fail, type Result } from "#kit/result.ts";
import {
  type PolicyCall,
  type ReadyPolicy,
  readyPolicy,
  type Verdict,
} from "#telephony/policy/judge.ts";
import type { Policy } from "#telephony/policy/policy.ts";
import type { World } from "#world/world.ts";

/** Every user's own policy, in memory for calls and in a file each for the next start. */
export interface Policies {
  /** Kept when it resolves; it is in force from then on. Fails with what admitPolicy.ts says. */
  publish(user: string, jws: string, isUser: (address: string) => boolean): Promise<Result<Policy>>;
  /** Never published, or over: accept. Undefined: there is one, but it cannot be read; then nothing is let through. */
  verdict(user: string, call: PolicyCall): Verdict | undefined;
  of(user: string): Policy | undefined;
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
export async function openPolicies({
  files,
  clock,
  crypto,
  log,
}: Pick<World, "files" | "clock" | "crypto" | "log">): Promise<Policies> {
  const inForce = new Map<string, InForce>();
  const unreadable = new Set<string>();

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

  return {
    of: (user) => inForce.get(user)?.policy,
    async publish(user, jws, isUser) {
      const held = inForce.get(user)?.held;
      const admitted = admitPolicy(jws, { crypto, now: clock.wallTime(), held, isUser });
      if (!admitted.ok) return admitted;
      const [fresh, policy] = admitted.value;
      const written = await files.write(`${folder}/${user}.json`, utf8(JSON.stringify(fresh)));
      if (!written.ok) return fail("policy.notKept", written.problem.detail);
      take(user, fresh, policy);
      return { ok: true, value: policy };
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
