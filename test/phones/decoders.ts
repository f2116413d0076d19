import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { formatWav } from "#media/audio/wav.ts";

/** Decoders that nobody here wrote, and what they make of 8 kHz samples. */

const why = (program: string, argument: string): string | undefined =>
  spawnSync(program, [argument]).error === undefined ? undefined : `${program} is not installed`;

/** Why there is none, for a test to skip with. */
export const noMinimodem = (): string | undefined => why("minimodem", "--version");
export const noMultimon = (): string | undefined => why("multimon-ng", "-h");

function minimodem(samples: Int16Array, args: readonly string[]): Buffer {
  const folder = mkdtempSync(join(tmpdir(), "minimodem-"));
  try {
    const file = join(folder, "line.wav");
    writeFileSync(file, formatWav({ rate: 8000, samples }));
    const heard = spawnSync("minimodem", ["--quiet", "--rx", ...args, "--file", file], {
      timeout: 30_000,
    });
    if (heard.error) throw heard.error;
    return heard.stdout;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What minimodem's own Bell 202 caller-ID box shows: `Phone`, `Name`, `Time` and so on. */
export function boxShows(samples: Int16Array): Readonly<Record<string, string>> {
  const text = minimodem(samples, ["callerid"]).toString("latin1");
  return Object.fromEntries(
    [...text.matchAll(/^(\w+): +(.*)$/gm)].map(([, what = "", shown = ""]) => [what, shown]),
  );
}

/** The message that minimodem hears at these frequencies: the octets whose checksum holds. */
export function messageHeard(
  samples: Int16Array,
  tones: { readonly mark: number; readonly space: number },
): Uint8Array | undefined {
  const ways = ["--mark", String(tones.mark), "--space", String(tones.space)];
  const heard = minimodem(samples, ["1200", ...ways]);
  for (let at = 0; at < heard.length; at++) {
    const message = heard.subarray(at, at + 3 + (heard[at + 1] ?? 0));
    const sum = message.reduce((all, octet) => all + octet, 0);
    if (message.length > 5 && [0x04, 0x06, 0x80, 0x82].includes(message[0] ?? 0) && sum % 256 === 0)
      return message;
  }
  return undefined;
}

/** What multimon-ng hears, line by line without the decoder's name: `CLIPFSK` is V.23 caller ID. */
export function multimonHears(samples: Int16Array, decoder: "CLIPFSK" | "DTMF"): string[] {
  const heard = spawnSync("multimon-ng", ["-q", "-c", "-a", decoder, "-t", "raw", "-"], {
    input: Buffer.from(atMultimonsRate(samples).buffer),
    encoding: "latin1",
    timeout: 30_000,
  });
  if (heard.error) throw heard.error;
  return [...heard.stdout.matchAll(/^\w+: (.*)$/gm)].map(([, text = ""]) => text);
}

/** 22.05 kHz, by a sine cardinal under Hann's window. */
function atMultimonsRate(samples: Int16Array): Int16Array {
  const reach = 12;
  return Int16Array.from({ length: Math.floor((samples.length * 22_050) / 8000) }, (_, n) => {
    const place = (n * 8000) / 22_050;
    let sum = 0;
    for (let i = Math.ceil(place - reach); i < place + reach; i++) {
      const off = place - i;
      const cardinal = off === 0 ? 1 : Math.sin(Math.PI * off) / (Math.PI * off);
      sum += (samples[i] ?? 0) * cardinal * (0.5 + 0.5 * Math.cos((Math.PI * off) / reach));
    }
    return Math.max(-32_768, Math.min(32_767, Math.round(sum)));
  });
}
