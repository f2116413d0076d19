/** What was said in a message, by a program or a service that the owner has named. Nothing is guessed without. */
import { fromUtf8 } from "#kit/bytes.ts";
import { plainText } from "#kit/plainText.ts";
import { fail, ok, type Result } from "#kit/result.ts";
import { minutes } from "#kit/time.ts";
import type { SpokenWord } from "#server/store/store.ts";
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
const mostWords = 4000;

export interface Transcript {
  readonly text: string;
  /** In their order. */
  readonly words?: readonly SpokenWord[];
  readonly language?: string;
}

export async function transcribe(
  audio: Uint8Array,
  by: Transcription,
  { world, commands }: TranscriberMeans,
): Promise<Result<Transcript>> {
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
function textIn(bytes: Uint8Array): Result<Transcript> {
  const written = fromUtf8(bytes);
  const answer = jsonIn(written);
  const text = answer === undefined ? written : textOf(answer.text);
  const lines = text.split(/\r?\n/).map((line) => plainText(line, mostText));
  const clean = lines.join("\n").trim().slice(0, mostText);
  if (clean === "") return fail("mailbox.noTranscript", "nothing was understood");
  return ok({ text: clean, ...(answer && besides(answer)) });
}

interface Answer {
  readonly text?: unknown;
  readonly language?: unknown;
  readonly words?: unknown;
}

/** Undefined: it is plain text, though it may be a mere number. */
function jsonIn(text: string): Answer | undefined {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === "object" && json !== null ? json : undefined;
  } catch {
    return undefined;
  }
}

const textOf = (text: unknown): string => (typeof text === "string" ? text : "");

/** Words with their seconds, and a language, where they are said. */
function besides({ words, language }: Answer): Pick<Transcript, "words" | "language"> {
  const told = Array.isArray(words) ? words.slice(0, mostWords).flatMap(wordIn) : [];
  const inOrder = told.every(({ at }, i) => at >= (told[i - 1]?.at ?? 0));
  return {
    ...(told.length > 0 && inOrder && { words: told }),
    ...(typeof language === "string" && isTag(language) && { language }),
  };
}

/** A tag of BCP 47: some services write a language out, and that is no tag. */
const isTag = (language: string): boolean => /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(language);

function wordIn(word: unknown): readonly SpokenWord[] {
  if (typeof word !== "object" || word === null) return [];
  const { start, word: written, text = written } = word as Record<string, unknown>;
  const clean = plainText(textOf(text), 100).trim();
  if (clean === "" || typeof start !== "number" || !(start >= 0 && start < 86_400)) return [];
  return [{ text: clean, at: Math.round(start * 1000) }];
}
