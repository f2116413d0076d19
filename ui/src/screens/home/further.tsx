import { ChevronDown, Hourglass, MessageSquareReply, PhoneForwarded } from "lucide-react";
import { Button } from "react-aria-components/Button";
import type { Call } from "../../api/client.ts";
import { MoreMenu } from "../../kit/moreMenu.tsx";
import { useTroubleText, useWords } from "../../kit/page.tsx";
import { Press } from "../../kit/parts.tsx";
import { type FurtherAct, useFurther } from "./useFurther.ts";

interface FurtherProps {
  readonly call: Call;
  readonly name: string;
}

/** As buttons, where there is room for them: sent on, told that one calls back, kept waiting. */
export function FurtherButtons({ call, name }: FurtherProps) {
  const { say } = useWords();
  const { there, says, waits, error } = useFurther(call, name);
  return (
    <>
      <Failed error={error} />
      <One of={says} icon={<MessageSquareReply size={17} aria-hidden="true" />} />
      {there.length > 0 && (
        <MoreMenu label={say("further.forward")} acts={there}>
          <Button className="button">
            <PhoneForwarded size={17} aria-hidden="true" />
            {say("further.forward")}
            <ChevronDown size={15} aria-hidden="true" />
          </Button>
        </MoreMenu>
      )}
      <One of={waits} icon={<Hourglass size={17} aria-hidden="true" />} />
    </>
  );
}

interface OneProps {
  readonly of: FurtherAct;
  readonly icon: React.ReactNode;
}

const One = ({ of: { text, isDisabled, act }, icon }: OneProps) => (
  <Press isDisabled={isDisabled} onPress={act}>
    {icon}
    {text}
  </Press>
);

/** The same behind three dots. */
export default function FurtherMenu({ call, name }: FurtherProps) {
  const { say } = useWords();
  const { there, says, waits, error } = useFurther(call, name);
  return (
    <>
      <Failed error={error} />
      <MoreMenu label={say("further.label", { name })} acts={[says, ...there, waits]} />
    </>
  );
}

function Failed({ error }: { readonly error: unknown }) {
  const { say } = useWords();
  const trouble = useTroubleText();
  if (!error) return null;
  return (
    <p className="wrong small" role="alert">
      {say("home.chooseFailed", { detail: trouble(error) })}
    </p>
  );
}
