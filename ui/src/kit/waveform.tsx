import { type CSSProperties, useMemo } from "react";
import { barsOf, peaksIn } from "./peaks.ts";

interface WaveformProps {
  /** As the server keeps it; a flat line while nobody knows. */
  readonly peaks: string | undefined;
  readonly bars: number;
  /** 0 to 1. */
  readonly played: number;
}

const [middle, tall, least] = [20, 36, 1.5];

/** How loud it is, drawn; what was played in another colour. For the eye alone: a slider lies above it. */
export function Waveform({ peaks, bars, played }: WaveformProps) {
  const path = useMemo(() => outline(barsOf(peaksIn(peaks ?? ""), bars)), [peaks, bars]);
  const share = { "--played": `${Math.min(1, played) * 100}%` } as CSSProperties;
  return (
    <svg
      className="waveform"
      viewBox={`0 0 ${bars * 4} ${middle * 2}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      style={share}
    >
      <path d={path} />
      <path d={path} className="heard" />
    </svg>
  );
}

const outline = (bars: readonly number[]): string =>
  bars
    .map((loud, i) => {
      const high = Math.max(least, (loud * tall) / 2);
      return `M${i * 4 + 2} ${(middle - high).toFixed(1)}v${(2 * high).toFixed(1)}`;
    })
    .join("");
