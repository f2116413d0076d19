import { type Cancel, type Listen, listeners } from "#kit/listeners.ts";
import { after, millis, type WallTime } from "#kit/time.ts";
import { isStream, missing } from "#server/registrar/comebacks.ts";
import type { FlowsGone } from "#server/registrar/places.ts";
import type { Table } from "#server/store/table.ts";
import { type Binding, current } from "#sip/registrar/binding.ts";
import { flowKey } from "#sip/transport/flow.ts";
import type { MissedFlows } from "#sip/transport/missedFlows.ts";
import type { Device } from "#telephony/settings/telephones.ts";
import type { World } from "#world/world.ts";

/** The bindings by device: in memory for calls, in the store for the next start. */
export interface KeptBindings {
  /** Those that still hold. */
  of(device: string): readonly Binding[];
  /** The devices that any are kept of. */
  ids(): readonly string[];
  /** In force at once; true when they would survive a power cut, false when the store could not. */
  put(device: string, bindings: readonly Binding[]): Promise<boolean>;
  /** Devices whose places are others than before. */
  readonly changes: Listen<string>;
  readonly gone: FlowsGone;
  flowLost(key: string): void;
  use(devices: readonly Device[]): void;
  close(): void;
}

/** Only how late an expiry may be noticed. */
const leastWait = 1000;

export function keptBindings(
  { clock, log }: World,
  table: Table<unknown>,
  missed?: MissedFlows,
): KeptBindings {
  const bindings = new Map<string, readonly Binding[]>();
  const logins = new Map<string, string>();
  const gone = new Set<string>();
  const changes = listeners<string>();
  const of = (id: string): readonly Binding[] =>
    current(bindings.get(id) ?? [], clock.steadyTime());

  const watch = expiryWatch(clock, bindings, () => {
    for (const [id, before] of bindings) {
      const left = of(id);
      bindings.set(id, left);
      if (left.length !== before.length) changes.tell(id);
    }
    const flows = flowsOf(bindings);
    for (const key of gone) if (!flows.has(key)) gone.delete(key);
  });

  function load(id: string): void {
    const held = storedIn(table.get(id), clock.steadyTime());
    for (const binding of held) {
      gone.add(flowKey(binding.flow)); // of the process before us
      if (isStream(binding.flow)) missed?.misses(binding.flow, missing(binding));
    }
    bindings.set(id, held);
  }

  function forget(id: string): void {
    logins.delete(id);
    if (bindings.delete(id)) changes.tell(id);
    void table.remove(id);
  }

  return {
    of,
    ids: () => [...bindings.keys()],
    gone: { has: (key) => gone.has(key), leads: (flow) => missed?.leads(flow) ?? false },
    changes: changes.listen,
    async put(id, now) {
      const before = where(bindings.get(id));
      bindings.set(id, now);
      for (const { flow } of now) if (flow.protocol === "UDP") gone.delete(flowKey(flow));
      watch.again();
      if (where(now) !== before) changes.tell(id);
      const done = await table.put(id, now);
      if (!done.ok) log.warn(`device/${id} registration not kept`, { ...done.problem });
      return done.ok;
    },
    use(devices) {
      const sip = devices.filter(({ kind }) => kind === "sip");
      const wanted = new Map(sip.map((device) => [device.id, loginOf(device)]));
      for (const [id, login] of [...logins]) if (wanted.get(id) !== login) forget(id);
      for (const [id, login] of wanted) {
        if (!logins.has(id)) load(id);
        logins.set(id, login);
      }
      watch.again();
    },
    flowLost(key) {
      const on = [...bindings].filter(([, all]) => all.some(({ flow }) => flowKey(flow) === key));
      if (on.length > 0) gone.add(key);
      for (const [id] of on) changes.tell(id);
    },
    close: watch.stop,
  };
}

const storedIn = (stored: unknown, now: WallTime): readonly Binding[] =>
  Array.isArray(stored) ? current(stored as Binding[], now) : [];

const flowsOf = (bindings: ReadonlyMap<string, readonly Binding[]>): ReadonlySet<string> =>
  new Set([...bindings.values()].flat().map(({ flow }) => flowKey(flow)));

/** The next binding that ends is noticed when it does. */
function expiryWatch(
  clock: World["clock"],
  bindings: ReadonlyMap<string, readonly Binding[]>,
  ended: () => void,
) {
  let cancel: Cancel = () => undefined;
  function again(): void {
    cancel();
    const ends = [...bindings.values()].flat().map(({ expires }) => expires);
    if (ends.length === 0) return;
    const wait = millis(Math.max(leastWait, Math.min(...ends) - clock.steadyTime()));
    cancel = clock.at(after(clock.now(), wait), () => {
      ended();
      again();
    });
  }
  return { again, stop: (): void => cancel() };
}

/** Whoever has another name or password than before has to prove itself anew. */
const loginOf = (device: Device): string =>
  device.kind === "sip" ? `${device.username} ${device.secret}` : "";

const where = (bindings: readonly Binding[] = []): string =>
  bindings.map(({ contact, flow }) => `${contact} ${flowKey(flow)}`).join("\n");
