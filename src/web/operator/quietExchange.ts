import type { AuditEntry, ExchangeControl, ExchangeEvent } from "#exchange/control.ts";
import { eventRing } from "#kit/eventRing.ts";
import { fail, failWith, ok } from "#kit/result.ts";
import type { Seconds } from "#kit/time.ts";
import { memoryVault } from "#web/auth/memoryVault.ts";
import type { Mounts } from "#web/operator/mounts.ts";
import { operatorApp } from "#web/operator/operatorApp.ts";

const done = () => Promise.resolve(ok({ etag: "2" }));
const invitation = () =>
  Promise.resolve(
    ok({
      ...{ key: "k1", text: "ringwise-invitation:x", username: "ada", password: "p1" },
      ...{ server: "maple.example", until: "2026-12-01T00:00:00Z" },
    }),
  );

function writtenDown() {
  const entries: AuditEntry[] = [];
  const audit: ExchangeControl["audit"] = {
    note: (who, { act, of, params = {} }) =>
      entries.unshift({
        ...{ id: String(entries.length), at: 1, who, act, params },
        ...(of !== undefined && { of }),
      }),
    page: (_cursor, limit) => Promise.resolve(ok({ items: entries.slice(0, limit) })),
  };
  return { audit, entries };
}

/** A control that answers what a quiet exchange would: for tests of what is above it. */
export function quietExchange() {
  const ring = eventRing<ExchangeEvent>();
  const { audit, entries } = writtenDown();
  const control: ExchangeControl = {
    status: () => ({
      ...{ domains: ["maple.example"], version: "0", since: 0, sip: [] },
      ...{ users: 0, usersThere: 0, suspended: 0, trunks: 0, trunksDown: 0, callsNow: 0 },
      ...{ counts: {}, troubles: [] },
    }),
    users: { page: () => ({ items: [] }), find: () => undefined },
    userActs: {
      ...{ add: invitation, invite: invitation, change: done, remove: done, suspend: done },
      ...{ resume: done, narrow: done, widen: done },
      look: () => fail("exchange.noInvitation", "none"),
    },
    hosting: {
      begin: (_who, name) => Promise.resolve(ok({ name, key: "k2", port: 5100 })),
      end: () => Promise.resolve(fail("exchange.notHosted", "none")),
    },
    tiers: { all: () => [], put: done, remove: done },
    trunks: {
      ...{ all: () => [], put: done, remove: done },
      probe: () => Promise.resolve(ok({ answered: false })),
    },
    limits: {
      read: () => ({
        ...{ bindingsPerUser: 10, strangersPerMinute: 60, hidesUsers: true, country: "CA" },
        ...{ domains: ["maple.example"], relay: "whenNeeded", membersCall: "strict" },
        expiry: { least: 60 as Seconds, most: 3600 as Seconds },
      }),
      etag: () => "1",
      change: (_who, _change, seen) =>
        seen === undefined || (seen !== "new" && seen.etag === "1")
          ? done()
          : Promise.resolve(fail("settings.conflict", "changed")),
    },
    settings: {
      read: () => Promise.resolve(ok({ document: { domains: ["maple.example"] }, etag: "1" })),
      replace: (_document, etag) =>
        Promise.resolve(
          etag === "1"
            ? ok({ etag: "2" })
            : failWith([{ path: "", code: "settings.conflict", detail: "changed" }]),
        ),
    },
    calls: { page: () => ({ items: [] }), find: () => undefined, ladder: async () => undefined },
    audit,
    ready: () => true,
    metrics: () => Promise.resolve("ringwise_exchange_users 0\n"),
    eventsSince: ring.since,
    get lastEvent() {
      return ring.last;
    },
    events: ring.events,
  };
  return { control, ring, entries };
}

export const bearer = { authorization: "Bearer an-environment-token" };

export async function operatorSite(mounts?: Mounts, pages?: string) {
  const vault = memoryVault();
  const { control, ring, entries } = quietExchange();
  const app = await operatorApp({
    ...{ control, vault, mounts, pages, version: "0", now: () => 1_000_000 },
    token: "an-environment-token",
  });
  return { app, vault, ring, entries };
}
