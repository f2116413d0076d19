import { useState } from "react";
import { Button } from "react-aria-components/Button";
import { Dialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import type { Message } from "../../api/client.ts";
import { linkTo } from "../../kit/base.ts";
import { Choice, Field } from "../../kit/fields.tsx";
import { useNames, usePage } from "../../kit/page.tsx";
import { Press, Trouble } from "../../kit/parts.tsx";
import { useMessage } from "./useMessage.ts";

const spans = [24, 48, 168] as const;

interface ShareProps {
  readonly message: Message;
  readonly close: () => void;
}

/** A link by which somebody without an account hears this one message, until it ends. */
export function Share({ message, close }: ShareProps) {
  const { words } = usePage();
  const names = useNames();
  const [hours, setHours] = useState("48");
  const { share, unshare } = useMessage(message);
  const error = share.error ?? unshare.error;
  const name = names.party(message.from);
  const [before] = useState(() => linkOf(message, Date.now()));
  const until = share.data?.until ?? before;
  const address = share.data && linkTo(share.data.path);
  const lasts = spans.map(
    (one) => [String(one), words.say("voicemail.linkDays", { n: one / 24 })] as const,
  );
  return (
    <ModalOverlay className="overlay" isOpen isDismissable onOpenChange={close}>
      <Modal className="modal card">
        <Dialog className="dialog">
          <Heading slot="title">{words.say("voicemail.share", { name })}</Heading>
          <p>{words.say("voicemail.shareText")}</p>
          {address === undefined ? (
            <Choice
              label={words.say("voicemail.linkLasts")}
              value={hours}
              onChange={setHours}
              options={lasts}
            />
          ) : (
            <TheLink address={address} />
          )}
          {until !== undefined && (
            <div className="row wrap">
              <span className="grow small">
                {words.say("voicemail.linkUntil", { moment: words.moment(until) })}
              </span>
              <Press
                look="red"
                isPending={unshare.isPending}
                onPress={() => unshare.mutate(undefined, { onSuccess: close })}
              >
                {words.say("voicemail.linkEnd")}
              </Press>
            </div>
          )}
          <Trouble error={error} />
          <div className="row wrap">
            {address === undefined && (
              <Press
                look="primary"
                isPending={share.isPending}
                onPress={() => share.mutate(Number(hours))}
              >
                {words.say("voicemail.linkMake")}
              </Press>
            )}
            <Button className="button" onPress={close}>
              {words.say("voicemail.done")}
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

/** The end of the link that it has already. */
const linkOf = ({ linkUntil = 0 }: Message, now: number): number | undefined =>
  linkUntil > now ? linkUntil : undefined;

function TheLink({ address }: { readonly address: string }) {
  const { words } = usePage();
  const [copied, setCopied] = useState(false);
  return (
    <div className="row wrap the-link">
      <div className="grow">
        <Field label={words.say("voicemail.link")} value={address} isReadOnly autoFocus />
      </div>
      <Press
        onPress={() => {
          void navigator.clipboard?.writeText(address).then(() => setCopied(true));
        }}
      >
        {words.say(copied ? "voicemail.linkCopied" : "voicemail.linkCopy")}
      </Press>
    </div>
  );
}
