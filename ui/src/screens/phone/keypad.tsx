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
  ["0", ""],
  ["#", ""],
] as const;

export function Keypad({ press }: { readonly press: (key: string) => void }) {
  const words = useWords();
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
          onPress={() => press(digit)}
        >
          <span>{digit}</span> <small>{letters}</small>
        </Button>
      ))}
    </fieldset>
  );
}
