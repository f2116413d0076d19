import { newId } from "#kit/newId.ts";
import type { Result } from "#kit/result.ts";
import { locked, type PathProblem, type SettingsOutcome } from "#server/control/settingsControl.ts";
import type { SettingsStore } from "#server/store/settingsStore.ts";
import { type SettingsProblem, wrong } from "#telephony/settings/problems.ts";
import { type Removal, withoutDevice } from "#telephony/settings/rungBy.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import { randomBelow } from "#world/random.ts";
import type { World } from "#world/world.ts";

/** The owner's telephones as pages and programs add, change and remove them. */
export interface DeviceControl {
  /** A SIP telephone's secret is made here, and told this once. */
  add(wish: NewDevice, who: string): Promise<DeviceOutcome>;
  change(id: string, change: DeviceChange, who: string): Promise<DeviceOutcome>;
  /** The old one is refused from now on. */
  newSecret(id: string, who: string): Promise<DeviceOutcome>;
  /** What its removal would do; undefined: there is no such telephone. */
  removal(id: string): Removal | undefined;
  remove(id: string, who: string): Promise<DeviceOutcome>;
}

export interface NewDevice {
  readonly name: string;
  readonly kind: "sip" | "browser" | "mgcp";
  readonly room?: string | undefined;
  /** Of `mgcp`. */
  readonly endpoint?: string | undefined;
  readonly gateway?: string | undefined;
}

/** Null takes away what was said. */
export interface DeviceChange {
  readonly name?: string | undefined;
  readonly room?: string | null | undefined;
  readonly tones?: string | null | undefined;
  readonly hookFlash?: { readonly from: number; readonly to: number } | null | undefined;
}

/** What is typed into a telephone, told once. */
export interface DeviceLogin {
  readonly username: string;
  readonly secret: string;
}

export type DeviceOutcome =
  | { readonly ok: true; readonly id: string; readonly etag: string; readonly login?: DeviceLogin }
  | { readonly ok: false; readonly problems: readonly PathProblem[] };

export interface DeviceControlMeans {
  readonly world: Pick<World, "random">;
  readonly settings: SettingsStore;
  /** Names the file when the settings are locked by it. */
  readonly lockedBy?: string | undefined;
}

type Device = Settings["devices"][number];

export function deviceControl({ world, settings, lockedBy }: DeviceControlMeans): DeviceControl {
  const deviceOf = (id: string): Device | undefined =>
    settings.current().devices.find((one) => one.id === id);
  const secret = (): string => newSecret((below) => randomBelow(world.random, below));

  async function edit(
    id: string,
    change: (now: Settings) => unknown,
    who: string,
  ): Promise<SettingsOutcome & { readonly id: string }> {
    if (lockedBy !== undefined) return { ...refused([locked(lockedBy)]), id };
    const done = await settings.change(change, who);
    return { ...outcome(done, settings), id };
  }
  const editDevice = (id: string, change: (device: Device) => unknown, who: string) =>
    deviceOf(id)
      ? edit(
          id,
          (now) => ({
            ...now,
            devices: now.devices.map((one) => (one.id === id ? change(one) : one)),
          }),
          who,
        )
      : Promise.resolve({ ...unknown(id), id });

  return {
    async add({ kind, name, room, endpoint, gateway }, who) {
      const id = newId(name, settings.current().devices);
      const login = kind === "sip" ? { username: id, secret: secret() } : undefined;
      const place = room === undefined || room === "" ? {} : { room };
      const there = kind === "mgcp" ? { endpoint, gateway } : {};
      const device = { id, name, kind, ...place, ...there, ...login };
      const done = await edit(id, (now) => ({ ...now, devices: [...now.devices, device] }), who);
      return withLogin(done, login);
    },
    change: async (id, change, who) =>
      told(await editDevice(id, (device) => changed(device, change), who)),
    async newSecret(id, who) {
      const device = deviceOf(id);
      if (device?.kind !== "sip") return told({ ...unknown(id), id });
      const login = { username: device.username, secret: secret() };
      return withLogin(await editDevice(id, (now) => ({ ...now, ...login }), who), login);
    },
    removal: (id) => (deviceOf(id) ? withoutDevice(settings.current(), id).removal : undefined),
    remove: async (id, who) =>
      told(
        deviceOf(id)
          ? await edit(id, (now) => withoutDevice(now, id).settings, who)
          : { ...unknown(id), id },
      ),
  };
}

type Edited = SettingsOutcome & { readonly id: string };

function told(edited: Edited): DeviceOutcome {
  if (edited.ok) return { ok: true, id: edited.id, etag: edited.etag };
  return { ok: false, problems: edited.conflict ? [] : edited.problems };
}

function withLogin(edited: Edited, login: DeviceLogin | undefined): DeviceOutcome {
  const outcome = told(edited);
  return outcome.ok && login ? { ...outcome, login } : outcome;
}

const outcome = (
  done: Result<Settings, readonly SettingsProblem[]>,
  settings: SettingsStore,
): SettingsOutcome =>
  done.ok ? { ok: true, etag: String(settings.version()) } : refused(done.problem);

const refused = (problems: readonly SettingsProblem[]): SettingsOutcome => ({
  ok: false,
  conflict: false,
  problems,
});

const unknown = (id: string): SettingsOutcome =>
  refused([wrong([], "server.noDevice", `there is no telephone ${id}`)]);

/** What is null is taken away, what is left out stays. */
function changed(device: Device, change: DeviceChange): unknown {
  const said = Object.entries(change).filter(([, value]) => value !== undefined);
  const next = { ...device, ...Object.fromEntries(said) };
  return Object.fromEntries(
    Object.entries(next).filter(([, value]) => value !== null && value !== ""),
  );
}

/** Without look-alikes: it may have to be typed on a telephone's keys. */
const letters = "abcdefghjkmnpqrstuvwxyz23456789";
/** Near 100 bits. */
const secretLength = 20;

export const newSecret = (below: (most: number) => number): string =>
  Array.from({ length: secretLength }, () => letters.charAt(below(letters.length))).join("");
