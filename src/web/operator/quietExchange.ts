import type { ExchangeControl, ExchangeEvent } from "#exchange/control.ts";
import { eventRing } from "#kit/eventRing.ts";
import { memoryVault } from "#web/auth/memoryVault.ts";
import type { Mounts } from "#web/operator/mounts.ts";
import { operatorApp } from "#web/operator/operatorApp.ts";

/** A control that answers what a quiet exchange would: for tests of what is above it. */
export function quietExchange() {
  const ring = eventRing<ExchangeEvent>();
  const control: ExchangeControl = {
    status: () => ({
      ...{ domains: ["maple.example"], version: "0", since: 0, sip: [] },
      ...{ users: 0, usersThere: 0, suspended: 0, trunks: 0, trunksDown: 0, callsNow: 0 },
      ...{ counts: {}, troubles: [] },
    }),
    ready: () => true,
    metrics: () => Promise.resolve("ringwise_exchange_users 0\n"),
    eventsSince: ring.since,
    get lastEvent() {
      return ring.last;
    },
    events: ring.events,
  };
  return { control, ring };
}

export const bearer = { authorization: "Bearer an-environment-token" };

export async function operatorSite(mounts?: Mounts, pages?: string) {
  const vault = memoryVault();
  const { control, ring } = quietExchange();
  const app = await operatorApp({
    ...{ control, vault, mounts, pages, version: "0", now: () => 1_000_000 },
    token: "an-environment-token",
  });
  return { app, vault, ring };
}
