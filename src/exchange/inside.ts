import type { CallBook } from "#exchange/calls/callBook.ts";
import type { Channels } from "#exchange/channels.ts";
import type { Locations } from "#exchange/locations.ts";
import type { Policies } from "#exchange/policy/policies.ts";
import type { RelayCounts } from "#exchange/relay/relays.ts";
import type { ExchangeSettings } from "#exchange/settings/settings.ts";
import type { Trunks } from "#exchange/trunks/trunks.ts";
import type { Directory } from "#exchange/users/directory.ts";
import type { Joined } from "#exchange/users/joined.ts";
import type { LayerCounts } from "#sip/agent/ground.ts";

/** What the operator's control looks into. */
export interface Inside {
  readonly settings: () => ExchangeSettings;
  readonly directory: () => Directory;
  readonly locations: Locations;
  readonly policies: Policies;
  readonly joined: Joined;
  readonly channels: Channels;
  readonly trunks: Trunks;
  readonly calls: CallBook;
  /** Since the start. */
  readonly counts: () => Readonly<LayerCounts & CallBook["counts"] & Partial<RelayCounts>>;
}
