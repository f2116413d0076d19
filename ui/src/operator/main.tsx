import "@fontsource-variable/inter/wght.css";
import "@fontsource-variable/source-serif-4/wght.css";
import "../css/tokens.css";
import "../css/base.css";
import "../css/dialog.css";
import "../css/kit.css";
import "../css/fields.css";
import "../css/shell.css";
import "../css/forced.css";
import "./operator.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { showLook } from "../kit/look.ts";
import { Operator } from "./operator.tsx";

showLook();
const root = document.getElementById("root");
if (root)
  createRoot(root).render(
    <StrictMode>
      <Operator />
    </StrictMode>,
  );
