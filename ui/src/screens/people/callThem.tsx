import { ChevronDown, Phone } from "lucide-react";
import { Button } from "react-aria-components/Button";
import { Menu, MenuItem, MenuTrigger } from "react-aria-components/Menu";
import { Popover } from "react-aria-components/Popover";
import { useNavigate } from "react-router";
import { useHandset, useNames, usePage } from "../../kit/page.tsx";
import "../../kit/menu.css";
import { CallBack } from "../calls/callBack.tsx";

export const isDialable = (number: string): boolean => /^\+?[0-9*#]+$/.test(number);

interface CallThemProps {
  readonly name: string;
  readonly numbers: readonly string[];
}

/** Calls somebody from this browser; who has several numbers is called at the one that is chosen. */
export function CallThem({ name, numbers }: CallThemProps) {
  const { phone, words } = usePage();
  const { say } = words;
  const names = useNames();
  const { link, hook } = useHandset();
  const navigate = useNavigate();
  const [first, ...others] = numbers.filter(isDialable);
  const label = say("person.call", { name });
  if (first === undefined || others.length === 0)
    return <CallBack number={first} text={say("person.callThem")} label={label} />;
  function call(number: string): void {
    void phone.dial(number);
    void navigate("/phone");
  }
  return (
    <MenuTrigger>
      <Button className="button" aria-label={label} isDisabled={link !== "open" || hook === "off"}>
        <Phone size={17} aria-hidden="true" />
        {say("person.callThem")}
        <ChevronDown size={15} aria-hidden="true" />
      </Button>
      <Popover className="menu-popover" placement="bottom end">
        <Menu className="menu num">
          {[first, ...others].map((number) => (
            <MenuItem key={number} id={number} onAction={() => call(number)}>
              {names.written(number)}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
