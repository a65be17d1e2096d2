
// Puts a new instance in the place of one that stopped; appended to the script whose module and loader these are. What the
// old one held is gone with it: nothing of it may be given back to the new one.
export async function renew(lost) {
  for (const report of lost) report.__destroy_into_raw();
  const { instance, module } = await __wbg_load(wasmModule, __wbg_get_imports());
  __wbg_finalize_init(instance, module);
}
