import type { Tier, User } from "#exchange/settings/settings.ts";
import { type PolicyCall, readyPolicy, type Verdict } from "#telephony/policy/judge.ts";

type Narrowing = NonNullable<User["narrowed"]>;

/** What the operator refuses for this user, if anything: told to the owner, with the reason. */
export const narrowingOf = (user: User, tier: Tier): Narrowing | undefined =>
  user.narrowed ?? tier.narrowed;

const ready = new WeakMap<Narrowing, ReturnType<typeof readyPolicy>>();

/** The operator's own judgement, before the user's. */
export function narrowed(
  user: User,
  tier: Tier,
  country: string,
  call: PolicyCall,
): Verdict | undefined {
  const narrowing = narrowingOf(user, tier);
  if (narrowing === undefined) return undefined;
  const known =
    ready.get(narrowing) ?? readyPolicy({ rules: narrowing.rules, timeZone: "UTC", country });
  ready.set(narrowing, known);
  return known.judge(call);
}
