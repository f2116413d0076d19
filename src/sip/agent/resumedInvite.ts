import { problem } from "#kit/problem.ts";
import { ClientSide } from "#sip/agent/clientSide.ts";
import type { Ground } from "#sip/agent/ground.ts";
import type { ClientEvent, ClientTransaction, Sent } from "#sip/agent/transactions.ts";
import { topVia } from "#sip/headers/via.ts";

/**
 * An INVITE that another process sent: sent once more with the same branch, which to its peer is a
 * repeat (RFC 3261 §17.2.1). What was answered meanwhile comes to this transaction.
 */
export function resumedInvite(
  ground: Ground,
  { request, flow }: Sent,
  tell: (event: ClientEvent) => void,
): ClientTransaction {
  const way = { flow, own: ground.parts.transports.ownAddress(flow) };
  const branch = topVia(request)?.params.get("branch") ?? "";
  let listener: typeof tell | undefined = tell;
  const user = {
    told: (response: Extract<ClientEvent, { readonly on: "response" }>["response"]) =>
      listener?.({ on: "response", response, way }),
    failed: (why: "timeout" | "transportFailed") =>
      listener?.({
        on: "failed",
        why: why === "timeout" ? "timeout" : "unreachable",
        problem: problem("sip.transportFailed", "it could not be sent again"),
      }),
  };
  const side = new ClientSide(ground, { request, branch, flow, hop: undefined }, user);
  ground.soon(() => side.begin());
  return {
    cancel: (extra = []) => side.cancel(extra),
    forget() {
      listener = undefined;
    },
  };
}
