import { useQuery } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { sessionQuery } from "../../api/queries.ts";
import { keyInAddress } from "../../kit/keyInAddress.ts";
import { OtherLanguages } from "../../kit/otherLanguages.tsx";
import { usePage, useTitle } from "../../kit/page.tsx";
import { Press } from "../../kit/parts.tsx";
import { CodesPage } from "./codesPage.tsx";
import { KeyPage } from "./keyPage.tsx";
import { LinePage } from "./linePage.tsx";
import { MicPage } from "./micPage.tsx";
import { RingPage } from "./ringPage.tsx";
import { WithTelephone } from "./withTelephone.tsx";
import { YouPage } from "./youPage.tsx";
import "./setup.css";

const pages = ["you", "codes", "line", "mic", "ring"] as const;
type SetupPage = (typeof pages)[number];

/** From the one-time link to the first ring: five short pages, one idea each. */
export default function Setup() {
  useTitle("setup.title");
  const { api, words } = usePage();
  const session = useQuery(sessionQuery(api)).data;
  const [key, setKey] = useState(keyInAddress);
  const [page, setPage] = useState<SetupPage>(() => (keyInAddress() ? "you" : "line"));
  const [codes, setCodes] = useState<readonly string[]>([]);
  useEffect(() => {
    const take = () => {
      setKey(keyInAddress());
      if (keyInAddress() !== "") setPage("you");
    };
    addEventListener("hashchange", take); // the link was opened where this page was open already
    return () => removeEventListener("hashchange", take);
  }, []);
  const open = session?.state === "open";
  const at = pages.indexOf(page);
  const go = (step: number) => () => setPage(pages[at + step] ?? page);
  if (!open && key === "")
    return (
      <Frame page="key">
        <KeyPage found={setKey} />
      </Frame>
    );
  return (
    <Frame page={page}>
      <div className="row setup-progress">
        <p className="eyebrow num">
          {words.say("setup.progress", { n: at + 1, of: pages.length })}
        </p>
        <progress value={at + 1} max={pages.length} aria-label={words.say("setup.title")} />
      </div>
      {pageOf()}
      {at > 2 && (
        <div className="bare-row">
          <Press look="bare" onPress={go(-1)}>
            <ArrowLeft size={16} aria-hidden="true" />
            {words.say("setup.back")}
          </Press>
        </div>
      )}
    </Frame>
  );

  function pageOf() {
    switch (page) {
      case "you":
        return (
          <YouPage
            setupKey={key}
            done={(made) => {
              setCodes(made);
              setPage("codes");
            }}
          />
        );
      case "codes":
        return <CodesPage codes={codes} done={go(1)} />;
      case "line":
        return <LinePage done={go(1)} />;
      case "mic":
        return <MicPage done={go(1)} />;
      case "ring":
        return (
          <WithTelephone>
            <RingPage />
          </WithTelephone>
        );
    }
  }
}

interface FrameProps {
  readonly page: SetupPage | "key";
  readonly children: React.ReactNode;
}

/** A new page is read from its beginning, unless a field of it has the focus already. */
function Frame({ page, children }: FrameProps) {
  const main = useRef<HTMLElement>(null);
  const shown = useRef(page);
  useEffect(() => {
    if (shown.current === page) return;
    shown.current = page;
    if (!(document.activeElement instanceof HTMLInputElement)) main.current?.focus();
  }, [page]);
  return (
    <main className="setup" tabIndex={-1} ref={main}>
      {children}
      <OtherLanguages />
    </main>
  );
}
