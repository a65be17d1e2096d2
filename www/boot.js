// What the static shell shows while the page's WebAssembly loads, and when it cannot.
// Trunk's start script calls these; the page itself takes over in its main function.

function fail(error) {
  document.documentElement.dataset.state = "failed";
  const detail = document.getElementById("boot-detail");
  if (detail) detail.textContent = String(error);
}

export default function boot() {
  return {
    onStart: () => {},
    onProgress: () => {},
    onComplete: () => {},
    onSuccess: () => {},
    onFailure: (error) => {
      console.error(error);
      fail(error);
    },
  };
}
