// A static site of one folder, on an address of its own, as any host would serve it.

import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";

const TYPES: Record<string, string> = {
  ".css": "text/css", ".csv": "text/csv", ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".json": "application/json", ".wasm": "application/wasm",
};

/** The type of a file by its name's end; nothing for an end that no site here has. */
export const typeOf = (path: string): string | undefined => TYPES[extname(path)];

/** Lets a server listen on a port of its own; gives the origin, and what ends it with all its connections. */
export async function listening(server: Server): Promise<{ origin: string; close(): Promise<void> }> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise<void>((resolve) => { server.closeAllConnections(); server.close(() => resolve()); }),
  };
}

export interface Folder {
  address: string;
  close(): Promise<void>;
}

/** Serves a folder to every origin; `policy` is the pages' Content-Security-Policy. */
export async function serve(folder: string, policy?: string): Promise<Folder> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://site");
    const named = join(folder, normalize(decodeURIComponent(pathname)));
    const file = pathname.endsWith("/") ? join(named, "index.html") : named;
    if (!existsSync(file) || !statSync(file).isFile()) return void response.writeHead(404).end();
    const type = typeOf(file) ?? "application/octet-stream";
    response.writeHead(200, { "Content-Type": type, "Access-Control-Allow-Origin": "*", ...(policy && type.startsWith("text/html") && { "Content-Security-Policy": policy }) });
    createReadStream(file).pipe(response);
  });
  const { origin, close } = await listening(server);
  return { address: `${origin}/`, close };
}
