import { type ReactNode, useId } from "react";

interface SegmentsProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly options: readonly (readonly [value: string, text: ReactNode])[];
  readonly disabled?: boolean;
}

/** One of a few, all seen at once: the browser's own radio buttons, with its keys. */
export function Segments({ label, value, onChange, options, disabled = false }: SegmentsProps) {
  const name = useId();
  return (
    <div role="radiogroup" aria-label={label} className="segments">
      {options.map(([one, text]) => (
        <label key={one} className="segment" data-selected={one === value || undefined}>
          <input
            type="radio"
            className="hidden"
            name={name}
            value={one}
            checked={one === value}
            disabled={disabled}
            onChange={() => onChange(one)}
          />
          {text}
        </label>
      ))}
    </div>
  );
}
