import { Bell, Check, Phone, PhoneOff } from "lucide-react";
import { useEffect, useState } from "react";
import { useHandset, usePage, useWords } from "../../kit/page.tsx";
import { GoButton, Notice, Press } from "../../kit/parts.tsx";
import { useRingMe } from "../../kit/ringMe.tsx";
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
  const { say } = useWords();
  const proof = useProof();
  const { ring, hook, link } = useHandset();
  const complete = steps.every((step) => proof[step]);
  return (
    <div className="stack">
      <h1>{say("setup.ring.headline")}</h1>
      <p>{say("setup.ring.text")}</p>
      {link === "lost" && <Notice look="amber">{say("setup.ring.device")}</Notice>}
      <div className={`setup-phone ${ring ? "ringing" : ""}`}>
        <Cradle lifted={hook === "off"} />
        <div className="row wrap">
          <RingOrHook complete={complete} />
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

/** One button from the ring to the hang-up, so that the focus stays with it. */
function RingOrHook({ complete }: { readonly complete: boolean }) {
  const { words } = usePage();
  const { text, look, Icon, act, ready, isPending, trouble } = useNextAct(complete);
  return (
    <>
      <Press look={look} isDisabled={!ready} isPending={isPending} onPress={act}>
        <Icon size={20} aria-hidden="true" />
        {words.say(text)}
      </Press>
      {trouble}
    </>
  );
}

/** What is to be done next with this telephone. */
function useNextAct(complete: boolean) {
  const { phone } = usePage();
  const { ring, hook } = useHandset();
  const { ready, isPending, ringMe, trouble } = useRingMe();
  const always = { ready: true, isPending: false, trouble };
  if (hook === "off")
    return {
      ...always,
      text: "phone.hangUp",
      look: "large red",
      Icon: PhoneOff,
      act: phone.hangUp,
    } as const;
  if (ring)
    return {
      ...always,
      text: "phone.pickUp",
      look: "primary large",
      Icon: Phone,
      act: () => void phone.lift(),
    } as const;
  const look = complete ? "large" : "primary large";
  return { text: "home.ringMe", look, Icon: Bell, act: ringMe, ready, isPending, trouble } as const;
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
