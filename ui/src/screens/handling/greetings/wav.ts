/** One channel of 16-bit samples as a WAV file (RIFF); `samples` between -1 and 1. */
export function wavOf(samples: Float32Array, rate: number): ArrayBuffer {
  const header = 44;
  const file = new ArrayBuffer(header + samples.length * 2);
  const view = new DataView(file);
  const text = (at: number, word: string): void => {
    for (const [i, letter] of [...word].entries()) view.setUint8(at + i, letter.charCodeAt(0));
  };
  text(0, "RIFF");
  view.setUint32(4, file.byteLength - 8, true);
  text(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true); // PCM
  view.setUint16(22, 1, true); // one channel
  view.setUint32(24, rate, true);
  view.setUint32(28, rate * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  text(36, "data");
  view.setUint32(40, samples.length * 2, true);
  for (const [i, sample] of samples.entries())
    view.setInt16(header + i * 2, Math.round(Math.max(-1, Math.min(1, sample)) * 0x7fff), true);
  return file;
}
