// A small static server for dist/: node tools/serve.mjs [folder]. No dependency, this machine only.
// PORT chooses the port. Nothing is cached, so that a rebuild shows at the next reload.

import { createReadStream } from "node:fs";
import { realpath, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, resolve, sep } from "node:path";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".mjs": "text/javascript; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};

const HOST = "127.0.0.1";
const port = Number(process.env.PORT || 8080);
const folder = resolve(process.argv[2] || "dist");

function stop(message) {
  console.error(`ninefold: ${message}`);
  process.exit(1);
}

if (!Number.isInteger(port) || port < 1 || port > 65535) stop(`PORT=${process.env.PORT} is no port number`);
const root = await realpath(folder).catch(() => stop(`there is no ${folder}: run \`make build\` first`));

// The file an address names, or nothing: never one outside the folder, whatever the address or a link says.
async function locate(address) {
  let path;
  try {
    path = decodeURIComponent(new URL(address, `http://${HOST}`).pathname);
  } catch {
    return null;
  }
  if (path.includes("\0")) return null;
  const file = await realpath(join(root, path)).catch(() => null);
  if (file === null || (file !== root && !file.startsWith(root + sep))) return null;
  const found = await stat(file);
  if (!found.isDirectory()) return { file, size: found.size };
  // Relative addresses in an index only hold below a closing slash.
  if (!path.endsWith("/")) return { redirect: `${encodeURI(path)}/` };
  const index = join(file, "index.html");
  const page = await stat(index).catch(() => null);
  return page && { file: index, size: page.size };
}

const server = createServer(async (request, response) => {
  const head = { "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff" };
  const answer = (status, text) => {
    response.writeHead(status, { ...head, "Content-Type": TYPES[".txt"] });
    response.end(request.method === "HEAD" ? undefined : `${text}\n`);
  };
  if (request.method !== "GET" && request.method !== "HEAD") return answer(405, "only GET and HEAD");
  const found = await locate(request.url).catch(() => null);
  if (!found) return answer(404, "not found");
  if (found.redirect) {
    response.writeHead(308, { ...head, Location: found.redirect });
    return response.end();
  }
  // Other sites load these, and so does a frame in a sandbox, which has no origin.
  if (found.file.startsWith(join(root, "embed") + sep)) head["Access-Control-Allow-Origin"] = "*";
  const type = TYPES[extname(found.file).toLowerCase()] || "application/octet-stream";
  response.writeHead(200, { ...head, "Content-Type": type, "Content-Length": found.size });
  if (request.method === "HEAD") return response.end();
  createReadStream(found.file).on("error", () => response.destroy()).pipe(response);
});

server.on("error", (error) => {
  if (error.code === "EADDRINUSE") stop(`port ${port} is taken by another program: stop that one, or choose another, as in \`make serve PORT=${port + 1}\``);
  if (error.code === "EACCES") stop(`port ${port} may not be used by this user: choose one above 1023, as in \`make serve PORT=8081\``);
  stop(error.message);
});
server.listen(port, HOST, () => console.log(`ninefold: serving ${folder} on http://${HOST}:${port} (Ctrl+C ends it)`));
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(0));
