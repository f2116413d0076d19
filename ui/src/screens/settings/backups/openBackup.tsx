import { useEffect, useState } from "react";
import { Dialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { Field } from "../../../kit/fields.tsx";
import { usePage } from "../../../kit/page.tsx";
import { Notice, Press, Trouble } from "../../../kit/parts.tsx";
import { type Backup, type Contents, useOpened } from "./useBackups.ts";
import { useComeBack } from "./useComeBack.ts";

interface OpenProps {
  readonly backup: Backup;
  readonly close: () => void;
}

/** What would come back, and then, named once more, the way back. */
export function OpenBackup({ backup, close }: OpenProps) {
  const { words } = usePage();
  const { say } = words;
  const { inspect, restore } = useOpened();
  const [passphrase, setPassphrase] = useState("");
  const { name, sealed, made } = backup;
  const opened = { name, passphrase };
  const { mutate } = inspect;
  useEffect(() => {
    if (!sealed) mutate({ name, passphrase: "" });
  }, [sealed, name, mutate]);
  const isComing = restore.isSuccess;
  useComeBack(isComing);
  const found = inspect.data;
  const error = restore.error ?? inspect.error;
  return (
    <ModalOverlay
      className="overlay"
      isOpen
      isDismissable={!isComing}
      isKeyboardDismissDisabled={isComing}
      onOpenChange={close}
    >
      <Modal className="modal card">
        <Dialog className="dialog">
          <Heading slot="title">
            {say("backups.inside", { moment: words.moment(found?.made ?? made) })}
          </Heading>
          {isComing && <Notice look="pine">{say("backups.coming")}</Notice>}
          {sealed && !found && (
            <form
              className="stack"
              onSubmit={(event) => {
                event.preventDefault();
                inspect.mutate(opened);
              }}
            >
              <Field
                label={say("backups.passphraseOf")}
                type="password"
                value={passphrase}
                onChange={setPassphrase}
                autoFocus
                autoComplete="off"
              />
              <div>
                <Press
                  look="primary"
                  type="submit"
                  isPending={inspect.isPending}
                  isDisabled={passphrase === ""}
                >
                  {say("backups.unseal")}
                </Press>
              </div>
            </form>
          )}
          {!(sealed || found || error) && <div className="skeleton" />}
          {found && !isComing && <Inside found={found} />}
          <Trouble error={error} />
          {!isComing && (
            <div className="row wrap">
              {found && (
                <Press
                  look="red"
                  isPending={restore.isPending}
                  onPress={() => restore.mutate(opened)}
                >
                  {say("backups.restore")}
                </Press>
              )}
              <Press autoFocus={!sealed} onPress={close}>
                {say("backups.leave")}
              </Press>
            </div>
          )}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

const counted = [
  "people",
  "devices",
  "accounts",
  "calls",
  "messages",
  "greetings",
  "recordings",
] as const;

function Inside({ found }: { readonly found: Contents }) {
  const { words } = usePage();
  const { say } = words;
  const parts = counted
    .filter((one) => found[one] > 0)
    .map((one) => say("backups.count", { what: one, n: found[one] }));
  return (
    <div className="stack gap-small">
      <p>
        {say("backups.holds", {
          owner: found.owner === "" ? "none" : found.owner,
          n: parts.length,
          parts: words.list(parts),
        })}
      </p>
      <p>{say("backups.effect")}</p>
      <p className="muted small">{say("backups.aside")}</p>
    </div>
  );
}
