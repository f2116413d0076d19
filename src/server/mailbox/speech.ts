/** Text spoken by espeak-ng, which is a program of its own and may not be there. */
import { utf8 } from "#kit/bytes.ts";
import { fail, type Result } from "#kit/result.ts";
import { seconds } from "#kit/time.ts";
import type { Commands } from "#world/commands.ts";

/** As the prompts that come with the program are spoken. */
const voices = {
  en: ["-v", "en-us+f3", "-s", "150", "-p", "48"],
  de: ["-v", "de+f3", "-s", "145", "-p", "48"],
} as const;

const longest = 2000;
const mostBytes = 8_000_000;

/** A WAV file. `speech.notInstalled`, `speech.text` for none or too long a text. */
export async function speak(
  text: string,
  language: "en" | "de",
  commands: Commands,
): Promise<Result<Uint8Array>> {
  if (text.trim() === "" || text.length > longest)
    return fail("speech.text", `a text of one to ${longest} characters`);
  const spoken = await commands.run({
    program: "espeak-ng",
    args: [...voices[language], "--stdin", "--stdout"],
    input: utf8(text),
    within: seconds(20),
    most: mostBytes,
  });
  return !spoken.ok && spoken.problem.code === "commands.notInstalled"
    ? fail("speech.notInstalled", "espeak-ng is not installed here")
    : spoken;
}
