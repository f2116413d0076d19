import type { CallWires } from "#exchange/calls/callWires.ts";
import type { Journal } from "#exchange/journal.ts";
import type { Locations } from "#exchange/locations.ts";
import type { Nodes } from "#exchange/nodes/nodes.ts";
import type { Policies } from "#exchange/policy/policies.ts";
import type { OpenRelays } from "#exchange/relay/openRelays.ts";
import type { ExchangeSettings } from "#exchange/settings/settings.ts";
import type { Joined } from "#exchange/users/joined.ts";
import type { Crew } from "#exchange/workers/crew.ts";
import type { Signer } from "#kit/jws.ts";
import type { Binding } from "#sip/registrar/binding.ts";
import type { Locate } from "#sip/transport/locator.ts";
import type { OpenTransports } from "#sip/transport/openTransports.ts";
import type { Transports } from "#sip/transport/transport.ts";
import type { ServerKey } from "#world/serverKey.ts";
import type { World } from "#world/world.ts";

/** What an exchange is made of. */
export interface ExchangeParts {
  readonly world: World;
  readonly transports: Transports &
    Pick<OpenTransports, "bound"> &
    Partial<Pick<OpenTransports, "unread">>;
  /** Datagrams that found no room to wait in; undefined: the system does not say. */
  readonly dropped?: () => number | undefined;
  readonly locate: Locate;
  readonly key: ServerKey;
  /** Signs the members' directory. */
  readonly signer: Signer;
  readonly settings: ExchangeSettings;
  /** The host that peers write to us, where it is none that we listen at. */
  readonly advertise?: string;
  readonly bindings: Journal<readonly Binding[]>;
  /** Of several nodes: the others, and where users are at any of them. */
  readonly nodes?: Nodes | undefined;
  readonly locations?: Locations | undefined;
  /** False: others may have changed settings that cannot be read now. */
  readonly knowsAll?: (() => boolean) | undefined;
  readonly policies: Policies;
  /** Absent: there are no media ports, and sound never passes here. */
  readonly relays?: Pick<OpenRelays, "relays" | "shownTo">;
  readonly joined: Joined;
  /** The password of the attendant's house; without it there is no attendant. */
  readonly attendant?: string;
  /** Of an exchange of several processes. */
  readonly crew?: CrewParts;
}

/** This process and the others that are one exchange with it. */
export interface CrewParts {
  readonly crew: Crew;
  /** The same in all of them, as long as they run. */
  readonly run: string;
  /** Of this process alone. */
  readonly self: string;
  readonly rows: CallWires["rows"];
  /** Messages that came here and were another's. */
  readonly handedOver: () => number;
}
