import { readFileSync } from "node:fs";
import { cpus, release, totalmem } from "node:os";

/** What came out of one measurement, by name, each with its unit. */
export type Figures = Readonly<Record<string, number>>;

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** The medians of several runs of the same measurement. */
export function medians(runs: readonly Figures[]): Figures {
  const names = Object.keys(runs[0] ?? {});
  return Object.fromEntries(
    names.map((name) => [name, median(runs.map((run) => run[name] ?? Number.NaN))]),
  );
}

export function table(title: string, rows: readonly (readonly [string, Figures])[]): string {
  const names = Object.keys(rows[0]?.[1] ?? {});
  const lines = rows.map(([who, figures]) => [who, ...names.map((name) => shown(figures[name]))]);
  return [
    `\n## ${title}\n`,
    `| | ${names.join(" | ")} |`,
    `|---|${names.map(() => "---:").join("|")}|`,
    ...lines.map((cells) => `| ${cells.join(" | ")} |`),
  ].join("\n");
}

function shown(value = Number.NaN): string {
  if (Number.isNaN(value)) return "–";
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

/** On what it was measured. */
export function machine(): string {
  const [first] = cpus();
  const load = readFileSync("/proc/loadavg", "utf8").split(" ")[0];
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${cpus().length} × ${first?.model ?? "CPU"}, ${memory} GB, Linux ${release()}, Node ${process.version}, load ${load} before`;
}
