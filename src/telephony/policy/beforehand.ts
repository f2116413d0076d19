import { forOwner } from "#telephony/directing/called.ts";
import { judge, type Reason, type Scene } from "#telephony/directing/condition.ts";
import type { CallFacts } from "#telephony/directing/facts.ts";
import { localTime } from "#telephony/directing/localTime.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import type { Refusal } from "#telephony/settings/step.ts";

/** What an exchange does with a call before it comes here, as its user has told it. */
export interface Beforehand {
  /** The account by which we belong to it. */
  readonly account: string;
  /** Undefined: it lets the call through. */
  readonly refuses: Refusal | undefined;
  /** Undefined: all calls are refused, by star code. */
  readonly because: Reason | undefined;
}

/**
 * The same rules that the exchange was sent (lease.ts), asked here in the owner's own words. Undefined:
 * the call comes by no exchange, or none that was told anything.
 */
export function beforehand(facts: CallFacts, settings: Settings): Beforehand | undefined {
  const account = exchangeOf(facts, settings);
  if (account === undefined) return undefined;
  if (settings.services.exchangeReject) return { account, refuses: "rejected", because: undefined };
  const policy = settings.exchanges.find((one) => one.account === account)?.policy ?? [];
  const scene = sceneOf({ ...facts, via: account }, settings);
  for (const rule of policy) {
    const because = judge(rule.when, scene);
    if (!because.matched) continue;
    return {
      account,
      refuses: rule.do === "reject" ? (rule.cause ?? "rejected") : undefined,
      because,
    };
  }
  return undefined;
}

/** By which it comes; where that is not said, the only one there is. */
function exchangeOf({ via }: CallFacts, { accounts }: Settings): string | undefined {
  const all = accounts.filter(({ enabled }) => enabled);
  const ways = via === undefined ? all : all.filter(({ id }) => id === via);
  return ways.length === 1 && ways[0]?.kind === "exchange" ? ways[0].id : undefined;
}

function sceneOf(facts: CallFacts, settings: Settings): Scene {
  const now = localTime(facts.at, settings.owner.timeZone);
  return {
    facts,
    settings,
    now: () => now,
    called: forOwner(facts.called, facts.via, settings)?.number,
  };
}
