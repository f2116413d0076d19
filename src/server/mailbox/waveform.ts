/** How loud a message is from its beginning to its end: found once, and kept with it. */
import { base64 } from "#kit/bytes.ts";
import { peaksOf } from "#media/audio/peaks.ts";
import { parseWav } from "#media/audio/wav.ts";
import type { Message } from "#server/store/store.ts";
import type { Files } from "#world/files.ts";

/** In base64; undefined where the recording cannot be read. */
export async function waveformOf(
  { file }: Pick<Message, "file">,
  files: Pick<Files, "read">,
): Promise<string | undefined> {
  const read = await files.read(file);
  const wav = read.ok ? parseWav(read.value) : read;
  return wav.ok ? base64(peaksOf(wav.value.samples)) : undefined;
}
