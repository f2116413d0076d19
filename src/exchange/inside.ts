import type { CallBook } from "#exchange/calls/callBook.ts";
import type { CallWires } from "#exchange/calls/callWires.ts";
import type { Channels } from "#exchange/channels.ts";
import type { Locations } from "#exchange/locations.ts";
import type { Policies } from "#exchange/policy/policies.ts";
import type { RelayCounts } from "#exchange/relay/relays.ts";
import type { ExchangeSettings } from "#exchange/settings/settings.ts";
import type { Trunks } from "#exchange/trunks/trunks.ts";
import type { Directory } from "#exchange/users/directory.ts";
import type { Joined } from "#exchange/users/joined.ts";
import type { LayerCounts } from "#sip/agent/ground.ts";
import type { WireRow } from "#sip/agent/ladderBook.ts";

export type Counts = Readonly<
  LayerCounts &
    CallBook["counts"] &
    Partial<RelayCounts> & {
      /** Datagrams for which there was no room to wait in. */
      receiveDrops?: number;
      handedOver?: number;
    }
>;

/** The calls that the operator sees. */
export interface ShownCalls
  extends Pick<CallBook, "size" | "changes" | "live" | "recent" | "find"> {
  /** What went over the wires; `rows` knows those of this process. Undefined: no such call. */
  ladder(
    id: string,
    rows: CallWires["rows"],
  ): readonly WireRow[] | undefined | Promise<readonly WireRow[] | undefined>;
}

/** What the operator's control looks into. */
export interface Inside {
  readonly settings: () => ExchangeSettings;
  readonly directory: () => Directory;
  readonly locations: Locations;
  readonly policies: Policies;
  readonly joined: Joined;
  readonly channels: Channels;
  readonly trunks: Trunks;
  readonly calls: ShownCalls;
  /** Since the start. */
  readonly counts: () => Counts;
}
