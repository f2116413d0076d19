import "@fontsource-variable/inter/wght.css";
import "@fontsource-variable/source-serif-4/wght.css";
import "@fontsource-variable/source-serif-4/wght-italic.css";
import "./css/tokens.css";
import "./css/base.css";
import "./css/dialog.css";
import "./css/kit.css";
import "./css/fields.css";
import "./css/shell.css";
import "./css/forced.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { Telephone } from "./handset/handset.ts";
import { showLook } from "./kit/look.ts";
import { keepShell } from "./worker/register.ts";

showLook();
keepShell();
const phone = new Telephone();
const root = document.getElementById("root");
if (root)
  createRoot(root).render(
    <StrictMode>
      <App phone={phone} />
    </StrictMode>,
  );
