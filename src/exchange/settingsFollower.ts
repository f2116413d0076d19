import { settingsKey } from "#exchange/operator/settingsDesk.ts";
import type { ExchangeSettings } from "#exchange/settings/settings.ts";
import { validateExchange } from "#exchange/settings/validate.ts";
import type { Drawer } from "#exchange/store/drawer.ts";
import { fromUtf8 } from "#kit/bytes.ts";
import type { Cancel } from "#kit/listeners.ts";
import { after, seconds } from "#kit/time.ts";
import type { Log } from "#world/log.ts";
import type { World } from "#world/world.ts";

const lookEvery = seconds(2);

/**
 * Tells of each new version of the settings file within seconds. One that is no settings is said in
 * the log, with every problem's place, and the one before stays in force.
 */
export function followSettings(
  { files, clock, log }: World,
  file: string,
  use: (settings: ExchangeSettings) => void,
): Cancel {
  let known: string | undefined;
  let cancel: Cancel = () => undefined;
  let open = true;

  async function look(): Promise<void> {
    const read = await files.read(file);
    if (!open) return;
    const text = read.ok ? fromUtf8(read.value) : known;
    if (known !== undefined && text !== undefined && text !== known) take(text);
    known = text;
    cancel = clock.at(after(clock.now(), lookEvery), () => void look());
  }

  const take = (text: string): void => takes(text, log, use);
  void look();
  return () => {
    open = false;
    cancel();
  };
}

/** The same of settings that nodes share: told by the database, not looked for. */
export function followShared(
  { clock, log }: Pick<World, "clock" | "log">,
  drawer: Drawer,
  use: (settings: ExchangeSettings) => void,
): Cancel {
  let known: string | undefined;
  let cancel: Cancel = () => undefined;

  async function look(): Promise<void> {
    cancel();
    const read = await drawer.get(settingsKey);
    if (!read.ok) cancel = clock.at(after(clock.now(), lookEvery), () => void look());
    else if (read.value !== undefined && read.value !== known) {
      known = read.value;
      takes(read.value, log, use);
    }
  }

  const unlisten = drawer.changes((key) => {
    if (key === undefined || key === settingsKey) void look();
  });
  void look(); // it may have been changed since it was read for the start
  return () => {
    unlisten();
    cancel();
  };
}

function takes(text: string, log: Log, use: (settings: ExchangeSettings) => void): void {
  const checked = checkedSettings(text);
  if (checked.ok) {
    use(checked.value);
    log.info("new settings are in force");
  } else log.warn("the settings are refused", { problems: checked.problem.slice(0, 10) });
}

export const checkedSettings = (text: string): ReturnType<typeof validateExchange> =>
  validateExchange(parsed(text));

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text; // which is no settings
  }
}
