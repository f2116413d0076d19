import type { CallWires } from "#exchange/calls/callWires.ts";
import type { Exchange } from "#exchange/exchange.ts";
import type { AuditShelf } from "#exchange/operator/auditBook.ts";
import type { Hosts } from "#exchange/operator/hostingActs.ts";
import type { Drawer } from "#exchange/store/drawer.ts";
import type { ExchangePlace } from "#exchange/users/invitation.ts";
import type { Problem } from "#kit/problem.ts";
import type { OpenTransports } from "#sip/transport/openTransports.ts";
import type { World } from "#world/world.ts";

/** What the operator's control is made of. */
export interface ControlMeans {
  readonly world: World;
  readonly exchange: Exchange;
  readonly bound: OpenTransports["bound"];
  readonly wires: Pick<CallWires, "rows">;
  readonly version: string;
  readonly audit: AuditShelf;
  /** Where the settings are. */
  readonly kept: Drawer;
  /** Of what it is kept in, as its operator has to know. */
  readonly troubles?: () => readonly Problem[];
  /** For invitations. */
  readonly place: () => ExchangePlace;
  /** For users whose own server runs in this process. */
  readonly hosts?: Hosts;
}
