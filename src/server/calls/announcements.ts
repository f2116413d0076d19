/** Words that are spoken into telephones of the house, one way: "dinner is ready". */
import { fail, ok, type Result } from "#kit/result.ts";
import { readAnyWav } from "#media/audio/anyWav.ts";
import { formatWav } from "#media/audio/wav.ts";
import type { CallHost } from "#server/callHost.ts";
import { soundOf } from "#server/calls/screenedCalls.ts";
import type { Announcement } from "#server/control/wishedCalls.ts";
import type { Leg } from "#server/legs/leg.ts";
import { speak } from "#server/mailbox/speech.ts";
import type { CallAbout, CallState } from "#telephony/call/call.ts";
import { type CallId, callerLeg, type LegId } from "#telephony/call/leg.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import type { Clock } from "#world/clock.ts";
import type { Commands } from "#world/commands.ts";
import type { Files } from "#world/files.ts";

export interface AnnouncementMeans {
  readonly clock: Clock;
  readonly files: Files;
  /** Without it nothing can be spoken. */
  readonly commands: Commands | undefined;
  readonly calls: Pick<CallHost, "newId" | "take" | "state">;
  readonly settings: () => Settings;
  readonly announcer: (id: LegId, file: string, call: () => CallState | undefined) => Leg;
}

/** What such a call is to, in the list of calls. */
const party = "announcement";

/** `server.noDevice`, `speech.notInstalled`, `speech.text`, or why the file could not be written. */
export async function announce(
  { text, devices, language }: Announcement,
  of: AnnouncementMeans,
): Promise<Result<{ readonly id: CallId }>> {
  const { calls, clock, commands, files } = of;
  const settings = of.settings();
  const known = settings.devices.map(({ id }) => id);
  const into = devices ?? known;
  const stranger = into.find((id) => !known.includes(id));
  if (stranger !== undefined) return fail("server.noDevice", `there is no telephone ${stranger}`);
  if (into.length === 0) return fail("server.noDevice", "there is no telephone");
  if (!commands) return fail("speech.notInstalled", "espeak-ng is not installed here");
  const spoken = await speak(text, language ?? settings.owner.language, commands);
  const wav = spoken.ok ? readAnyWav(spoken.value) : spoken;
  if (!wav.ok) return wav;
  const id = calls.newId();
  const file = soundOf(id);
  const written = await files.write(file, formatWav(wav.value));
  if (!written.ok) return written;
  const about: CallAbout = {
    id,
    direction: "out",
    from: { name: "Announcement" },
    to: party,
    began: clock.wallTime(),
    announces: into,
  };
  calls.take(
    about,
    of.announcer(callerLeg(id), file, () => calls.state(id)),
  );
  return ok({ id });
}
