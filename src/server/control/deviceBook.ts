import type { WallTime } from "#kit/time.ts";
import { lastCallsOf } from "#server/control/lastCalls.ts";
import type { CallView, DeviceDetail, DeviceStatus } from "#server/control.ts";
import type { Place } from "#server/registrar/places.ts";
import type { Telephone } from "#server/telephone.ts";
import { formatHost } from "#sip/message/uri.ts";
import { rungBy } from "#telephony/settings/rungBy.ts";
import type { Rule } from "#telephony/settings/settings.ts";
import type { Device } from "#telephony/settings/telephones.ts";

export interface DeviceBookMeans {
  readonly devices: () => readonly Device[];
  readonly telephone: (device: string) => Pick<Telephone, "state" | "codecs"> | undefined;
  readonly places: (device: string) => readonly Place[];
  readonly rules: () => readonly Rule[];
  /** The newest, newest first. */
  readonly calls: () => readonly CallView[];
  readonly now: () => WallTime;
}

/** The owner's telephones as the pages show them: what they do, since when, and where they are. */
export class DeviceBook {
  readonly #of: DeviceBookMeans;
  readonly #last = new Map<string, { readonly state: string; readonly since: number }>();

  constructor(of: DeviceBookMeans) {
    this.#of = of;
  }

  all(): readonly DeviceStatus[] {
    return this.#of.devices().map((device) => this.#statusOf(device));
  }

  /** With all that is worth knowing of each. */
  details(): readonly DeviceDetail[] {
    const last = lastCallsOf(this.#of.calls());
    return this.#of.devices().map((device) => ({
      ...this.#statusOf(device),
      ...(device.room !== undefined && { room: device.room }),
      ...this.#spokenBy(device.id),
      ...(last.get(device.id) ?? {}),
      rungBy: rungBy(this.#of.rules(), device.id).map(({ id, name = id }) => ({ id, name })),
    }));
  }

  #spokenBy(id: string): Pick<DeviceDetail, "transport" | "expires" | "codecs"> {
    const binding = this.#of.places(id)[0]?.binding;
    const codecs = this.#of.telephone(id)?.codecs?.() ?? [];
    return {
      ...(binding && { transport: binding.flow.protocol, expires: binding.expires }),
      ...(codecs.length > 0 && { codecs }),
    };
  }

  get(id: string): DeviceStatus | undefined {
    const device = this.#of.devices().find((one) => one.id === id);
    return device && this.#statusOf(device);
  }

  stateOf(id: string): DeviceStatus["state"] {
    return this.#of.telephone(id)?.state() ?? "offline";
  }

  #statusOf({ id, name, kind }: Device): DeviceStatus {
    const state = this.stateOf(id);
    const binding = this.#of.places(id)[0]?.binding;
    return {
      id,
      name,
      kind,
      state,
      since: this.#since(id, state),
      ...(binding && { address: addressOf(binding.flow.remote) }),
      ...(binding?.userAgent !== undefined && { userAgent: binding.userAgent }),
    };
  }

  #since(id: string, state: string): number {
    const last = this.#last.get(id);
    if (last?.state === state) return last.since;
    const since = this.#of.now();
    this.#last.set(id, { state, since });
    return since;
  }
}

const addressOf = ({ host, port }: { readonly host: string; readonly port: number }): string =>
  `${formatHost(host)}:${port}`;
