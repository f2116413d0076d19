/** What a backup's file is called, how large it is and how old. */

const steps = ["kB", "MB", "GB"] as const;

/** In the unit that reads best, one digit after the point below ten. */
export function sizeOf(bytes: number): { readonly n: number; readonly unit: string } {
  let n = bytes / 1000;
  let step = 0;
  while (n >= 999.5 && step < steps.length - 1) {
    n /= 1000;
    step += 1;
  }
  return { n: n < 9.95 ? Math.round(n * 10) / 10 : Math.round(n), unit: steps[step] ?? "GB" };
}

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];

/** How long ago, in whole units. */
export function ageOf(ms: number): { readonly n: number; readonly unit: string } {
  if (ms < minute) return { n: 0, unit: "now" };
  if (ms < hour) return { n: Math.floor(ms / minute), unit: "minutes" };
  if (ms < day) return { n: Math.floor(ms / hour), unit: "hours" };
  return { n: Math.floor(ms / day), unit: "days" };
}

/** A name that the server takes, as near as can be to the file's own, and not one that is taken. */
export function nameFor(file: string, taken: readonly string[]): string {
  const stem = file
    .replace(/\.backup$/i, "")
    .replace(/[^\w.-]+/g, "-")
    .replace(/^[^A-Za-z0-9]+|-+$/g, "")
    .slice(0, 80);
  const named = stem === "" ? "brought" : stem;
  for (let n = 1; ; n++) {
    const name = n === 1 ? `${named}.backup` : `${named}-${n}.backup`;
    if (!taken.includes(name)) return name;
  }
}

/** Why a backup is there, by its name; `brought`: from elsewhere. */
export const kindOf = (name: string): "nightly" | "made" | "brought" => {
  const kind = /^(nightly|ringwise)-\d{8}T\d{6}\.backup$/.exec(name)?.[1];
  if (kind === undefined) return "brought";
  return kind === "nightly" ? "nightly" : "made";
};
