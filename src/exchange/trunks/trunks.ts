import type { CallWatch } from "#exchange/calls/callBook.ts";
import type { Channels } from "#exchange/channels.ts";
import type { Nodes } from "#exchange/nodes/nodes.ts";
import type { ExchangeSettings, Trunk } from "#exchange/settings/settings.ts";
import { type TrunkAccounts, trunkAccounts } from "#exchange/trunks/trunkAccounts.ts";
import { type TrunkCalls, trunkCalls } from "#exchange/trunks/trunkCalls.ts";
import { type TrunkHosts, trunkHosts } from "#exchange/trunks/trunkHosts.ts";
import { probeTrunk, type TrunkProbe } from "#exchange/trunks/trunkProbe.ts";
import type { Crew } from "#exchange/workers/crew.ts";
import { farAccounts, toldAccounts } from "#exchange/workers/farAccounts.ts";
import { first, spread } from "#exchange/workers/ownership.ts";
import { type LayeredAgent, userAgentOver } from "#sip/agent/layeredAgent.ts";
import type { ServerTransaction, TransactionLayer } from "#sip/agent/transactions.ts";
import type { SipRequest } from "#sip/message/message.ts";
import type { Flow } from "#sip/transport/flow.ts";
import type { ServerKey } from "#world/serverKey.ts";
import type { World } from "#world/world.ts";

export interface TrunkMeans {
  readonly world: World;
  /** The exchange's own, which says what of it arrives here. */
  readonly layer: TransactionLayer;
  readonly key: ServerKey;
  readonly channels: Channels;
  readonly settings: () => ExchangeSettings;
  readonly watch: CallWatch;
  readonly crew?: Crew | undefined;
  readonly nodes?: Pick<Nodes, "isMine" | "leases"> | undefined;
}

/** All that is between us and the carriers: where they are, how we stand there, the calls that we bridge. */
export interface Trunks {
  readonly hosts: TrunkHosts;
  readonly accounts: TrunkAccounts;
  readonly calls: TrunkCalls;
  use(trunks: readonly Trunk[]): void;
  /** It belongs to a call that is bridged here: for `arrived`. */
  owns(request: SipRequest): boolean;
  arrived(transaction: ServerTransaction): void;
  flowLost(flow: Flow): void;
  probe(trunk: Trunk): Promise<TrunkProbe>;
  idle(): boolean;
  /** Takes the registrations away; ends the calls. */
  close(): Promise<void>;
}

export function openTrunks(means: TrunkMeans): Trunks {
  const { world, layer, channels, settings, watch, crew, nodes } = means;
  const agent = userAgentOver(layer, { ...world, likesCallId: crew && ownCallIds(crew) });
  const hosts = trunkHosts(world);
  const accounts = accountsOf(means, agent, hosts);
  const calls = trunkCalls({ agent, accounts, channels, settings, watch, ...world });
  const unlisten = nodes?.leases(() => accounts.use(settings().trunks));
  return {
    hosts,
    accounts,
    calls,
    use(trunks) {
      hosts.use(trunks);
      accounts.use(trunks);
    },
    owns: agent.owns,
    arrived: agent.arrived,
    flowLost: accounts.flowLost,
    probe: (trunk) => probeTrunk(trunk, { agent, world }),
    idle: agent.idle,
    async close() {
      unlisten?.();
      calls.close();
      await accounts.leave();
      hosts.close();
      agent.close();
    },
  };
}

/** A bridge and both of its dialogs are one worker's. */
const ownCallIds =
  ({ own, count }: Crew) =>
  (callId: string): boolean =>
    spread(callId, count) === own;

/** Of several workers one registers. */
function accountsOf(
  { world, key, crew, nodes }: TrunkMeans,
  agent: LayeredAgent,
  { learn }: TrunkHosts,
): TrunkAccounts {
  const registersHere = nodes && ((id: string): boolean => nodes.isMine(`trunk/${id}`));
  if (crew === undefined) return trunkAccounts({ world, agent, key, learn, registersHere });
  if (crew.own !== first) return farAccounts(crew, key, learn);
  const make: Parameters<typeof toldAccounts>[1] = (learns, told) =>
    trunkAccounts({ world, agent, key, learn: learns, told });
  return toldAccounts(crew, make, learn);
}
