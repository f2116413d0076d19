import { useEffect, useState } from "react";
import { useLocation, useNavigate } from "react-router";
import { useHandset, usePage } from "../kit/page.tsx";

const hash = "#pick-up";
/** Whoever tapped that long ago no longer means this call. */
const holdsFor = 15_000;

/** Somebody tapped a notification of a call: the page shows its telephone, and lifts if that was said. */
export function usePickUp(): void {
  const { phone } = usePage();
  const { ring } = useHandset();
  const navigate = useNavigate();
  const isSaid = useLocation().hash === hash;
  const [wanted, setWanted] = useState(false);
  useEffect(() => {
    const told = ({ data }: MessageEvent<unknown>): void => {
      if (data === "phone" || data === "pickUp") void navigate("/phone");
      if (data === "pickUp") setWanted(true);
    };
    const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined;
    workers?.addEventListener("message", told);
    return () => workers?.removeEventListener("message", told);
  }, [navigate]);
  useEffect(() => {
    if (!isSaid) return;
    setWanted(true);
    void navigate("/phone", { replace: true }); // loaded anew, it lifts nothing
  }, [isSaid, navigate]);
  useEffect(() => {
    if (!wanted) return;
    if (ring) {
      setWanted(false);
      void phone.lift();
      return;
    }
    const timer = setTimeout(() => setWanted(false), holdsFor);
    return () => clearTimeout(timer);
  }, [wanted, ring, phone]);
}
