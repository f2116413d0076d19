/** Ringing patterns: seconds of bell and of silence, in turn, until it stops. */
export type Cadence = readonly number[];

/** What countries' exchanges ring with (fact sheet of the line); North America's is everybody's second language. */
const byCountry: Readonly<Record<string, Cadence>> = {
  GB: [0.4, 0.2, 0.4, 2],
  IE: [0.4, 0.2, 0.4, 2],
  AU: [0.4, 0.2, 0.4, 2],
  NZ: [0.4, 0.2, 0.4, 2],
  JP: [1, 2],
  FR: [1.5, 3.5],
};
const europe = /^(AT|BE|CH|CZ|DE|DK|ES|FI|GR|HU|IT|LU|NL|NO|PL|PT|SE|SK)$/;
const northAmerica: Cadence = [2, 4];

/** Distinctive ringing by name; the usual one of the country for any other name. */
const distinctive: Readonly<Record<string, Cadence>> = {
  r2: [0.8, 0.4, 0.8, 4],
  r3: [0.4, 0.2, 0.4, 0.2, 0.8, 4],
  r4: [0.3, 0.2, 1, 0.2, 0.3, 4],
  r5: [0.5, 1.5],
  r6: [0.4, 0.3, 0.4, 0.3, 0.4, 3],
  r7: [1.2, 0.3, 0.4, 4],
};

export function cadence(name: string, country: string | undefined): Cadence {
  const usual = byCountry[country ?? ""] ?? (europe.test(country ?? "") ? [1, 4] : northAmerica);
  return distinctive[name] ?? usual;
}

/** The spans of bell in the first `seconds`, from zero: what is scheduled ahead. */
export function strokes(
  pattern: Cadence,
  seconds: number,
): readonly (readonly [from: number, to: number])[] {
  const spans: (readonly [number, number])[] = [];
  let at = 0;
  while (at < seconds) {
    for (const [i, length] of pattern.entries()) {
      if (i % 2 === 0 && at < seconds) spans.push([at, at + length]);
      at += length;
    }
  }
  return spans;
}
