import type { ExchangeSettings } from "#exchange/settings/settings.ts";
import { validateExchange } from "#exchange/settings/validate.ts";
import { fromUtf8 } from "#kit/bytes.ts";
import type { Cancel } from "#kit/listeners.ts";
import { after, seconds } from "#kit/time.ts";
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

  function take(text: string): void {
    const checked = validateExchange(parsed(text));
    if (checked.ok) {
      use(checked.value);
      log.info("new settings are in force");
    } else log.warn("the settings are refused", { problems: checked.problem.slice(0, 10) });
  }

  void look();
  return () => {
    open = false;
    cancel();
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text; // which is no settings
  }
}
