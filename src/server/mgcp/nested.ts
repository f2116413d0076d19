/** Lists of words with parentheses behind them, as events, signals and actions are written (RFC 3435 appendix A). */
import { fail, ok, type Result } from "#kit/result.ts";

/** `L/hd(A,E(…))` is the word `L/hd` with one group of two nodes. Quoted strings are part of the word. */
export interface Node {
  readonly word: string;
  readonly groups: readonly (readonly Node[])[];
}

const most = { octets: 4000, nodes: 200, depth: 12, groups: 2 } as const;

/** The nodes between the commas; nothing but blanks is an empty list. */
export function parseNested(text: string): Result<readonly Node[]> {
  if (text.length > most.octets) return fail("mgcp.badEvents", `${text.length} octets`);
  const reader = new Reader(text);
  const nodes = reader.list(0);
  if (!nodes || !reader.isAtEnd()) return fail("mgcp.badEvents", text.slice(0, 100));
  return ok(nodes);
}

export const formatNested = (nodes: readonly Node[]): string =>
  nodes
    .map(({ word, groups }) => word + groups.map((one) => `(${formatNested(one)})`).join(""))
    .join(",");

/** A string that commas, parentheses and quotes may stand in (RFC 3435 appendix A, quotedString). */
export const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** What stands between the quotes; the word itself when there are none. */
export const unquoted = (word: string): string =>
  /^".*"$/s.test(word) ? word.slice(1, -1).replaceAll('""', '"') : word;

const WORD = /(?:"(?:[^"]|"")*"|[^",()\s]|[ \t]+(?=[^",()\s]))+/y;
const BLANK = /[ \t]*/y;

class Reader {
  readonly #text: string;
  #at = 0;
  #nodes = 0;

  constructor(text: string) {
    this.#text = text;
  }

  isAtEnd(): boolean {
    this.#skip();
    return this.#at === this.#text.length;
  }

  /** Undefined: it is no list. */
  list(depth: number): readonly Node[] | undefined {
    this.#skip();
    if (depth > most.depth) return undefined;
    const nodes: Node[] = [];
    if (this.#at === this.#text.length || this.#text[this.#at] === ")") return nodes;
    do {
      const node = this.#node(depth);
      if (!node) return undefined;
      nodes.push(node);
    } while (this.#takes(","));
    return nodes;
  }

  #node(depth: number): Node | undefined {
    this.#skip();
    const word = this.#match(WORD);
    if (word === "" || ++this.#nodes > most.nodes) return undefined;
    const groups: (readonly Node[])[] = [];
    while (this.#takes("(")) {
      const group = this.list(depth + 1);
      if (!group || !this.#takes(")") || groups.length === most.groups) return undefined;
      groups.push(group);
    }
    return { word, groups };
  }

  #takes(sign: string): boolean {
    this.#skip();
    if (this.#text[this.#at] !== sign) return false;
    this.#at += 1;
    return true;
  }

  #skip(): void {
    this.#match(BLANK);
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? "";
    this.#at += found.length;
    return found;
  }
}
