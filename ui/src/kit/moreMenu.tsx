import { Ellipsis } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "react-aria-components/Button";
import { Menu, MenuItem, MenuTrigger } from "react-aria-components/Menu";
import { Popover } from "react-aria-components/Popover";
import "./menu.css";

interface Act {
  readonly id: string;
  readonly text: string;
  readonly look?: "red";
  readonly isDisabled?: boolean;
  /** Downloads that, under that name. */
  readonly href?: string;
  readonly download?: string;
  readonly act?: () => void;
}

interface MoreMenuProps {
  readonly label: string;
  readonly acts: readonly Act[];
  /** The button that opens it, in place of three dots. */
  readonly children?: ReactNode;
}

/** What is done seldom, behind three dots. */
export function MoreMenu({ label, acts, children }: MoreMenuProps) {
  return (
    <MenuTrigger>
      {children ?? (
        <Button className="button bare icon" aria-label={label}>
          <Ellipsis size={18} aria-hidden="true" />
        </Button>
      )}
      <Popover className="menu-popover" placement="bottom end">
        <Menu className="menu">
          {acts.map(({ id, text, look = "", isDisabled = false, href, download, act }) => (
            <MenuItem
              key={id}
              id={id}
              className={look}
              isDisabled={isDisabled}
              {...(href !== undefined && { href })}
              {...(download !== undefined && { download })}
              {...(act && { onAction: act })}
            >
              {text}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
