import { Check } from "../../kit/fields.tsx";

interface SeveralProps {
  readonly label: string;
  readonly all: readonly (readonly [value: string, text: string])[];
  readonly chosen: readonly string[];
  readonly choose: (chosen: readonly string[]) => void;
}

/** Of a list, as many as one likes. */
export function Several({ label, all, chosen, choose }: SeveralProps) {
  if (all.length === 0) return null;
  const toggle = (value: string) => (isChosen: boolean) =>
    choose(isChosen ? [...chosen, value] : chosen.filter((one) => one !== value));
  return (
    <fieldset className="field several">
      <legend className="label">{label}</legend>
      {all.map(([value, text]) => (
        <Check key={value} label={text} checked={chosen.includes(value)} onChange={toggle(value)} />
      ))}
    </fieldset>
  );
}
