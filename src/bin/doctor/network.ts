/** The way to the world, as the network check of a running server looks at it; from a port of its own. */
import type { NetworkCheckView } from "#server/control.ts";
import { runCheck } from "#server/network/networkCheck.ts";
import { openTransports } from "#sip/transport/transports.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import { jsonLog } from "#world/node/jsonLog.ts";
import { nodeWorld } from "#world/node/nodeWorld.ts";
import type { Environment } from "../environment.ts";
import { routerPlaces } from "../houseNetwork.ts";
import { locatorOf, userAgentOn } from "../houseSip.ts";
import { lookAtCertificate } from "./certificate.ts";
import { timeIsKept } from "./clock.ts";
import { type Verdict, wrong } from "./finding.ts";

export async function lookAtNetwork(
  settings: Settings,
  env: Environment,
): Promise<readonly Verdict[]> {
  const world = nodeWorld(env.data, jsonLog("silent"));
  const at = { host: env.sip.host, port: 0 };
  const transports = await openTransports(world, { udp: [at] });
  if (!transports.ok) return [wrong(transports.problem.detail)];
  const agent = userAgentOn(transports.value, { world, env, settings: () => settings });
  let last: NetworkCheckView | undefined;
  const see = (view: NetworkCheckView): void => {
    last = view;
  };
  await runCheck(
    {
      world,
      agent,
      locate: locatorOf(world, env),
      settings: () => settings,
      accounts: () => [],
      router: routerPlaces,
      sound: { host: env.sip.host, ...env.rtp },
      ports: () => [],
      certificate: () => lookAtCertificate(env),
      clockIsKept: timeIsKept,
    },
    see,
  );
  agent.close();
  transports.value.close();
  return (last?.steps ?? []).flatMap(({ finding }) =>
    finding ? [{ is: finding.verdict, text: finding.detail }] : [],
  );
}
