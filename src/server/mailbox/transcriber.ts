/** What was said in a message, by a program or a service that the owner has named. Nothing is guessed without. */
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

/** `{"text": "…"}`, as most services say it, or plain text. */
function textIn(bytes: Uint8Array): Result<string> {
  const text = new TextDecoder().decode(bytes);
  const said = jsonText(text) ?? text;
  const clean = said
    .normalize("NFC")
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
    .replace(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/g, "")
    .trim()
    .slice(0, mostText);
  return clean === "" ? fail("mailbox.noTranscript", "nothing was understood") : ok(clean);
}

function jsonText(text: string): string | undefined {
  try {
    const json: unknown = JSON.parse(text);
    const said = typeof json === "object" && json !== null && "text" in json ? json.text : "";
    return typeof said === "string" ? said : "";
  } catch {
    return undefined;
  }
}
