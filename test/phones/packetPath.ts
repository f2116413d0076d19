/** What came of RTP at one ear: whose it was (SSRC), how often its sequence leapt, and the longest time without any, in ms. */
export class PacketPath {
  readonly sources = new Set<number>();
  leaps = 0;
  gap = 0;
  #last: { readonly source: number; readonly sequence: number } | undefined;
  #at: number | undefined;

  /** Measures anew; `at`: silence counts from then, else from the last packet of before. */
  begins(at = this.#at): void {
    this.sources.clear();
    this.leaps = 0;
    this.gap = 0;
    this.#at = at;
  }

  came(packet: DataView, at: number): void {
    const is = { source: packet.getUint32(8), sequence: packet.getUint16(2) };
    const before = this.#last;
    this.#last = is;
    this.gap = this.untilNow(at);
    this.#at = at;
    this.sources.add(is.source);
    const isNext = before && ((before.sequence + 1) & 0xffff) === is.sequence;
    if (before?.source === is.source && !isNext) this.leaps += 1;
  }

  /** The gap, were nothing to come any more. */
  untilNow(at: number): number {
    return Math.max(this.gap, at - (this.#at ?? at));
  }
}
