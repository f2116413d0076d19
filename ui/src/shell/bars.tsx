/** What stands above every screen when it must be known now. */
import { BellOff, CloudOff, Phone } from "lucide-react";
import { useEffect } from "react";
import { useLocation, useNavigate } from "react-router";
import { lostId, useHandset, useLink, useNames, usePage, useWords } from "../kit/page.tsx";
import { Press } from "../kit/parts.tsx";

export function LostBar() {
  const link = useLink();
  const words = useWords();
  if (link.name !== "lost") return null;
  return (
    <div className="bar" role="status">
      <CloudOff size={18} aria-hidden="true" />
      <span className="grow" id={lostId}>
        {words.say("link.lost", { time: words.clock(link.since) })}
      </span>
    </div>
  );
}

/** A caller, on whatever screen. The telephone's own screen shows it itself; the focus stays where it is. */
export function RingingBar() {
  const { ring, silenced } = useHandset();
  const names = useNames();
  const { say } = useWords();
  const { pathname } = useLocation();
  const name = ring ? names.party(ring.caller) : "";
  useRingingTitle(ring ? say("ring.title", { name }) : undefined);
  return (
    <>
      <div className="hidden" aria-live="assertive">
        {ring && say("ring.live", { name })}
      </div>
      {ring && pathname !== "/phone" && (
        <section
          className="bar ringing"
          data-region="ringing"
          aria-label={say("ring.title", { name })}
        >
          <div className="grow">
            <b>{name}</b>
            <div className="small">{say("ring.on")}</div>
          </div>
          <RingingButtons silenced={silenced} />
        </section>
      )}
    </>
  );
}

function RingingButtons({ silenced }: { readonly silenced: boolean }) {
  const { phone, words } = usePage();
  const navigate = useNavigate();
  function pickUp(): void {
    void phone.lift();
    void navigate("/phone");
  }
  return (
    <div className="row gap-small">
      <Press look="ghost" isDisabled={silenced} onPress={phone.silence}>
        <BellOff size={17} aria-hidden="true" />
        {words.say(silenced ? "ring.silenced" : "ring.silence")}
      </Press>
      <Press look="primary" onPress={pickUp}>
        <Phone size={17} aria-hidden="true" />
        {words.say("ring.pickUp")}
      </Press>
    </div>
  );
}

/** The tab itself says who rings. */
function useRingingTitle(title: string | undefined): void {
  useEffect(() => {
    if (title === undefined) return;
    const before = document.title;
    document.title = `☎ ${title}`;
    return () => {
      document.title = before;
    };
  }, [title]);
}
