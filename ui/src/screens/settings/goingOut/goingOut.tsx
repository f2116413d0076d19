/** Settings → Going out: through which account, as which number, and what may not be called. */
import { Locked } from "../../../kit/locked.tsx";
import { Forwarding } from "./forwarding.tsx";
import { LimitsCard } from "./limits.tsx";
import { Probe } from "./probe.tsx";
import { ShownCard } from "./shown.tsx";
import { Ways } from "./ways.tsx";
import "../parts/parts.css";
import "./goingOut.css";

export default function GoingOut() {
  return (
    <div className="stack">
      <Locked />
      <Probe />
      <Ways />
      <LimitsCard />
      <Forwarding />
      <ShownCard />
    </div>
  );
}
