import { BellOff, Delete, Mic, MicOff, Phone, PhoneOff, RotateCcw, Zap } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { Button } from "react-aria-components/Button";
import { useSearchParams } from "react-router";
import { useHandset, usePage } from "../../kit/page.tsx";
import type { MessageId } from "../../words/en.ts";
import { Cradle } from "./cradle.tsx";
import type { Hole } from "./dial.ts";
import { Display } from "./display.tsx";
import { type Face, FaceChoice, FaceOf, isHole, useFace } from "./face.tsx";

/** The telephone's body: cradle, display, hook, keys. */
export function Tel() {
  const { words } = usePage();
  const handset = useHandset();
  const [number, setNumber] = useState("");
  useAskedNumber(setNumber);
  const [face, setFace] = useFace();
  const winder = useRef<(hole: Hole) => void>(null);
  const enter = useEnter(face, number, setNumber);
  const typed = (key: string): void =>
    face === "rotary" && isHole(key) ? winder.current?.(key) : enter(key);
  const [warned, keys] = useTelephoneKeys(number, setNumber, typed);
  const look = handset.ring ? "ringing" : handset.hook === "off" ? "lifted" : "";
  const dead = handset.link !== "open";
  return (
    <section
      className={`tel ${look} ${dead ? "dead" : ""}`}
      aria-label={words.say("phone.label")}
      onKeyDown={keys}
    >
      <Cradle lifted={handset.hook === "off"} />
      <Display number={number} warned={warned} />
      <Hook number={number} setNumber={setNumber} />
      <FaceOf face={face} enter={enter} winder={winder} />
      <Extras />
      <FaceChoice face={face} choose={setFace} />
    </section>
  );
}

/** On the hook, keys gather a number to dial, which may begin with a plus; off the hook they go to the line. A dial makes no tones. */
function useEnter(face: Face, number: string, setNumber: (number: string) => void) {
  const { phone } = usePage();
  const { hook } = useHandset();
  return (digit: string, held = false): void => {
    const key = hook === "on" ? gathered(number, digit, held) : digit;
    if (/^[0-9*#]$/.test(key)) face === "keypad" ? phone.key(key) : phone.digit(key);
    if (hook === "on") setNumber((number + key).slice(0, 32));
  };
}

/** What a key adds to a number on the hook: a plus, or the 0 held down, at its beginning alone. */
function gathered(number: string, digit: string, held: boolean): string {
  const asksPlus = digit === "+" || (digit === "0" && held && number === "");
  if (!asksPlus) return digit;
  return number === "" ? "+" : "";
}

/** A number that another page or program wants dialled (`tel:`): it is shown, and the owner calls. */
function useAskedNumber(setNumber: (number: string) => void): void {
  const [asked, setAsked] = useSearchParams();
  const number = asked.get("dial");
  useEffect(() => {
    if (number === null) return;
    setNumber(number.replaceAll(/[^0-9*#+]/g, "").slice(0, 32));
    setAsked({}, { replace: true });
  }, [number, setNumber, setAsked]);
}

interface NumberProps {
  readonly number: string;
  readonly setNumber: (number: string) => void;
}

/** The hook is one button that stays in its place, so the focus stays with it from lift to hang-up. */
function Hook({ number, setNumber }: NumberProps) {
  const { phone, words } = usePage();
  const { hook, ring, link } = useHandset();
  const off = hook === "off";
  const beside = !off && (ring !== undefined || number !== "");
  const Icon = off ? PhoneOff : Phone;
  return (
    <div className={beside ? "hook" : "hook one"}>
      {beside && <BesideHook key="side" number={number} setNumber={setNumber} />}
      <Button
        key="hook"
        className={off ? "down hang" : "up"}
        isDisabled={link !== "open" && !off}
        onPress={() => (off ? phone.hangUp() : lift(phone, ring ? "" : number, setNumber))}
      >
        <Icon size={20} aria-hidden="true" />
        {words.say(hookText(off, ring !== undefined, number))}
      </Button>
    </div>
  );
}

function hookText(off: boolean, rings: boolean, number: string): MessageId {
  if (off) return "phone.hangUp";
  if (rings) return "phone.pickUp";
  return number === "" ? "phone.lift" : "phone.dial";
}

/** Beside the hook: silence while it rings, delete while a number is keyed. */
function BesideHook({ number, setNumber }: NumberProps) {
  const { phone, words } = usePage();
  const { ring, silenced } = useHandset();
  if (ring)
    return (
      <Button className="down" isDisabled={silenced} onPress={phone.silence}>
        <BellOff size={20} aria-hidden="true" />
        {words.say(silenced ? "ring.silenced" : "ring.silence")}
      </Button>
    );
  return (
    <Button className="down" onPress={() => setNumber(number.slice(0, -1))}>
      <Delete size={20} aria-hidden="true" />
      <span className="hidden">{words.say("phone.delete")}</span>
    </Button>
  );
}

type Telephone = ReturnType<typeof usePage>["phone"];

function lift(phone: Telephone, number: string, setNumber: (number: string) => void): void {
  setNumber("");
  void (number === "" ? phone.lift() : phone.dial(number));
}

function Extras() {
  const { phone, words } = usePage();
  const { hook, muted, lastDialled, link, opening } = useHandset();
  const off = hook === "off";
  return (
    <div className="extras">
      <Button isDisabled={!off} onPress={phone.flash}>
        <Zap size={17} aria-hidden="true" />
        {words.say("phone.flash")}
      </Button>
      <Button isDisabled={!off} aria-pressed={muted} onPress={() => phone.mute(!muted)}>
        {muted ? <MicOff size={17} aria-hidden="true" /> : <Mic size={17} aria-hidden="true" />}
        {words.say(muted ? "phone.unmute" : "phone.mute")}
      </Button>
      <Button
        isDisabled={off || opening || lastDialled === "" || link !== "open"}
        onPress={() => void phone.dial(lastDialled)}
      >
        <RotateCcw size={17} aria-hidden="true" />
        {words.say("phone.redial")}
      </Button>
    </div>
  );
}

/** A second Escape must follow in this time. */
const escapeAgain = 1500;

/** Only while the telephone has the focus (WCAG 2.1.4). A pressed button keeps its own Enter and Space. */
function useTelephoneKeys(
  number: string,
  setNumber: (number: string) => void,
  typed: (key: string) => void,
) {
  const { phone } = usePage();
  const handset = useHandset();
  const [warned, setWarned] = useState(false);
  const escaped = useRef(0);

  function escapeKey(now: number): void {
    if (handset.hook === "on") setNumber("");
    else if (now - escaped.current < escapeAgain) {
      phone.hangUp();
      setWarned(false);
    } else {
      escaped.current = now;
      setWarned(true);
      setTimeout(() => setWarned(false), escapeAgain);
    }
  }

  const acts: Readonly<Record<string, (at: number) => void>> = {
    Escape: escapeKey,
    Backspace: () => handset.hook === "on" && setNumber(number.slice(0, -1)),
    f: () => handset.hook === "off" && phone.flash(),
  };

  function pressed(key: string, at: number): boolean {
    const act = acts[key];
    if (act) act(at);
    else if (/^[0-9*#+]$/.test(key)) typed(key);
    else return false;
    return true;
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    const chord = event.ctrlKey || event.metaKey || event.altKey;
    if (!chord && pressed(event.key, event.timeStamp)) event.preventDefault();
  }
  return [warned, onKeyDown] as const;
}
