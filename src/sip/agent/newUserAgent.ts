import type { LayerParts } from "#sip/agent/ground.ts";
import { type AgentParts, userAgentOver } from "#sip/agent/layeredAgent.ts";
import { watched } from "#sip/agent/traffic.ts";
import { transactionLayer } from "#sip/agent/transactionLayer.ts";
import type { UserAgent } from "#sip/agent/userAgent.ts";
import { patientTransports } from "#sip/transport/missedFlows.ts";

export interface UserAgentParts extends LayerParts, AgentParts {}

/** The user agent over these transports. */
export function newUserAgent(parts: UserAgentParts): UserAgent {
  const { transports: passed, traffic } = watched(parts.transports);
  const { transports, missed } = patientTransports({ ...parts, transports: passed });
  const layer = transactionLayer({ ...parts, transports });
  const agent = userAgentOver(layer, parts);
  layer.serve(agent.arrived);
  return {
    ...agent,
    traffic,
    losses: transports.losses,
    missed,
    ...(transports.keepOpen && { keepOpen: transports.keepOpen }),
    idle: () => agent.idle() && layer.live === 0,
    held: () => ({ dialogs: agent.dialogs(), transactions: layer.live }),
    close() {
      agent.close();
      layer.close();
      missed.close();
    },
  };
}
