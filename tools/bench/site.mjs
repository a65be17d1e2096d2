// A built site as a web host sends it: compressed with brotli, each file once and beforehand. This machine only.

import { createServer } from "node:http";
import { readFileSync, readdirSync } from "node:fs";
import { extname, join, relative } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const TYPES = { ".css": "text/css", ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".wasm": "application/wasm" };

// Serves a folder; gives the address and what ends the server.
export async function serve(folder) {
  const files = new Map();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath ?? entry.path, entry.name);
    const bytes = readFileSync(path);
    const body = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
    files.set(`/${relative(folder, path).replaceAll("\\", "/")}`, { body, type: TYPES[extname(path)] ?? "application/octet-stream" });
  }
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://127.0.0.1");
    const file = files.get(pathname === "/" ? "/index.html" : pathname);
    if (!file) {
      response.writeHead(404);
      return response.end();
    }
    response.writeHead(200, { "Content-Type": file.type, "Content-Encoding": "br", "Content-Length": file.body.length, "Cache-Control": "no-store" });
    return response.end(file.body);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { address: `http://127.0.0.1:${server.address().port}/`, stop: () => server.close() };
}
