/** Where the DNS sends the calls of each account (RFC 3263). */
import { nextHop } from "#server/accounts/accountNames.ts";
import type { Locate } from "#sip/transport/locator.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import type { Account } from "#telephony/settings/telephones.ts";
import { jsonLog } from "#world/node/jsonLog.ts";
import { nodeWorld } from "#world/node/nodeWorld.ts";
import type { Environment } from "../environment.ts";
import { locatorOf } from "../houseSip.ts";
import type { AccountFacts } from "./verdicts.ts";

export function lookAtAccounts(
  { accounts }: Settings,
  env: Environment,
): Promise<readonly AccountFacts[]> {
  const world = nodeWorld(env.data, jsonLog("silent"));
  const locate = locatorOf(world, env);
  return Promise.all(accounts.map((account) => lookAt(account, locate)));
}

function lookAt(account: Account, locate: Locate): Promise<AccountFacts> {
  const { id, server, enabled: isEnabled } = account;
  const facts = { id, server, isEnabled, hops: [], trouble: undefined };
  if (!isEnabled) return Promise.resolve(facts);
  return new Promise((resolve) => {
    locate(nextHop(account), (hops) => {
      if (!hops.ok) return resolve({ ...facts, trouble: `the DNS knows no way to ${server}` });
      const places = hops.value.map(
        ({ protocol, remote: { host, port } }) =>
          `${protocol} ${host.includes(":") ? `[${host}]` : host}:${port}`,
      );
      resolve({ ...facts, hops: places });
    });
  });
}
