import { useRef } from "react";
import { Button } from "react-aria-components/Button";
import { useWords } from "../../kit/page.tsx";

const keys = [
  ["1", ""],
  ["2", "ABC"],
  ["3", "DEF"],
  ["4", "GHI"],
  ["5", "JKL"],
  ["6", "MNO"],
  ["7", "PQRS"],
  ["8", "TUV"],
  ["9", "WXYZ"],
  ["*", ""],
  ["0", "+"],
  ["#", ""],
] as const;

/** From so long on a key is held down, ms. */
const holds = 500;

interface KeypadProps {
  readonly press: (key: string, held: boolean) => void;
}

export function Keypad({ press }: KeypadProps) {
  const words = useWords();
  const pressed = useRef(0);
  const held = (): boolean => performance.now() - pressed.current >= holds;
  const spoken: Readonly<Record<string, string>> = {
    "*": words.say("phone.star"),
    "#": words.say("phone.hash"),
  };
  return (
    <fieldset className="keys" aria-label={words.say("phone.keypad")}>
      {keys.map(([digit, letters]) => (
        <Button
          key={digit}
          className="key"
          {...(spoken[digit] !== undefined && { "aria-label": spoken[digit] })}
          onPressStart={() => {
            pressed.current = performance.now();
          }}
          onPress={() => press(digit, held())}
        >
          <span>{digit}</span> <small>{letters}</small>
        </Button>
      ))}
    </fieldset>
  );
}
