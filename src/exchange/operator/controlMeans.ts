import type { Exchange } from "#exchange/exchange.ts";
import type { OpenTransports } from "#sip/transport/transports.ts";
import type { World } from "#world/world.ts";

/** What the operator's control is made of. */
export interface ControlMeans {
  readonly world: World;
  readonly exchange: Exchange;
  readonly bound: OpenTransports["bound"];
  readonly version: string;
}
