import { forwarding, number } from "./household.ts";
import { type Answered, mediaPortIn, peer } from "./peer.ts";
import { startServer } from "./server.ts";

/** Something that passes sound between two UDP ports. */
export interface Relay {
  readonly name: string;
  /** Joins those two ports of ours; the ports of the relay that each of them sends to. */
  join(near: number, far: number): Promise<readonly [near: number, far: number]>;
  cpu(): number;
  memory(): number;
  close(): Promise<void>;
}

/** Ringwise: every pair of ports is a forwarded call. */
export async function ringwise(): Promise<Relay> {
  const [near, far] = [await peer(), await peer()];
  const server = await startServer(forwarding(far.port));
  const answered: Answered[] = [];
  return {
    name: "Ringwise",
    async join(nearPort, farPort) {
      let toFar = 0;
      far.called = (_, sdp) => {
        toFar = mediaPortIn(sdp);
        return farPort;
      };
      const call = await near.call(number, server.sipPort, nearPort);
      if (!call) throw new Error("a call was refused");
      answered.push(call);
      return [call.mediaPort, toFar];
    },
    cpu: server.cpu,
    memory: server.memory,
    async close() {
      for (const call of answered) call.hangUp();
      await new Promise((resolve) => setTimeout(resolve, 200));
      await server.close();
      await Promise.all([near.close(), far.close()]);
    },
  };
}
