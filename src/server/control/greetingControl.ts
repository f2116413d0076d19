import type { Listen } from "#kit/listeners.ts";
import { fail, type Result } from "#kit/result.ts";
import type { Sounds } from "#server/serverParts.ts";
import { usualGreeting } from "#telephony/mailbox/states/greeting.ts";

/** The owner's own greetings, as pages and programs see and change them. */
export interface GreetingControl {
  all(): readonly { readonly name: string; readonly lengthMs: number }[];
  audio(name: string): Promise<Result<Uint8Array>>;
  /** From a WAV file of any usual kind. */
  put(name: string, wav: Uint8Array): Promise<Result<void>>;
  /** Spoken by the voice that is installed where the server runs. */
  speak(name: string, text: string): Promise<Result<void>>;
  remove(name: string): Promise<Result<void>>;
  /** As a caller hears it: a key of `prompts.ts`, or `greeting:NAME`, the owner's own before ours. `prompts.unknown`. */
  prompt(key: string): Promise<Result<Uint8Array>>;
  /** The name of one that is new, other, or gone: recorded at a telephone, too. */
  readonly changes: Listen<string>;
}

/** As `mailbox/voicemail.ts` has them. */
export interface KeptGreetings {
  readonly greetings: Omit<GreetingControl, "speak" | "prompt"> & {
    fileOf(name: string): string | undefined;
  };
  speakGreeting(name: string, text: string): Promise<Result<void>>;
}

export const greetingControl = (
  voicemail: KeptGreetings,
  sounds: Sounds,
  language: () => string,
): GreetingControl => ({
  all: () => voicemail.greetings.all(),
  audio: (name) => voicemail.greetings.audio(name),
  put: (name, wav) => voicemail.greetings.put(name, wav),
  speak: (name, text) => voicemail.speakGreeting(name, text),
  remove: (name) => voicemail.greetings.remove(name),
  changes: (tell) => voicemail.greetings.changes(tell),
  prompt: (key) => promptOf(key, { voicemail, sounds, language: language() }),
});

interface Studio {
  readonly voicemail: KeptGreetings;
  readonly sounds: Sounds;
  readonly language: string;
}

/** A greeting that is not there gives way to the usual one, as in the mailbox itself. */
function promptOf(
  key: string,
  { voicemail: { greetings }, sounds, language }: Studio,
): Promise<Result<Uint8Array>> {
  const [, name] = /^greeting:(.+)$/.exec(key) ?? [];
  if (name !== undefined && greetings.fileOf(name) !== undefined) return greetings.audio(name);
  const ours = sounds.fileOf(name === undefined ? key : `greeting-${name}`, language);
  if (ours !== undefined) return sounds.read(ours);
  if (name === undefined)
    return Promise.resolve(fail("prompts.unknown", `nothing is said by the name of ${key}`));
  if (greetings.fileOf(usualGreeting) !== undefined) return greetings.audio(usualGreeting);
  return sounds.read(sounds.fileOf("greeting", language) ?? "");
}
