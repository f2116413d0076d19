import { type Figures, quantile } from "./figures.ts";
import { forwarding, number } from "./household.ts";
import { peer } from "./peer.ts";
import { startServer } from "./server.ts";

/** INVITE in → INVITE out, at 20 calls a second; each call is refused by the far side. */
export async function latency(count: number): Promise<Figures> {
  const [near, far] = [await peer(), await peer()];
  const server = await startServer(forwarding(far.port));
  const left: number[] = [];
  const took: number[] = [];
  far.called = () => {
    took.push(performance.now() - (left.shift() ?? Number.NaN));
    return { refuses: 486 };
  };
  const one = async (): Promise<void> => {
    left.push(performance.now());
    await near.call(number, server.sipPort, 40_000);
  };
  for (let i = 0; i < 30; i++) await one(); // warm
  took.splice(0);
  for (let i = 0; i < count; i++) {
    const next = new Promise((resolve) => setTimeout(resolve, 50));
    await Promise.all([one(), next]);
  }
  await server.close();
  await Promise.all([near.close(), far.close()]);
  if (took.length !== count) throw new Error(`${count} calls were sent, ${took.length} came out`);
  return { "p50 ms": quantile(took, 0.5), "p99 ms": quantile(took, 0.99), calls: took.length };
}
