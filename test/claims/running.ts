import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "./page.ts";

/** Plays it and says so: its name, its words, and notes. What was told; undefined when it failed. */
export async function shown(
  [name = "", words = "", ...notes]: readonly string[],
  plays: () => Promise<string>,
): Promise<string | undefined> {
  const { said, told } = await tried(plays);
  console.log(`${said}  ${name}  ${words}`);
  for (const note of notes) console.log(`      ${note}`);
  if (said === "pass") return told;
  failed(told);
  return undefined;
}

export function keep({ file, text }: Page): void {
  const url = new URL(`../../${file}`, import.meta.url);
  mkdirSync(fileURLToPath(new URL(".", url)), { recursive: true });
  writeFileSync(url, text);
}

export interface OverSockets {
  /** Those that can be shown so. */
  readonly names: ReadonlySet<string>;
  /** Plays that row over real sockets, where it can be. */
  shows(name: string): Promise<void>;
  close(): Promise<void>;
}

const noneOverSockets: OverSockets = {
  names: new Set(),
  shows: () => Promise.resolve(console.log("      over sockets: not shown")),
  close: () => Promise.resolve(),
};

/** `isWhole`: with nothing switched off. */
export async function overSockets(isWhole: boolean): Promise<OverSockets> {
  if (!isWhole) return noneOverSockets;
  const { playOverSockets } = await import("./sockets/play.ts");
  const { socketClaims } = await import("./sockets/rows.ts");
  const { notOverSockets, shownBySockets } = await import("./sockets/names.ts");
  const { streetStories } = await import("./sockets/streetStories.ts");
  const street = streetStories();
  return {
    names: shownBySockets,
    async shows(name) {
      const without = notOverSockets(name);
      if (without !== undefined) return console.log(`      over sockets: not shown, ${without}`);
      const claim = socketClaims.find(({ number }) => `${number}` === name);
      const plays = claim ? playOverSockets(claim) : street.plays(name);
      const { said, told } = await tried(() => plays.then(() => ""));
      console.log(`      over sockets: ${said}`);
      if (said === "fail") failed(told);
    },
    close: () => street.close(),
  };
}

function failed(why: string): void {
  console.log(`      ${why}`);
  process.exitCode = 1;
}

type Outcome = { readonly said: "pass" | "fail"; readonly told: string };

async function tried(plays: () => Promise<string>): Promise<Outcome> {
  try {
    return { said: "pass", told: await plays() };
  } catch (error) {
    return { said: "fail", told: String(error).split("\n")[0] ?? "" };
  }
}
