import { listeners } from "#kit/listeners.ts";
import { fail, ok, type Result } from "#kit/result.ts";
import { formatWav } from "#media/audio/wav.ts";
import type { GreetingControl, MessageControl, MessageView } from "#server/control.ts";

/** Three messages, to be marked, shared and deleted. */
export function fakeMessages(now: number, empty: boolean, changed: () => void) {
  let all: readonly MessageView[] = empty ? [] : messages(now);
  const basket = new Map<string, MessageView>();
  const unknown = fail("messages.unknown", "no such message");
  function change(
    id: string,
    edit: (one: MessageView) => MessageView | undefined,
  ): Promise<Result<void>> {
    const there = all.some((one) => one.id === id);
    all = all.flatMap((one) => (one.id === id ? (edit(one) ?? []) : one));
    changed();
    return Promise.resolve(there ? ok(undefined) : unknown);
  }
  const control: MessageControl = {
    page: () => ({ items: all }),
    find: (id) => all.find((one) => one.id === id) ?? basket.get(id),
    audio: () => Promise.resolve(ok(silence())),
    mark: (id, heard) => change(id, (one) => ({ ...one, heard })),
    discard(id, discarded) {
      const kept = basket.get(id);
      if (discarded) return change(id, (one) => void basket.set(id, one));
      if (!kept) return Promise.resolve(unknown);
      all = [kept, ...all].toSorted((a, b) => b.received - a.received);
      changed();
      return Promise.resolve(ok(undefined));
    },
    delete: (id) => change(id, () => undefined),
    async share(id, hours) {
      const until = now + hours * 3_600_000;
      const done = await change(id, (one) => ({ ...one, linkUntil: until }));
      return done.ok ? ok({ key: `key-of-${id}`, until }) : done;
    },
    unshare: (id) => change(id, ({ linkUntil: _, ...one }) => one),
    sharedAudio: () => Promise.resolve(ok(silence())),
  };
  return { list: (): readonly MessageView[] => all, control };
}

/** Somebody speaks, takes breath, and speaks on, quieter towards the end. */
function peaks(bins: number): string {
  const loud = Array.from({ length: bins }, (_, i) => {
    const breath = i % 67 > 54;
    const swing = 0.55 + 0.45 * Math.sin(i * 0.9) * Math.cos(i * 0.23);
    return breath ? 2 : Math.round(225 * swing * (1 - (0.4 * i) / bins));
  });
  return Buffer.from(loud).toString("base64");
}

const text = "Your book has arrived. We keep it for a week.";
const messages = (now: number): readonly MessageView[] => [
  {
    id: "m1",
    from: { number: "+16135550110", name: "Ottawa Public Library" },
    received: now - 736 * 60_000,
    lengthMs: 34_000,
    heard: false,
    transcript: text,
    words: text.split(" ").map((word, i) => ({ text: word, at: 2000 + i * 3000 })),
    language: "en",
    peaks: peaks(400),
    rule: "everyone-else",
  },
  {
    id: "m2",
    from: { number: "+16135550133" },
    received: now - 1128 * 60_000,
    lengthMs: 12_000,
    heard: false,
    transcriptFailed: "commands.notInstalled",
    peaks: peaks(300),
  },
  { id: "m3", from: {}, received: now - 6200 * 60_000, lengthMs: 71_000, heard: true },
];

/** A tenth of a second of silence as a WAV file: 8 kHz, 16 bit. */
export const silence = (): Uint8Array => formatWav({ rate: 8000, samples: new Int16Array(800) });

/** One greeting of the owner's; a voice is not installed. */
export function fakeGreetings(): GreetingControl {
  const all = new Map([["asleep", 5200]]);
  return {
    all: () => [...all].map(([name, lengthMs]) => ({ name, lengthMs })),
    audio: () => Promise.resolve(ok(silence())),
    prompt: () => Promise.resolve(ok(silence())),
    changes: listeners<string>().listen,
    put: (name) => Promise.resolve(ok(void all.set(name, 3000))),
    speak: () => Promise.resolve(fail("speech.notInstalled", "espeak-ng is not installed here")),
    remove: (name) => Promise.resolve(ok(void all.delete(name))),
  };
}
