import { Dialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { usePage } from "../../../kit/page.tsx";
import { Press, Trouble } from "../../../kit/parts.tsx";
import { useTell } from "../../../kit/toasts.tsx";
import { type Backup, useBackups } from "./useBackups.ts";

interface RemoveProps {
  readonly backup: Backup;
  readonly close: () => void;
}

/** Nothing brings a deleted backup back: it is named before. */
export function RemoveBackup({ backup: { name, made }, close }: RemoveProps) {
  const { words } = usePage();
  const { say } = words;
  const { remove } = useBackups();
  const tell = useTell();
  const moment = words.moment(made);
  const gone = (): void => {
    tell({ text: say("backups.removed", { moment }) });
    close();
  };
  return (
    <ModalOverlay className="overlay" isOpen isDismissable onOpenChange={close}>
      <Modal className="modal card">
        <Dialog className="dialog" role="alertdialog">
          <Heading slot="title">{say("backups.removeTitle", { moment })}</Heading>
          <p>{say("backups.removeText")}</p>
          <Trouble error={remove.error} />
          <div className="row wrap">
            <Press
              look="red"
              isPending={remove.isPending}
              onPress={() => remove.mutate(name, { onSuccess: gone })}
            >
              {say("backups.removeSure")}
            </Press>
            <Press autoFocus onPress={close}>
              {say("backups.keepIt")}
            </Press>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
