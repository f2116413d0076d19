/** The lines of one level of a description: the session's own, or those of one m= line. */
export interface Lines {
  /** All texts behind `o=`, or behind `a=rtpmap:`. */
  all(key: string): readonly string[];
  /** The attributes that are only a name. */
  readonly flags: readonly string[];
  /** Of the last of them that fits: what the expression captured. */
  last(key: string, fits: RegExp): RegExpExecArray | undefined;
}

/** The session's lines, then those of each m= line, which is itself the first of them. What is no `x=…` is passed over. */
export function linesByLevel(lines: readonly string[]): readonly [Lines, ...Lines[]] {
  const session = new Level();
  const sections: Level[] = [];
  for (const line of lines) {
    if (line[1] !== "=") continue;
    const text = line.slice(2);
    if (line[0] === "m") sections.push(new Level());
    const level = sections.at(-1) ?? session;
    if (line[0] === "a") level.addAttribute(text);
    else level.add(line.slice(0, 1), text);
  }
  return [session, ...sections];
}

class Level implements Lines {
  readonly flags: string[] = [];
  readonly #texts = new Map<string, string[]>();

  add(key: string, text: string): void {
    const known = this.#texts.get(key);
    if (known) known.push(text);
    else this.#texts.set(key, [text]);
  }

  addAttribute(text: string): void {
    const colon = text.indexOf(":");
    if (colon < 0)
      this.flags.push(text.trimEnd()); // some write a space behind it
    else this.add(text.slice(0, colon), text.slice(colon + 1));
  }

  all(key: string): readonly string[] {
    return this.#texts.get(key) ?? none;
  }

  last(key: string, fits: RegExp): RegExpExecArray | undefined {
    const texts = this.all(key);
    for (let i = texts.length - 1; i >= 0; i--) {
      const found = fits.exec(texts[i] ?? "");
      if (found) return found;
    }
    return undefined;
  }
}

const none: readonly string[] = [];
