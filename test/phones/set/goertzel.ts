/** The peak of the sine of that frequency in those samples, by Goertzel's way. 8,000 samples a second. */
export function peakAt(samples: ArrayLike<number>, hertz: number): number {
  const turn = 2 * Math.cos((2 * Math.PI * hertz) / 8000);
  let before = 0;
  let last = 0;
  for (let i = 0; i < samples.length; i++) {
    const next = (samples[i] ?? 0) + turn * last - before;
    before = last;
    last = next;
  }
  const square = last * last + before * before - turn * last * before;
  return (2 * Math.sqrt(Math.max(0, square))) / samples.length;
}

/** Where one frequency gives way to another: the sample, as near as 8 ms at a time can tell. */
export function changeBetween(samples: Float64Array, one: number, other: number): number {
  const [size, step] = [64, 8];
  for (let at = 0; at + size <= samples.length; at += step) {
    const piece = samples.subarray(at, at + size);
    if (peakAt(piece, other) > peakAt(piece, one)) return at + size / 2;
  }
  return samples.length;
}
