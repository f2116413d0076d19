/** A sine in a sound: its frequency in Hz and its peak. */
export interface SpectralLine {
  readonly hertz: number;
  readonly peak: number;
}

/** Lines this much softer than the loudest are none: 22 dB. */
const SOFTER = 10 ** (-22 / 20);
const [LOWEST, HIGHEST] = [60, 3900];

/** Powers of the frequencies in a sound, by the fast Fourier transform; 8,000 samples a second. */
export class Spectrum {
  /** A power of two. */
  readonly size: number;
  readonly #real: Float64Array;
  readonly #imaginary: Float64Array;
  readonly #cosine: Float64Array;
  readonly #sine: Float64Array;
  readonly #place: Uint16Array;
  #fade: Float64Array = new Float64Array();

  constructor(size: number) {
    this.size = size;
    this.#real = new Float64Array(size);
    this.#imaginary = new Float64Array(size);
    const { cosine, sine, place } = tablesOf(size);
    this.#cosine = cosine;
    this.#sine = sine;
    this.#place = place;
  }

  /** Amplitudes from 0 to 4 kHz, the sound faded in and out (Hann), a sine's own peak at its line. */
  amplitudes(samples: Float64Array): Float64Array {
    const { length } = samples;
    this.#real.fill(0);
    this.#imaginary.fill(0);
    if (this.#fade.length !== length) this.#fade = fadeOf(length);
    for (let i = 0; i < length; i++) {
      this.#real[this.#place[i] ?? 0] = (samples[i] ?? 0) * (this.#fade[i] ?? 0);
    }
    for (let span = 1; span < this.size; span *= 2) this.#combine(span);
    const found = new Float64Array(this.size / 2);
    for (let i = 0; i < found.length; i++) {
      const real = this.#real[i] ?? 0;
      const imaginary = this.#imaginary[i] ?? 0;
      found[i] = (4 * Math.sqrt(real * real + imaginary * imaginary)) / length;
    }
    return found;
  }

  /** The sines in the sound, lowest first. */
  lines(samples: Float64Array): readonly SpectralLine[] {
    const amplitudes = this.amplitudes(samples);
    let loudest = 0;
    for (let i = 0; i < amplitudes.length; i++) {
      const one = amplitudes[i] as number;
      if (one > loudest) loudest = one;
    }
    const found: SpectralLine[] = [];
    const bin = 8000 / this.size;
    for (let i = Math.ceil(LOWEST / bin); i < HIGHEST / bin; i++) {
      const here = amplitudes[i] ?? 0;
      if (here < loudest * SOFTER) continue;
      const before = amplitudes[i - 1] ?? 0;
      const after = amplitudes[i + 1] ?? 0;
      if (here <= before || here < after) continue;
      const a = Math.log(before);
      const b = Math.log(here);
      const c = Math.log(after);
      const beside = (a - c) / (2 * (a - 2 * b + c)); // the top of the parabola through the three
      found.push({ hertz: (i + beside) * bin, peak: Math.exp(b - ((a - c) * beside) / 4) });
    }
    return found;
  }

  /** One round of the transform: pairs of pieces of that length become one. */
  #combine(span: number): void {
    const real = this.#real;
    const imaginary = this.#imaginary;
    const stride = this.size / (2 * span);
    for (let start = 0; start < this.size; start += 2 * span)
      for (let i = 0; i < span; i++) {
        const near = start + i;
        const far = near + span;
        const cosine = this.#cosine[i * stride] ?? 0;
        const sine = this.#sine[i * stride] ?? 0;
        const r = real[far] ?? 0;
        const j = imaginary[far] ?? 0;
        const turnedReal = r * cosine - j * sine;
        const turnedImaginary = r * sine + j * cosine;
        real[far] = (real[near] ?? 0) - turnedReal;
        imaginary[far] = (imaginary[near] ?? 0) - turnedImaginary;
        real[near] = (real[near] ?? 0) + turnedReal;
        imaginary[near] = (imaginary[near] ?? 0) + turnedImaginary;
      }
  }
}

interface Tables {
  readonly cosine: Float64Array;
  readonly sine: Float64Array;
  readonly place: Uint16Array;
}

/** The same for every ear. */
const tables = new Map<number, Tables>();

function tablesOf(size: number): Tables {
  const known = tables.get(size);
  if (known) return known;
  const [cosine, sine] = [new Float64Array(size / 2), new Float64Array(size / 2)];
  const place = new Uint16Array(size);
  for (let i = 0; i < size / 2; i++) {
    cosine[i] = Math.cos((-2 * Math.PI * i) / size);
    sine[i] = Math.sin((-2 * Math.PI * i) / size);
  }
  for (let i = 0; i < size; i++) place[i] = reversed(i, size);
  const made = { cosine, sine, place };
  tables.set(size, made);
  return made;
}

/** Hann's. */
const fadeOf = (length: number): Float64Array =>
  Float64Array.from({ length }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / length));

/** The place of a sample before the first round: its number's bits in the other order. */
function reversed(at: number, size: number): number {
  let [from, to] = [at, 0];
  for (let bit = 1; bit < size; bit *= 2) {
    to = to * 2 + (from & 1);
    from >>= 1;
  }
  return to;
}
