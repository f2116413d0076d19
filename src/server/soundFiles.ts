import type { Sounds } from "#server/serverParts.ts";
import { type Language, languages, prompts, signals } from "#telephony/mailbox/prompts.ts";
import type { Files } from "#world/files.ts";

/** The recordings that come with the program, by their names beneath the folder that holds `sounds/`. */
export const MUSIC_FILE = "sounds/music.wav";

/** A key of `prompts.ts` in that language, English where we have no other; undefined for other keys. */
export function soundFile(prompt: string, language: string): string | undefined {
  if (Object.hasOwn(signals, prompt)) return `sounds/${prompt}.wav`;
  if (!Object.hasOwn(prompts, prompt)) return undefined;
  const spoken = languages.includes(language as Language) ? language : "en";
  return `sounds/${spoken}/${prompt}.wav`;
}

/** With the owner's own recordings before ours: `own` gives the file of one, by its key; `files` holds `sounds/`. */
export const soundFiles = (
  own: (prompt: string) => string | undefined,
  files: Pick<Files, "read">,
): Sounds => ({
  read: (file) => files.read(file),
  fileOf: (prompt, language) => own(prompt) ?? soundFile(prompt, language),
  music: MUSIC_FILE,
});
