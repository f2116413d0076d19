import { Phone } from "lucide-react";
import { useNavigate } from "react-router";
import { useHandset, usePage } from "../../kit/page.tsx";
import { Press } from "../../kit/parts.tsx";

interface CallBackProps {
  readonly number: string | undefined;
  readonly look?: string;
  readonly text?: string;
  /** Whom, for who does not see where the button stands. */
  readonly label?: string;
}

/** Calls that number from this browser; nothing where there is no number to call. */
export function CallBack({ number, look = "", text, label }: CallBackProps) {
  const { phone, words } = usePage();
  const { link, hook } = useHandset();
  const navigate = useNavigate();
  if (number === undefined || !/^\+?[0-9]/.test(number)) return null;
  function call(to: string): void {
    void phone.dial(to);
    void navigate("/phone");
  }
  return (
    <Press
      look={look}
      isDisabled={link !== "open" || hook === "off"}
      onPress={() => call(number)}
      {...(label !== undefined && { "aria-label": label })}
    >
      <Phone size={17} aria-hidden="true" />
      {text ?? words.say("call.ringBack")}
    </Press>
  );
}
