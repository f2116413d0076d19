import { Gauge, Registry } from "prom-client";
import type { ExchangeStatus } from "#exchange/control.ts";

/** What machines that watch may know: figures without names, numbers or addresses. */
export function metrics(status: () => ExchangeStatus): () => Promise<string> {
  const registry = new Registry();
  const gauge = (name: string, help: string, of: (now: ExchangeStatus) => number): void => {
    const one: Gauge = new Gauge({
      ...{ name: `ringwise_exchange_${name}`, help, registers: [registry] },
      collect: () => one.set(of(status())),
    });
  };
  gauge("users", "Users of this exchange", ({ users }) => users);
  gauge("users_there", "Users with a server that is registered", ({ usersThere }) => usersThere);
  gauge("users_suspended", "Users whose service is suspended", ({ suspended }) => suspended);
  gauge("trunks", "Trunks", ({ trunks }) => trunks);
  gauge("trunks_down", "Trunks that want to be registered, and are not", (now) => now.trunksDown);
  gauge("calls", "Calls on their way or up", ({ callsNow }) => callsNow);
  const counts: Gauge<"what"> = new Gauge({
    ...{ name: "ringwise_exchange_count", help: "Since the start, by what was counted" },
    labelNames: ["what"],
    registers: [registry],
    collect() {
      for (const [what, n] of Object.entries(status().counts)) counts.labels(what).set(n);
    },
  });
  return () => registry.metrics();
}
