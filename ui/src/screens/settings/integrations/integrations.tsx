/** Settings → Integrations: whatever is asked, or asks, elsewhere. Each card says what it is for and how it stands. */
import { Link } from "react-router";
import { Locked } from "../../../kit/locked.tsx";
import { useWords } from "../../../kit/page.tsx";
import { Card } from "../../../kit/parts.tsx";
import { Letters } from "./letters.tsx";
import { Services } from "./services.tsx";
import { SourceCard } from "./sourceCard.tsx";
import { Transcription } from "./transcription.tsx";
import "../parts/parts.css";
import "./integrations.css";

export default function Integrations() {
  const { say } = useWords();
  return (
    <div className="stack">
      <Locked />
      <SourceCard kind="calendar" />
      <SourceCard kind="addressBook" />
      <SourceCard kind="list" />
      <Services />
      <Letters />
      <Transcription />
      <Card title={say("integrations.more")}>
        <ul className="list">
          <li>
            <Link className="link" to="/settings/notifications">
              {say("integrations.push")}
            </Link>
          </li>
          <li>
            <Link className="link" to="/settings/network">
              {say("integrations.network")}
            </Link>
          </li>
          <li>
            <Link className="link" to="/settings/family">
              {say("integrations.tokens")}
            </Link>
          </li>
        </ul>
      </Card>
    </div>
  );
}
