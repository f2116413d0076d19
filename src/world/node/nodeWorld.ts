import type { Log } from "#world/log.ts";
import { nodeClock } from "#world/node/nodeClock.ts";
import { nodeCrypto } from "#world/node/nodeCrypto.ts";
import { nodeFiles } from "#world/node/nodeFiles.ts";
import { nodeHttp } from "#world/node/nodeHttp.ts";
import { nodeLoad } from "#world/node/nodeLoad.ts";
import { nodeNetwork } from "#world/node/nodeNetwork.ts";
import { nodePace } from "#world/node/nodePace.ts";
import { nodeRandom } from "#world/node/nodeRandom.ts";
import type { World } from "#world/world.ts";

/** The real world, with its files beneath the data folder. */
export const nodeWorld = (dataFolder: string, log: Log): World => ({
  clock: nodeClock,
  network: nodeNetwork,
  http: nodeHttp,
  random: nodeRandom,
  files: nodeFiles(dataFolder),
  crypto: nodeCrypto,
  load: nodeLoad(),
  pace: nodePace,
  log,
});
