import { unquoted } from "#sip/message/escape.ts";

const blank = (code: number): boolean => code === 32 || code === 9;

/** A place in a header's text, moving on as its parts are read. Reads nothing: leaves the place where it was. */
export class Cursor {
  readonly text: string;
  at = 0;

  constructor(text: string) {
    this.text = text;
  }

  get done(): boolean {
    return this.at >= this.text.length;
  }

  /** The character here; "" at the end. */
  get next(): string {
    return this.text.charAt(this.at);
  }

  stands(char: string): boolean {
    return this.text.charAt(this.at) === char;
  }

  skipBlanks(): void {
    while (this.at < this.text.length && blank(this.text.charCodeAt(this.at))) this.at++;
  }

  /** Takes the character if it stands here, blanks around it too (the RFC's SEMI, COMMA, EQUAL). */
  take(char: string): boolean {
    const before = this.at;
    this.skipBlanks();
    if (this.next !== char) {
      this.at = before;
      return false;
    }
    this.at++;
    this.skipBlanks();
    return true;
  }

  /** Everything up to the first of `stops`, or to the end; without blanks at its end. */
  upTo(stops: string): string {
    const start = this.at;
    while (this.at < this.text.length && !stops.includes(this.text.charAt(this.at))) this.at++;
    return this.text.slice(start, this.at).trimEnd();
  }

  /** A quoted-string, unquoted. Undefined when none starts here or it never ends. */
  quotedString(): string | undefined {
    if (this.next !== '"') return undefined;
    let end = this.at + 1;
    while (end < this.text.length && this.text.charAt(end) !== '"')
      end += this.text.charAt(end) === "\\" ? 2 : 1;
    if (end >= this.text.length) return undefined;
    const inside = this.text.slice(this.at + 1, end);
    this.at = end + 1;
    return unquoted(inside);
  }
}
