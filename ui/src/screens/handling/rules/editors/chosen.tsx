import { X } from "lucide-react";
import { useWords } from "../../../../kit/page.tsx";
import { Press } from "../../../../kit/parts.tsx";

interface ChosenProps {
  readonly items: readonly (readonly [key: string, name: string])[];
  readonly drop: (key: string) => void;
}

/** What was chosen by name, each to be left out again. */
export function Chosen({ items, drop }: ChosenProps) {
  const { say } = useWords();
  if (items.length === 0) return null;
  return (
    <ul className="chosen">
      {items.map(([key, name]) => (
        <li key={key}>
          <span dir="auto">{name}</span>
          <Press look="bare icon" aria-label={say("edit.drop", { name })} onPress={() => drop(key)}>
            <X size={15} aria-hidden="true" />
          </Press>
        </li>
      ))}
    </ul>
  );
}
