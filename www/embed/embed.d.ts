// The host's side of embed.html: importing it serves every `iframe[data-ninefold]` of the page.

/** Hands a report's JSON or a CSV over; the frame takes it where its address has `accept-data` with this page's origin. */
export function give(frame: HTMLIFrameElement, text: string): void;
