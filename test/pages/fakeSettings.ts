import { wallTime } from "#kit/time.ts";
import { type DeviceControl, deviceControl } from "#server/control/deviceControl.ts";
import { type MembershipControl, membershipControl } from "#server/control/membershipControl.ts";
import { settingsControl } from "#server/control/settingsControl.ts";
import type { SettingsControl } from "#server/control.ts";
import { memoryStore } from "#server/store/memoryStore.ts";
import { type SettingsStore, settingsStore } from "#server/store/settingsStore.ts";
import type { Settings } from "#telephony/settings/settings.ts";

/** As pages' tests have the clock. */
const friday = wallTime(Date.UTC(2026, 10, 27, 17));
const tuesday = Date.UTC(2026, 10, 24, 18);

export interface FakeSettings {
  now(): Settings;
  readonly store: SettingsStore;
  readonly control: SettingsControl;
  readonly telephones: DeviceControl;
  readonly membership: MembershipControl;
}

/** The server's own, kept in memory. */
export function fakeSettings(start: object, changed: () => void): FakeSettings {
  const { settings: table } = memoryStore();
  void table.put("1", { version: 1, at: tuesday, who: "Ada", what: "", document: start });
  const store = settingsStore(table, () => tuesday);
  if (!store.ok) throw new Error(JSON.stringify(store.problem));
  store.value.changes(changed);
  const random = (count: number): Uint8Array => new Uint8Array(count).fill(7);
  return {
    now: () => store.value.current(),
    store: store.value,
    control: settingsControl(store.value, undefined, () => friday),
    membership: membershipControl({ settings: store.value }),
    telephones: deviceControl({ world: { random }, settings: store.value }),
  };
}
