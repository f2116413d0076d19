import { lazy, type RefObject, Suspense, useState } from "react";
import { Button } from "react-aria-components/Button";
import { remember, remembered } from "../../kit/look.ts";
import { usePage, useWords } from "../../kit/page.tsx";
import { type Hole, holes } from "./dial.ts";
import { Keypad } from "./keypad.tsx";

const Rotary = lazy(() => import("./rotary.tsx"));

/** What a telephone is dialled with. */
export type Face = "keypad" | "rotary";

/** As it was chosen in this browser. */
export function useFace(): readonly [Face, (face: Face) => void] {
  const [face, setFace] = useState<Face>(remembered("face") === "rotary" ? "rotary" : "keypad");
  return [
    face,
    (next) => {
      remember("face", next === "rotary" ? next : undefined);
      setFace(next);
    },
  ];
}

interface FaceProps {
  readonly face: Face;
  /** A key by its tones, or a digit that the dial has counted. */
  readonly enter: (digit: string, held?: boolean) => void;
  /** Winds the dial, while there is one. */
  readonly winder: RefObject<((hole: Hole) => void) | null>;
}

export function FaceOf({ face, enter, winder }: FaceProps) {
  const { phone } = usePage();
  if (face === "keypad") return <Keypad press={enter} />;
  return (
    <Suspense fallback={<div className="dial-room" />}>
      <Rotary ref={winder} dialled={enter} click={phone.click} />
    </Suspense>
  );
}

/** The other face. */
export function FaceChoice({
  face,
  choose,
}: {
  readonly face: Face;
  readonly choose: (face: Face) => void;
}) {
  const words = useWords();
  const other = face === "keypad" ? "rotary" : "keypad";
  return (
    <Button className="face-choice" onPress={() => choose(other)}>
      {words.say(`phone.face.${other}`)}
    </Button>
  );
}

export const isHole = (key: string): key is Hole => holes.some((one) => one === key);
