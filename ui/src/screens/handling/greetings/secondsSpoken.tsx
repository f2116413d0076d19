import { useState } from "react";
import { useNow, useWords } from "../../../kit/page.tsx";

/** How long something has gone on since it was first shown. */
export function SecondsSpoken() {
  const { timer } = useWords();
  const now = useNow(250);
  const [begun] = useState(now);
  return <span className="muted small num">{timer(now - begun)}</span>;
}
