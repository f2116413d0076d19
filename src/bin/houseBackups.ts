/** The backups of a running house, and the one of each night. */
import { BackupDesk } from "#server/store/backup/backupDesk.ts";
import { nightly } from "#server/store/backup/nightly.ts";
import type { SettingsStore } from "#server/store/settingsStore.ts";
import type { Store } from "#server/store/store.ts";
import type { World } from "#world/world.ts";
import type { Environment } from "./environment.ts";
import { version } from "./package.ts";

export interface HouseBackupParts {
  readonly world: World;
  readonly env: Environment;
  readonly store: Store;
  readonly settings: SettingsStore;
  readonly restart: () => void;
}

export function houseBackups(parts: HouseBackupParts) {
  const { world, env, store, settings, restart } = parts;
  const desk = new BackupDesk({
    data: env.data,
    store,
    product: `Ringwise/${version}`,
    now: () => world.clock.wallTime(),
    restart,
  });
  return { desk, nightly: nightly({ ...world, desk, settings: () => settings.current() }) };
}
