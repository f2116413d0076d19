/**
 * `npm run line -- --country UK --script FILE [--says in.wav] [--hears out.wav]`: a scripted call on
 * an analogue line. Writes what the telephone hears, prints what it sensed, one JSON object a line.
 * docs/line.md has the script's words.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { formatWav, parseWav } from "#media/audio/wav.ts";
import { countryFiles } from "#media/tone/countries.ts";
import { lineCall } from "./lineCall.ts";
import { parseScript } from "./script.ts";

const text = { type: "string" } as const;
const { values } = parseArgs({
  options: { country: { ...text, default: "US" }, script: text, says: text, hears: text },
});

/** Ends the program in one sentence. */
function wrong(why: string): never {
  console.error(why);
  process.exit(2);
}

function country(): string {
  const code = values.country.toUpperCase() === "UK" ? "GB" : values.country.toUpperCase();
  const codes = countryFiles.flatMap((file) => file.codes);
  return codes.includes(code) ? code : wrong(`no country ${code}; there are ${codes.join(" ")}`);
}

function said(file: string): Int16Array {
  const wav = parseWav(readFileSync(file));
  if (!wav.ok) return wrong(`${file}: ${wav.problem.detail}`);
  return wav.value.rate === 8000 ? wav.value.samples : wrong(`${file}: 8000 samples a second`);
}

const script = parseScript(
  readFileSync(values.script ?? wrong("--script FILE is needed: docs/line.md"), "utf8"),
);
if (!script.ok) wrong(`${values.script}: ${script.problem.detail}`);
const { hears, happened } = await lineCall({
  country: country(),
  script: script.value,
  ...(values.says !== undefined && { says: said(values.says) }),
});
if (values.hears !== undefined)
  writeFileSync(values.hears, formatWav({ rate: 8000, samples: hears }));
for (const one of happened) console.log(JSON.stringify(one));
