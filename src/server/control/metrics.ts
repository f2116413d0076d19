import { Counter, Gauge, Histogram, Registry } from "prom-client";
import type { Held } from "#server/control/controlMeans.ts";
import type { CallView, Control, Status } from "#server/control.ts";

/** What machines that watch may know: figures without names, numbers or addresses. */
export interface Metrics {
  text(): Promise<string>;
  ended(call: CallView): void;
}

type Watched = Pick<Control, "devices" | "accounts" | "messages" | "ready"> & {
  readonly live: () => readonly CallView[];
  readonly troubles: () => readonly unknown[];
  readonly ignored: () => Status["ignored"];
  readonly held: () => Held;
};

export function metrics(of: Watched, version: string): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const calls = new Counter({
    name: "ringwise_calls_total",
    help: "Calls that are over, by direction and outcome",
    labelNames: ["direction", "outcome"],
    registers,
  });
  const talked = new Histogram({
    name: "ringwise_call_seconds",
    help: "How long answered calls lasted",
    buckets: [10, 30, 60, 180, 600, 1800, 3600],
    registers,
  });
  const packets = new Counter({
    name: "ringwise_rtp_packets_total",
    help: "RTP packets of calls that are over",
    labelNames: ["direction"],
    registers,
  });
  const lostPackets = new Counter({
    name: "ringwise_rtp_lost_packets_total",
    help: "RTP packets that never came, or too late, in calls that are over",
    registers,
  });
  const mos = new Histogram({
    name: "ringwise_rtp_mos",
    help: "How each leg of a call that is over sounded to us, 1 to 4.5 (E-model)",
    buckets: [2, 2.5, 3, 3.5, 3.8, 4, 4.2, 4.4],
    registers,
  });
  new Gauge({ name: "ringwise_info", help: "Version", labelNames: ["version"], registers })
    .labels(version)
    .set(1);
  gauges(of, registers);
  return {
    text: () => registry.metrics(),
    ended({ direction, outcome = "unknown", answered, ended, rtp }) {
      calls.labels(direction, outcome).inc();
      if (answered !== undefined && ended !== undefined) talked.observe((ended - answered) / 1000);
      for (const one of rtp) {
        packets.labels("sent").inc(one.sent);
        packets.labels("received").inc(one.received);
        lostPackets.inc(one.lost ?? 0);
        if (one.mos !== undefined) mos.observe(one.mos);
      }
    },
  };
}

/** Looked at when they are asked for. */
function gauges(of: Watched, registers: Registry[]): void {
  const gauge = (name: string, help: string, value: () => number) =>
    new Gauge({
      name: `ringwise_${name}`,
      help,
      registers,
      collect() {
        this.set(value());
      },
    });
  gauge("active_calls", "Calls that live", () => of.live().length);
  gauge("ready", "1 when calls can be taken", () => Number(of.ready()));
  gauge("troubles", "Things that want the owner's attention", () => of.troubles().length);
  gauge("new_messages", "Messages nobody has heard", () => unheard(of));
  new Gauge({
    name: "ringwise_held",
    help: "What calls hold: SIP dialogs and transactions, media ports, files that are being written",
    labelNames: ["what"],
    registers,
    collect() {
      for (const [what, count] of Object.entries(of.held())) this.labels(what).set(count);
    },
  });
  new Counter({
    name: "ringwise_ignored_signals_total",
    help: "Signals of telephones and gateways that could not be meant, by what they were",
    labelNames: ["what"],
    registers,
    collect() {
      this.reset();
      for (const { what, count } of of.ignored()) this.labels(what).inc(count);
    },
  });
  byState("devices", "Telephones", () => of.devices().map(({ state }) => state), registers);
  byState("accounts", "Accounts", () => of.accounts().map(({ state }) => state), registers);
}

const unheard = ({ messages }: Watched): number =>
  messages.page(undefined, 1000).items.filter(({ heard }) => !heard).length;

function byState(
  what: string,
  help: string,
  states: () => readonly string[],
  registers: Registry[],
): void {
  new Gauge({
    name: `ringwise_${what}`,
    help: `${help}, by state`,
    labelNames: ["state"],
    registers,
    collect() {
      this.reset();
      for (const state of states()) this.labels(state).inc();
    },
  });
}
