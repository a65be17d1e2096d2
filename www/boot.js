// What the static shell says while the page's WebAssembly loads, and when it cannot. Trunk's start script calls these;
// once the page's main function has run, the page speaks for itself.

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
      // From here on a failure is told when it happens, not after a while (www/boot.css).
      shell.dataset.started = "";
      addEventListener("unhandledrejection", onBroken);
    },
    onComplete: () => removeEventListener("unhandledrejection", onBroken),
    onFailure: fail,
  };
}
