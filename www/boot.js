// Loads the engine, and says in the static shell that the page's own WebAssembly loads, or cannot. Trunk's start script
// calls these; once the page's main function has run, the page speaks for itself.

// Fetches what a preload link of the page names, held to the link's hash: the build writes version and hash there,
// because the worker's files keep their names from build to build.
function fetchLinked(id) {
  const { href, dataset } = document.getElementById(id);
  return fetch(href, dataset.integrity ? { integrity: dataset.integrity } : {});
}

async function textOf(asked) {
  const answer = await asked;
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
  return answer.text();
}

// The engine, its script and its compiled module. Begun here, it is ready when the page has drawn itself.
function loadEngine() {
  const engine = Promise.all([textOf(fetchLinked("worker-script")), WebAssembly.compileStreaming(fetchLinked("worker-wasm"))]);
  // A failure is told by the page, which waits for this (src/web/boot.rs), and not as one that nobody waits for.
  engine.catch(() => {});
  return engine;
}

export default function boot() {
  const shell = document.getElementById("boot");

  function fail(reason) {
    console.error(reason);
    document.documentElement.dataset.state = "failed";
    // The page may have taken the shell away before it stopped.
    if (!shell.isConnected) document.body.prepend(shell);
    document.getElementById("boot-detail").textContent = String(reason);
  }

  // A connection that breaks off in mid-download is told only this way.
  const onBroken = (event) => fail(event.reason);

  return {
    onStart() {
      globalThis.ninefoldEngine = loadEngine();
      // From here on a failure is told when it happens, not after a while (www/boot.css).
      shell.dataset.started = "";
      addEventListener("unhandledrejection", onBroken);
    },
    onComplete: () => removeEventListener("unhandledrejection", onBroken),
    onFailure: fail,
  };
}
