/** How long a hook is down in a flash, as a choice of a list: "100-500". */
export interface HookFlash {
  readonly from: number;
  readonly to: number;
}

/** What telephones and adapters of the world come with, in ms. */
export const usualFlashes = {
  short: { from: 80, to: 300 },
  middle: { from: 100, to: 500 },
  long: { from: 300, to: 1000 },
} as const satisfies Readonly<Record<string, HookFlash>>;

export const flashText = (flash: HookFlash | undefined): string =>
  flash ? `${flash.from}-${flash.to}` : "";

export function flashOf(text: string): HookFlash | undefined {
  const [, from, to] = /^(\d+)-(\d+)$/.exec(text) ?? [];
  return from === undefined || to === undefined
    ? undefined
    : { from: Number(from), to: Number(to) };
}
