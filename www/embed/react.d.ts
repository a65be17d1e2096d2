// The element's types for React's JSX: `import type {} from "ninefold/react"`. React 19 hands objects over as properties.

import type { DetailedHTMLProps, HTMLAttributes } from "react";
import type { Attributes, NinefoldEvents, NinefoldWidget } from "./ninefold-widget.js";

/** `onninefold-result` and so on. */
export type Handlers = { [Name in keyof NinefoldEvents as `on${Name}`]?: (event: NinefoldEvents[Name]) => void };

/** What the element takes in JSX. */
export type NinefoldWidgetProps = Omit<DetailedHTMLProps<HTMLAttributes<NinefoldWidget>, NinefoldWidget>, keyof Attributes> &
  Attributes &
  Handlers & { data?: NinefoldWidget["data"]; config?: NinefoldWidget["config"] };

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "ninefold-widget": NinefoldWidgetProps;
    }
  }
}
