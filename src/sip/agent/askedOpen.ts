import type { Cancel } from "#kit/listeners.ts";
import { after, millis } from "#kit/time.ts";
import type { Answer, UserAgent } from "#sip/agent/userAgent.ts";
import { receivedFrom, topVia } from "#sip/headers/via.ts";
import { makeRequest } from "#sip/message/make.ts";
import type { SipRequest, SipResponse } from "#sip/message/message.ts";
import type { Flow } from "#sip/transport/flow.ts";
import { randomBelow, token } from "#world/random.ts";
import type { World } from "#world/world.ts";

/** Asks along a flow again and again until cancelled. */
export type AskOpen = (flow: Flow, answered: (answer: Answer) => void) => Cancel;

/** Who asks, and whom. */
export interface AskedOpenMeans {
  readonly world: Pick<World, "clock" | "random">;
  readonly agent: Pick<UserAgent, "ask">;
  /** The Request-URI, and our address of record. */
  readonly ends: () => { readonly registrar: string; readonly aor: string };
}

/**
 * A router's door to a server that keeps no flows (RFC 5626) is kept open by OPTIONS, which every
 * server answers in some way, and each answer says where we are seen (RFC 3581). As often as STUN
 * would: every 24 to 29 s, for a router may forget after 30.
 */
export function askedOpen({ world, agent, ends }: AskedOpenMeans): AskOpen {
  const { clock, random } = world;
  return (flow, answered) => {
    let cancel: Cancel = () => undefined;
    const rests = (): void => {
      const wait = millis(24_000 + randomBelow(random, 5000));
      cancel = clock.at(after(clock.now(), wait), asks);
    };
    const asks = (): void => {
      const request = options(ends(), random);
      const asking = { destination: { to: "flow", flow }, make: () => request } as const;
      cancel = agent.ask(asking, (answer) => {
        rests(); // silence is one answer too, after 32 s in which it was sent again and again
        answered(answer);
      });
    };
    rests();
    return () => cancel();
  };
}

function options(
  { registrar, aor }: ReturnType<AskedOpenMeans["ends"]>,
  random: World["random"],
): SipRequest {
  return makeRequest({
    method: "OPTIONS",
    uri: registrar,
    headers: [
      { name: "Max-Forwards", text: "70" },
      { name: "From", text: `<${aor}>;tag=${token(random, 64)}` },
      { name: "To", text: `<${registrar}>` },
      { name: "Call-ID", text: token(random, 128) },
      { name: "CSeq", text: "1 OPTIONS" },
    ],
  });
}

/** Where the sender of a request was seen by whoever answered it (RFC 3581): `203.0.113.9:20001`. */
export function seenAt(response: SipResponse): string | undefined {
  const via = topVia(response);
  if (via === undefined) return undefined;
  return `${receivedFrom(via) ?? via.host}:${via.params.get("rport") || String(via.port ?? 5060)}`;
}

/** Where the request said that it came from. */
export function writtenAt(response: SipResponse): string | undefined {
  const via = topVia(response);
  return via && `${via.host}:${via.port ?? 5060}`;
}
