import { type CSSProperties, type Ref, useEffect, useImperativeHandle, useRef } from "react";
import { useHandset, useWords } from "../../kit/page.tsx";
import { angleOf, type Hole, holes } from "./dial.ts";
import { useFinger } from "./finger.ts";
import { useTurns } from "./turns.ts";
import "./rotary.css";

interface RotaryProps {
  /** A digit that the dial has counted, or one of the keys beside it. */
  readonly dialled: (digit: string) => void;
  /** One pulse passes, to be heard. */
  readonly click: () => void;
  /** Winds the dial, for keys of a keyboard. */
  readonly ref: Ref<(hole: Hole) => void>;
}

/**
 * The dial: taken along to the stop by mouse or finger, or wound by a touch or a key, it runs back at
 * ten pulses a second and has dialled then. The two keys below it no dial ever had; star codes want them.
 */
export default function Rotary({ dialled, click, ref }: RotaryProps) {
  const words = useWords();
  const { hook } = useHandset();
  const plate = useRef<SVGSVGElement>(null);
  const turned = (degrees: number): void => {
    if (!matchMedia("(prefers-reduced-motion: reduce)").matches)
      plate.current?.style.setProperty("rotate", `${degrees}deg`);
  };
  const turns = useTurns({ dialled, click, turned });
  const finger = useFinger(turns, turned);
  useImperativeHandle(ref, () => turns.wind, [turns]);
  useEffect(() => {
    if (hook === "on") turns.forget();
  }, [hook, turns]);
  return (
    <fieldset className="rotary" aria-label={words.say("phone.rotary")}>
      <div className="dial" {...finger}>
        {holes.map((hole) => (
          <button
            key={hole}
            type="button"
            className="hole"
            data-hole={hole}
            style={{ "--at": `${angleOf(hole)}deg` } as CSSProperties}
            onClick={() => turns.wind(hole)}
          >
            {hole}
          </button>
        ))}
        <svg ref={plate} className="plate" viewBox="-100 -100 200 200" aria-hidden="true">
          <path fillRule="evenodd" d={plateShape} />
          <circle className="cap" r="33" />
        </svg>
        <svg className="stop" viewBox="-100 -100 200 200" aria-hidden="true">
          <path d="M97 0 L66 -7" transform="rotate(30)" />
        </svg>
      </div>
      <div className="beside">
        {(["*", "#"] as const).map((key) => (
          <button
            key={key}
            type="button"
            className="key"
            aria-label={words.say(key === "*" ? "phone.star" : "phone.hash")}
            onClick={() => dialled(key)}
          >
            {key}
          </button>
        ))}
      </div>
    </fieldset>
  );
}

/** A disc, and the holes in it: each a circle drawn as two arcs. */
const circle = (x: number, y: number, r: number): string =>
  `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;
const plateShape = [
  circle(0, 0, 94),
  ...holes.map((hole) => {
    const angle = (angleOf(hole) * Math.PI) / 180;
    return circle(Math.sin(angle) * 72, -Math.cos(angle) * 72, 15.5);
  }),
].join("");
