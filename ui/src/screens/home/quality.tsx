import { Signal, SignalLow, SignalMedium } from "lucide-react";
import type { Call } from "../../api/client.ts";
import { useWords } from "../../kit/page.tsx";
import { brokenBelow, choppyBelow } from "../../words/sound.ts";

/** From which figure (ITU-T G.107) on a call sounds so. */
const sounds = [
  [4, "clear", Signal],
  [choppyBelow, "fair", SignalMedium],
  [brokenBelow, "choppy", SignalLow],
  [0, "bad", SignalLow],
] as const;

/** How a call sounds where it sounds worst; nothing until that is known. */
export function Quality({ call: { rtp, state } }: { readonly call: Call }) {
  const { say } = useWords();
  const figures = rtp.flatMap(({ mos }) => (mos === undefined ? [] : [mos]));
  const found = sounds.find(([least]) => Math.min(...figures) >= least);
  if (state !== "talking" || figures.length === 0 || !found) return null;
  const [, how, Icon] = found;
  return (
    <span className={`quality ${how === "clear" ? "" : "poor"}`}>
      <Icon size={15} aria-hidden="true" />
      {say("home.quality", { how })}
    </span>
  );
}
