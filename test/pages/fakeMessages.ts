import { fail, ok, type Result } from "#kit/result.ts";
import type { GreetingControl, MessageView } from "#server/control.ts";

/** Three messages, to be marked and deleted. */
export function fakeMessages(now: number, empty: boolean) {
  let all: readonly MessageView[] = empty ? [] : messages(now);
  return {
    list: (): readonly MessageView[] => all,
    change(id: string, edit: (one: MessageView) => MessageView | undefined): Promise<Result<void>> {
      const there = all.some((one) => one.id === id);
      all = all.flatMap((one) => (one.id === id ? (edit(one) ?? []) : one));
      return Promise.resolve(there ? ok(undefined) : fail("messages.unknown", "no such message"));
    },
  };
}

const messages = (now: number): readonly MessageView[] => [
  {
    id: "m1",
    from: { number: "+16135550110", name: "Ottawa Public Library" },
    received: now - 736 * 60_000,
    lengthMs: 34_000,
    heard: false,
    transcript: "Your book has arrived. We keep it for a week.",
  },
  {
    id: "m2",
    from: { number: "+16135550133" },
    received: now - 1128 * 60_000,
    lengthMs: 12_000,
    heard: false,
    transcriptFailed: "commands.notInstalled",
  },
  { id: "m3", from: {}, received: now - 6200 * 60_000, lengthMs: 71_000, heard: true },
];

/** A tenth of a second of silence as a WAV file: 8 kHz, 16 bit. */
export function silence(): Uint8Array {
  const bytes = 1600;
  const file = Buffer.alloc(44 + bytes);
  file.write("RIFF", 0);
  file.writeUInt32LE(36 + bytes, 4);
  file.write("WAVEfmt ", 8);
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(8000, 24);
  file.writeUInt32LE(16_000, 28);
  file.writeUInt16LE(2, 32);
  file.writeUInt16LE(16, 34);
  file.write("data", 36);
  file.writeUInt32LE(bytes, 40);
  return new Uint8Array(file);
}

/** One greeting of the owner's; a voice is not installed. */
export function fakeGreetings(): GreetingControl {
  const all = new Map([["asleep", 5200]]);
  return {
    all: () => [...all].map(([name, lengthMs]) => ({ name, lengthMs })),
    audio: () => Promise.resolve(ok(silence())),
    put: (name) => Promise.resolve(ok(void all.set(name, 3000))),
    speak: () => Promise.resolve(fail("speech.notInstalled", "espeak-ng is not installed here")),
    remove: (name) => Promise.resolve(ok(void all.delete(name))),
  };
}
