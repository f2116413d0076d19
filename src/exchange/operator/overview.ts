import type { ExchangeStatus } from "#exchange/control.ts";
import type { ControlMeans } from "#exchange/operator/controlMeans.ts";
import { problem } from "#kit/problem.ts";

/** The exchange at a glance. */
export function overviewOf(
  { exchange: { inside }, bound, version, troubles }: Omit<ControlMeans, "world">,
  since: number,
): ExchangeStatus {
  const { users, domains, trunks } = inside.settings();
  const down = trunks.filter(({ id, registers }) => {
    return registers && inside.trunks.accounts.standing(id)?.state !== "registered";
  });
  return {
    domains,
    version,
    since,
    sip: bound.map(({ protocol, local }) => ({ protocol, ...local })),
    users: users.length,
    usersThere: inside.locations.count,
    suspended: users.filter(({ suspended }) => suspended !== undefined).length,
    trunks: trunks.length,
    trunksDown: down.length,
    callsNow: inside.calls.size,
    counts: { ...inside.counts() },
    troubles: [
      ...(troubles?.() ?? []),
      ...down.map(({ id }) => {
        const { code = "trunk.trying", detail = "is not registered yet" } =
          inside.trunks.accounts.standing(id) ?? {};
        return problem(code, `trunk ${id}: ${detail}`);
      }),
    ],
  };
}
