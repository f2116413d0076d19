/* One process of anchored streams, opened by whoever started it; see anchor.ts. */
import { AnchorEnd } from "#media/engine/anchorEnd.ts";
import { PortPool } from "#media/engine/portPool.ts";
import { nodeClock } from "#world/node/nodeClock.ts";
import { nodeNetwork } from "#world/node/nodeNetwork.ts";

const host = "127.0.0.1";
const pool = new PortPool({
  network: nodeNetwork,
  clock: nodeClock,
  ports: [30_000, 40_000],
  host,
  ahead: 8,
});

async function end(port: number): Promise<AnchorEnd> {
  const pair = await pool.take();
  if (!pair.ok) throw new Error(pair.problem.detail);
  const made = new AnchorEnd(pair.value);
  made.agree({ host, port }, host, nodeClock.now());
  return made;
}

process.on("message", async ([nearPort, farPort]: [number, number]) => {
  const [near, far] = [await end(nearPort), await end(farPort)];
  near.joins(far);
  far.joins(near);
  process.send?.([near.pair.rtp.local.port, far.pair.rtp.local.port]);
});
process.on("disconnect", () => process.exit(0));
process.send?.("ready");
