
// Reads files a slice at a time; appended to the engine's own script, whose Engine and loader these are.
const SLICE = 2 << 20;
const SMALL_SLICE = 64 << 10;

export async function run(module, files, options, progress, pause) {
  await __wbg_init({ module_or_path: module });
  const engine = new Engine(files.map((file) => file.name), options);
  const total = files.reduce((sum, file) => sum + file.blob.size, 0);
  const slice = pause ? SMALL_SLICE : SLICE;
  let before = 0;
  let said = 0;
  const say = (done) => {
    const now = performance.now();
    if (now - said < 100 && done < total) return;
    said = now;
    progress(done, total);
  };
  for (const { name, blob } of files) {
    const part = async (from, to) => {
      const bytes = await blob.slice(from, to).arrayBuffer().catch((error) => { throw new Error(`file: ${name}: ${error.message}`); });
      // Not every browser refuses a file that was cut short since it was chosen; half a file is no file.
      if (bytes.byteLength !== to - from) throw new Error(`file: ${name}: shorter than when it was chosen`);
      return new Uint8Array(bytes);
    };
    const wanted = engine.open(blob.size);
    for (let at = 0; at < wanted.length; at += 2) engine.sample(await part(wanted[at], wanted[at + 1]));
    for (let at = 0; at < blob.size; at += slice) {
      const end = Math.min(at + slice, blob.size);
      engine.push(await part(at, end));
      say(before + end);
      if (pause) await pause();
    }
    engine.close();
    before += blob.size;
  }
  return engine.report();
}
