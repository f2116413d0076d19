import { ArrowLeft } from "lucide-react";
import { Link } from "react-router";
import { useHandset, useNames, useTitle, useWords } from "../../../kit/page.tsx";
import { Card, Notice } from "../../../kit/parts.tsx";
import BecomeTelephone from "../../phone/become.tsx";
import { DeskCard } from "./deskCard.tsx";
import { GatewayCard } from "./gatewayCard.tsx";
import { MobileCard } from "./mobileCard.tsx";
import "./add.css";

/** One page, four cards: each kind of telephone, and what it takes to have it ring. */
export default function AddDevice() {
  useTitle("add.title");
  const { say } = useWords();
  return (
    <div className="stack">
      <Link className="link" to="/devices">
        <ArrowLeft size={15} aria-hidden="true" />
        {say("device.back")}
      </Link>
      <div className="top add-top">
        <div className="left">
          <p className="eyebrow">{say("add.title")}</p>
          <h1>{say("add.headline")}</h1>
        </div>
      </div>
      <div className="add-cards">
        <DeskCard />
        <MobileCard />
        <BrowserCard />
        <GatewayCard />
      </div>
    </div>
  );
}

function BrowserCard() {
  const { say } = useWords();
  const names = useNames();
  const { device } = useHandset();
  return (
    <Card title={say("add.browser.title")}>
      <p className="muted small add-text">{say("add.browser.text")}</p>
      {!window.isSecureContext && <Notice look="amber">{say("add.browser.insecure")}</Notice>}
      {device === undefined ? (
        <BecomeTelephone />
      ) : (
        <p>{say("add.browser.is", { name: names.title(device) })}</p>
      )}
    </Card>
  );
}
