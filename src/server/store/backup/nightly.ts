/** A backup each night, and only so many of them. */
import type { Cancel } from "#kit/listeners.ts";
import type { Problem } from "#kit/problem.ts";
import { after, minutes } from "#kit/time.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import type { Clock } from "#world/clock.ts";
import type { Log } from "#world/log.ts";
import type { BackupDesk } from "./backupDesk.ts";

export interface NightlyMeans {
  readonly clock: Clock;
  readonly log: Log;
  readonly desk: Pick<BackupDesk, "list" | "makeAs" | "remove">;
  readonly settings: () => Settings;
}

export interface Nightly {
  /** Why the last night's failed. */
  trouble(): Problem | undefined;
  close(): void;
}

const looksEvery = minutes(10);
/** By the owner's clock, when hardly anybody telephones. */
const hour = 3;
/** The next one is of another night; also where clocks go back. */
const least = 20 * 3600_000;
const kind = "nightly";

export function nightly({ clock, log, desk, settings }: NightlyMeans): Nightly {
  let trouble: Problem | undefined;
  let isOpen = true;
  let next: Cancel = wait();

  function wait(): Cancel {
    return clock.at(after(clock.now(), looksEvery), () => {
      void look().then(() => {
        if (isOpen) next = wait();
      });
    });
  }

  const own = () => desk.list().filter(({ name }) => name.startsWith(`${kind}-`));

  function isDue(): boolean {
    const { backup, owner } = settings();
    const now = clock.wallTime();
    const isNight = hourIn(owner.timeZone, now) === hour;
    return backup.nightly && isNight && now - (own()[0]?.made ?? 0) >= least;
  }

  async function look(): Promise<void> {
    if (!isDue()) return;
    const { passphrase, keep } = settings().backup;
    const made = await desk.makeAs(kind, passphrase);
    trouble = made.ok ? undefined : made.problem;
    if (!made.ok) return log.warn(`no backup was made: ${made.problem.detail}`, made.problem);
    for (const { name } of own().slice(keep)) {
      const gone = desk.remove(name);
      if (!gone.ok) log.warn(`${name} stays: ${gone.problem.detail}`, gone.problem);
    }
  }

  return {
    trouble: () => trouble,
    close() {
      isOpen = false;
      next();
    },
  };
}

const hourIn = (timeZone: string, at: number): number =>
  Number(new Intl.DateTimeFormat("en", { hour: "numeric", hourCycle: "h23", timeZone }).format(at));
