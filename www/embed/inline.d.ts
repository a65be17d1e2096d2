// The element in one script with its WebAssembly inside; it defines <ninefold-widget>.

import type {} from "./ninefold-widget.js";
