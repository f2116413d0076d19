import type { Result } from "#kit/result.ts";

/** The owner's own greetings, as pages and programs see and change them. */
export interface GreetingControl {
  all(): readonly { readonly name: string; readonly lengthMs: number }[];
  audio(name: string): Promise<Result<Uint8Array>>;
  /** From a WAV file of any usual kind. */
  put(name: string, wav: Uint8Array): Promise<Result<void>>;
  /** Spoken by the voice that is installed where the server runs. */
  speak(name: string, text: string): Promise<Result<void>>;
  remove(name: string): Promise<Result<void>>;
}

/** As `mailbox/voicemail.ts` has them. */
export interface KeptGreetings {
  readonly greetings: Omit<GreetingControl, "speak">;
  speakGreeting(name: string, text: string): Promise<Result<void>>;
}

export const greetingControl = (voicemail: KeptGreetings): GreetingControl => ({
  all: () => voicemail.greetings.all(),
  audio: (name) => voicemail.greetings.audio(name),
  put: (name, wav) => voicemail.greetings.put(name, wav),
  speak: (name, text) => voicemail.speakGreeting(name, text),
  remove: (name) => voicemail.greetings.remove(name),
});
