/** The settings that a server begins with: the folder's, or those of a file. Stops the process when they are wrong. */
import { type SettingsStore, settingsStore } from "#server/store/settingsStore.ts";
import type { Store } from "#server/store/store.ts";
import type { World } from "#world/world.ts";
import type { Environment } from "./environment.ts";
import { stop } from "./exit.ts";
import { problemLines, readDocument, readSettings } from "./settingsFile.ts";

export async function startSettings(
  store: Store,
  env: Environment,
  world: World,
): Promise<SettingsStore> {
  const kept = settingsStore(store.settings, () => Date.now());
  if (!kept.ok) return stop(2, ...problemLines(kept.problem));
  for (const { code, path, detail } of kept.value.doubts)
    world.log.warn(`settings${path} ${detail}; would not be accepted today`, { code });
  await applyFile(kept.value, env);
  return kept.value;
}

/** When the folder has no settings yet; with the lock at every start. */
async function applyFile(settings: SettingsStore, { settings: file, lock }: Environment) {
  if (file === undefined || (settings.version() > 0 && !lock)) return;
  const checked = await readSettings(file);
  if (!checked.ok) stop(2, ...problemLines(checked.problem));
  const document = await readDocument(file);
  const { mode, services } = settings.current();
  const fresh = settings.version() === 0;
  const next = fresh || !document.ok ? checked.value : { ...checked.value, mode, services };
  const outcome = await settings.change(() => next, `file ${file}`);
  if (!outcome.ok) stop(2, ...problemLines(outcome.problem));
}
