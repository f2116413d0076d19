import { Check, Phone, PhoneOff } from "lucide-react";
import { useEffect, useState } from "react";
import { useHandset, usePage } from "../../kit/page.tsx";
import { GoButton, Notice, Press } from "../../kit/parts.tsx";
import { RingMe } from "../../kit/ringMe.tsx";
import { Cradle } from "../phone/cradle.tsx";
import { MicNotice } from "../phone/micNotice.tsx";
import "../phone/phone.css";

interface Proof {
  readonly rang: boolean;
  readonly lifted: boolean;
  readonly heardYou: boolean;
  readonly youHeard: boolean;
}
const steps = ["rang", "lifted", "heardYou", "youHeard"] as const;
/** Louder than a quiet room's hiss. */
const audible = 0.02;

/** *Ring me*, lift, and hear oneself: each step is ticked when it has truly happened. */
export function RingPage() {
  const { phone, words } = usePage();
  const { say } = words;
  const handset = useHandset();
  const proof = useProof();
  const { ring, hook, link } = handset;
  const complete = steps.every((step) => proof[step]);
  return (
    <div className="stack">
      <h1>{say("setup.ring.headline")}</h1>
      <p>{say("setup.ring.text")}</p>
      {link === "lost" && <Notice look="amber">{say("setup.ring.device")}</Notice>}
      <div className={`setup-phone ${ring ? "ringing" : ""}`}>
        <Cradle lifted={hook === "off"} />
        <div className="row wrap">
          {ring && (
            <Press look="primary large" onPress={() => void phone.lift()}>
              <Phone size={20} aria-hidden="true" />
              {say("phone.pickUp")}
            </Press>
          )}
          {hook === "off" && (
            <Press look="large red" onPress={phone.hangUp}>
              <PhoneOff size={20} aria-hidden="true" />
              {say("phone.hangUp")}
            </Press>
          )}
          {!ring && hook === "on" && <RingMe look={complete ? "large" : "primary large"} />}
        </div>
      </div>
      <MicNotice />
      <ul className="card setup-proof" aria-live="polite">
        {steps.map((step) => (
          <li key={step} className={proof[step] ? "yes" : ""}>
            <span className="mark">{proof[step] && <Check size={15} aria-hidden="true" />}</span>
            {say(`setup.ring.${step}`)}
            <span className="hidden">
              : {say(proof[step] ? "setup.ring.done" : "setup.ring.waiting")}
            </span>
          </li>
        ))}
      </ul>
      <div>
        <GoButton to="/" look={complete ? "primary large" : "large"}>
          {say(complete ? "setup.ring.finish" : "setup.skip")}
        </GoButton>
      </div>
    </div>
  );
}

function useProof(): Proof {
  const { phone } = usePage();
  const { ring, hook, line } = useHandset();
  const [proof, setProof] = useState<Proof>({
    rang: false,
    lifted: false,
    heardYou: false,
    youHeard: false,
  });
  const rang = ring !== undefined;
  const lifted = hook === "off" && line === "talking";
  useEffect(() => {
    if (rang) setProof((before) => ({ ...before, rang }));
    if (lifted) setProof((before) => ({ ...before, lifted }));
  }, [rang, lifted]);
  useEffect(() => {
    if (!lifted) return;
    const timer = setInterval(() => {
      const { mine, theirs } = phone.levels();
      setProof((before) => ({
        ...before,
        heardYou: before.heardYou || mine > audible,
        youHeard: before.youHeard || (theirs > audible && (before.heardYou || mine > audible)),
      }));
    }, 100);
    return () => clearInterval(timer);
  }, [lifted, phone]);
  return proof;
}
