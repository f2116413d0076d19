/** What was said in a message, by a program or a service that the owner has named. Nothing is guessed without. */
import { fromUtf8 } from "#kit/bytes.ts";
import { plainText } from "#kit/plainText.ts";
import { fail, ok, type Result } from "#kit/result.ts";
import { minutes } from "#kit/time.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import type { Commands } from "#world/commands.ts";
import { guardedFetch } from "#world/http/guardedFetch.ts";
import type { World } from "#world/world.ts";

export type Transcription = NonNullable<Settings["mailbox"]["transcription"]>;

export interface TranscriberMeans {
  readonly world: Pick<World, "network" | "http" | "clock">;
  readonly commands: Commands;
}

const within = minutes(5);
const mostBytes = 256 * 1024;
const mostText = 20_000;

export async function transcribe(
  audio: Uint8Array,
  by: Transcription,
  { world, commands }: TranscriberMeans,
): Promise<Result<string>> {
  const answer =
    by.by === "command"
      ? await commands.run({
          program: by.command[0] ?? "",
          args: by.command.slice(1),
          file: audio,
          within,
          most: mostBytes,
        })
      : await asked(audio, by, world);
  return answer.ok ? textIn(answer.value) : answer;
}

async function asked(
  audio: Uint8Array,
  { url, secret, inside }: Transcription & { readonly by: "http" },
  world: TranscriberMeans["world"],
): Promise<Result<Uint8Array>> {
  const fetched = await guardedFetch(
    {
      url,
      method: "POST",
      headers: {
        "content-type": "audio/wav",
        accept: "application/json, text/plain",
        ...(secret !== undefined && { authorization: `Bearer ${secret}` }),
      },
      body: audio,
      within,
      most: mostBytes,
      ...(inside && { allow: [new URL(url).host] }),
    },
    world,
  );
  if (!fetched.ok) return fetched;
  const { status, body } = fetched.value;
  return status === 200 ? ok(body) : fail("mailbox.noTranscript", `the service answered ${status}`);
}

/** `{"text": "…"}`, as most services say it, or plain text; line by line, for people may have paused there. */
function textIn(bytes: Uint8Array): Result<string> {
  const text = fromUtf8(bytes);
  const lines = (jsonText(text) ?? text).split(/\r?\n/).map((line) => plainText(line, mostText));
  const clean = lines.join("\n").trim().slice(0, mostText);
  return clean === "" ? fail("mailbox.noTranscript", "nothing was understood") : ok(clean);
}

/** Undefined: it is plain text, though it may be a mere number. */
function jsonText(text: string): string | undefined {
  try {
    const json: unknown = JSON.parse(text);
    if (typeof json !== "object" || json === null) return undefined;
    return "text" in json && typeof json.text === "string" ? json.text : "";
  } catch {
    return undefined;
  }
}
