/** Whether analogue gateways can find the call agent: where they are, and where it listens. */
import type { Address } from "#world/network.ts";
import { mind, type Verdict, well } from "./finding.ts";

/** `gateways`: as the settings name them. */
export function gatewayVerdicts(
  gateways: readonly string[],
  { host, port }: Address,
): readonly Verdict[] {
  if (gateways.length === 0)
    return [well("MGCP is not listened for: no telephone is at a gateway")];
  const away = [...new Set(gateways)].filter((gateway) => !isHere(gateway));
  if (!isHere(host) || away.length === 0) return [];
  return [
    mind(
      `MGCP is listened for on this machine alone, where ${away[0]} cannot reach it: ` +
        `RINGWISE_MGCP=0.0.0.0:${port} opens it to the network`,
    ),
  ];
}

/** On this machine: `127.0.0.1`, `localhost:2427`, `[::1]`. */
const isHere = (place: string): boolean => /^(127\.|localhost(:|$)|\[?::1)/.test(place);
