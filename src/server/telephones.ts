/** The owner's telephones as the settings name them: each is made once and lives as long as it is written there. */

import { type Listen, listeners } from "#kit/listeners.ts";
import { sameValue } from "#kit/sameValue.ts";
import type { Telephone } from "#server/telephone.ts";
import type { DeviceState } from "#telephony/directing/facts.ts";
import type { Device } from "#telephony/settings/telephones.ts";

export interface TelephonesMeans {
  /** Undefined: a kind that has no hardware here yet. `changed`: its state may be another. */
  make(device: Device, changed: () => void): Telephone | undefined;
}

interface Kept {
  readonly device: Device;
  readonly telephone: Telephone | undefined;
}

export class Telephones {
  readonly #of: TelephonesMeans;
  readonly #kept = new Map<string, Kept>();
  readonly #changes = listeners<string>();
  /** The id of a device whose state may be another than before. */
  readonly changes: Listen<string> = this.#changes.listen;

  constructor(of: TelephonesMeans) {
    this.#of = of;
  }

  /** From now on these; one that is written anew is another telephone, and its calls end. */
  use(devices: readonly Device[]): void {
    for (const { device } of [...this.#kept.values()]) {
      const same = devices.find(({ id }) => id === device.id);
      if (!same || isOther(same, device)) this.#remove(device.id);
    }
    for (const device of devices) this.#keep(device);
  }

  get(device: string): Telephone | undefined {
    return this.#kept.get(device)?.telephone;
  }

  all(): readonly { readonly device: Device; readonly telephone: Telephone | undefined }[] {
    return [...this.#kept.values()];
  }

  states(): Readonly<Record<string, DeviceState>> {
    return Object.fromEntries([...this.#kept].map(([id]) => [id, this.state(id)]));
  }

  state(device: string): DeviceState {
    return this.get(device)?.state() ?? "offline";
  }

  /** As a call finds it: one that can be woken is not offline to it. */
  reach(device: string): DeviceState {
    const state = this.state(device);
    return state === "offline" && this.get(device)?.mayBeWoken?.() ? "idle" : state;
  }

  /** There are more or fewer new messages than before. */
  messagesChanged(): void {
    for (const { telephone } of this.#kept.values()) telephone?.messagesChanged?.();
  }

  /** A call was forwarded elsewhere. */
  splash(): void {
    for (const { telephone } of this.#kept.values()) telephone?.splash?.();
  }

  close(): void {
    for (const id of [...this.#kept.keys()]) this.#remove(id);
  }

  #keep(device: Device): void {
    const before = this.#kept.get(device.id);
    if (before) {
      this.#kept.set(device.id, { ...before, device });
      return;
    }
    const telephone = this.#of.make(device, () => this.#changes.tell(device.id));
    this.#kept.set(device.id, { device, telephone });
    this.#changes.tell(device.id);
  }

  #remove(id: string): void {
    this.#kept.get(id)?.telephone?.close();
    this.#kept.delete(id);
    this.#changes.tell(id);
  }
}

/** A new name, room or password leaves calls alone. */
const isOther = (a: Device, b: Device): boolean => {
  const [one, other] = [a, b].map(({ name: _, room: __, ...rest }) => ({ ...rest, secret: 0 }));
  return !sameValue(one, other);
};
