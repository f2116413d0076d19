import { languages } from "../words/languages.ts";
import { usePage } from "./page.tsx";
import { Press } from "./parts.tsx";

/** The languages that the page does not speak now, each in its own words: for whoever cannot read this one. */
export function OtherLanguages() {
  const { language, setLanguage } = usePage();
  const others = Object.entries(languages).filter(([one]) => one !== language);
  return (
    <div className="row wrap gap-small bare-row">
      {others.map(([one, name]) => (
        <Press key={one} look="bare" lang={one} onPress={() => setLanguage(one)}>
          {name}
        </Press>
      ))}
    </div>
  );
}
