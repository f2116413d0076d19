/** Settings → Calls for help: where the house is, which numbers call for help, and who is told of it. */
import { Locked } from "../../../kit/locked.tsx";
import { useSettings } from "../../../kit/page.tsx";
import { HelpNumbers } from "./helpNumbers.tsx";
import { Leaves } from "./leaves.tsx";
import { PlaceCard } from "./placeCard.tsx";
import { Told } from "./told.tsx";
import "../parts/parts.css";
import "../goingOut/goingOut.css";

export default function Emergency() {
  const settings = useSettings();
  if (!settings) return <div className="skeleton" />;
  return (
    <div className="stack">
      <Locked />
      <PlaceCard />
      <Leaves />
      <HelpNumbers />
      <Told />
    </div>
  );
}
