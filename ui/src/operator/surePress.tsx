import { useState } from "react";
import { Notice, Press } from "../kit/parts.tsx";

interface SurePressProps {
  readonly act: { readonly mutate: () => void; readonly isPending: boolean };
  readonly text: string;
  /** What it will do. */
  readonly warning: string;
}

/** For what cannot be taken back: pressed once, it tells what it will do; pressed again, it does it. */
export function SurePress({ act, text, warning }: SurePressProps) {
  const [warned, setWarned] = useState(false);
  return (
    <>
      <Press
        look="red"
        isDisabled={act.isPending}
        onPress={() => (warned ? act.mutate() : setWarned(true))}
      >
        {text}
      </Press>
      {warned && <Notice look="amber">{warning}</Notice>}
    </>
  );
}
